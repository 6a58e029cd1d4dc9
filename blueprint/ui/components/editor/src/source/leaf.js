/** The kinds of leaf that hold inline content, and how each reads its source: by the very parser that will read it. */
import { atomsOfContent } from "./atoms.js";
import { escapeHeadingEnd } from "./escape.js";
import { inlineContent } from "./inline.js";

/** `env()` gives the footnotes and reference definitions a leaf may name, fresh for every reading. */
export function leafKinds(md, env) {
  const links = (mark) => readableLink(md, mark);
  const whole = (source, type) => {
    const [open, inline, ...rest] = md.parse(source, env());
    return open?.type === type && rest.length === 1 ? [open, inline] : null;
  };
  const common = { env, links, finish: (source) => source };
  return {
    paragraph: {
      ...common,
      lineBreak: "\\\n",
      reads: (source) => contentOf(whole(source, "paragraph_open"), source),
    },
    heading: {
      ...common,
      lineBreak: "<br>",
      finish: escapeHeadingEnd,
      reads: (source) => (source.includes("\n") ? null : contentOf(whole(`# ${source}`, "heading_open"), source)),
    },
    underlined: {
      ...common,
      lineBreak: "<br>",
      reads: (source) => contentOf(whole(`${source}\n===`, "heading_open"), source),
    },
    cell: {
      ...common,
      lineBreak: "<br>",
      reads: (source) => (source.includes("\n") || source !== source.trim() ? null : readInline(md, source, env())),
    },
  };
}

function contentOf(tokens, source) {
  if (!tokens || tokens[1].strip.text !== source) return null;
  return atomsOfContent(inlineContent(tokens[1].children));
}

function readInline(md, source, env) {
  const tokens = [];
  md.inline.parse(source, md, env, tokens);
  return atomsOfContent(inlineContent(tokens));
}

/** The link as it will be read back, or null where the reader would refuse it (scripts, for one). */
function readableLink(md, mark) {
  const href = md.normalizeLink((mark.attrs?.href ?? "").trim());
  if (!href || !md.validateLink(href)) return null;
  return { type: "link", attrs: { href, title: mark.attrs.title || null } };
}
