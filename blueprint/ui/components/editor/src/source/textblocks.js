/**
 * The kinds of blocks that hold inline content, and how each reads its source: by the very parser that will read it.
 */
/** @import MarkdownIt from "markdown-it" */
/** @import { LocatedToken, MarkJSON, ReadableLink, TextblockKinds } from "./types.js" */
import { atomsOfContent } from "./atoms.js";
import { escapeHeadingEnd } from "./escape.js";
import { inlineContent } from "./inline.js";

/**
 * `env()` gives the footnotes and reference definitions a block may name, fresh for every reading.
 * @param {MarkdownIt} md
 * @param {() => object} env
 * @returns {TextblockKinds}
 */
export function textblockKinds(md, env) {
  /** @type {ReadableLink} */
  const links = (mark) => readableLink(md, mark);
  /**
   * @param {string} source
   * @param {string} type
   * @returns {LocatedToken[] | null} the opening token and the inline one
   */
  const whole = (source, type) => {
    const [open, inline, ...rest] = md.parse(source, env());
    return open?.type === type && rest.length === 1 ? [open, inline] : null;
  };
  const common = { env, links, finish: (/** @type {string} */ source) => source };
  return {
    paragraph: {
      ...common,
      lineBreak: "\\\n",
      opensBlocks: true,
      reads: (source) => contentOf(whole(source, "paragraph_open"), source),
    },
    boxed: {
      ...common,
      lineBreak: "\\\n",
      opensBlocks: true,
      reads: (source) => contentOf(whole(`x ${source}`, "paragraph_open"), `x ${source}`)?.slice(2) ?? null,
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
      opensBlocks: true,
      reads: (source) => contentOf(whole(`${source}\n===`, "heading_open"), source),
    },
    cell: {
      ...common,
      lineBreak: "<br>",
      reads: (source) => (source.includes("\n") || source !== source.trim() ? null : readInline(md, source, env())),
    },
  };
}

/** @param {LocatedToken[] | null} tokens @param {string} source */
function contentOf(tokens, source) {
  if (!tokens || tokens[1].strip?.text !== source) return null;
  return atomsOfContent(inlineContent(tokens[1].children ?? []));
}

/** @param {MarkdownIt} md @param {string} source @param {object} env */
function readInline(md, source, env) {
  /** @type {LocatedToken[]} */
  const tokens = [];
  md.inline.parse(source, md, env, tokens);
  return atomsOfContent(inlineContent(tokens));
}

/**
 * The link as it will be read back, or null where the reader would refuse it (scripts, for one).
 * @param {MarkdownIt} md
 * @param {MarkJSON} mark
 * @returns {MarkJSON | null}
 */
function readableLink(md, mark) {
  const href = md.normalizeLink((mark.attrs?.href ?? "").trim());
  if (!href || !md.validateLink(href)) return null;
  return { type: "link", attrs: { href, title: mark.attrs?.title || null } };
}
