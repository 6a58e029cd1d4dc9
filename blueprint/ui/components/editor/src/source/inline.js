/** Inline tokens → the inline content of a paragraph of the document (ProseMirror's JSON), adjacent text joined. */

/** @import { LocatedToken, MarkJSON, NodeJSON } from "./types.js" */
import { htmlMarks } from "./html_marks.js";

/** @type {Record<string, string>} */
const MARKS = { strong: "bold", em: "italic", s: "strike", sub: "subscript", sup: "superscript", link: "link" };

/** The order in which the editor's schema ranks marks. */
export const MARK_ORDER = [
  "link",
  "bold",
  "italic",
  "strike",
  "underline",
  "highlight",
  "small",
  "subscript",
  "superscript",
  "code",
];

/** @param {LocatedToken[]} tokens */
export function inlineContent(tokens) {
  /** @type {NodeJSON[]} */
  const content = [];
  for (const { part } of inlineParts(tokens)) addPart(content, part);
  return content;
}

/**
 * Every token that shows something, as {token, part}: part is a node of inline content with its marks.
 * @param {LocatedToken[]} tokens
 */
export function* inlineParts(tokens) {
  /** @type {MarkJSON[]} */
  const open = [];
  const fromHtml = htmlMarks(tokens);
  for (const token of tokens) {
    const html = fromHtml.get(token);
    const kind = html?.type ?? MARKS[/^(\w+)_(open|close)$/.exec(token.type)?.[1] ?? ""];
    if (kind && (html?.opens ?? token.nesting > 0)) open.push(markOf(kind, token));
    else if (kind)
      open.splice(
        open.findLastIndex((mark) => mark.type === kind),
        1,
      );
    else yield* partOf(token, marksOf(open));
  }
}

/** @param {string} type @param {LocatedToken} token @returns {MarkJSON} */
function markOf(type, token) {
  if (type !== "link") return { type };
  return { type, attrs: { href: token.attrGet("href"), title: token.attrGet("title") || null } };
}

/** @param {MarkJSON[]} open */
function marksOf(open) {
  return MARK_ORDER.map((type) => open.findLast((mark) => mark.type === type)).filter((mark) => mark !== undefined);
}

/** @param {LocatedToken} token @param {MarkJSON[]} marks */
function* partOf(token, marks) {
  const node = leafOf(token);
  if (node.text === "") return;
  const all = token.type === "code_inline" ? [...marks, { type: "code" }] : marks;
  yield { token, part: { ...node, ...(all.length && { marks: all }) } };
}

/** @param {LocatedToken} token @returns {NodeJSON} */
function leafOf(token) {
  switch (token.type) {
    case "text":
    case "text_special":
    case "code_inline":
      return { type: "text", text: token.content };
    case "softbreak":
      return { type: "text", text: " " };
    case "hardbreak":
      return { type: "hardBreak" };
    case "html_inline":
      return /^<br\s*\/?>$/i.test(token.content) ? { type: "hardBreak" } : sourceOf(token);
    case "math":
      return { type: "math", attrs: { source: token.content } };
    case "image":
      return { type: "image", attrs: imageOf(token) };
    case "footnote_ref":
      return { type: "footnoteReference", attrs: { label: token.meta.label } };
    default:
      return sourceOf(token);
  }
}

/** @param {LocatedToken} token */
const sourceOf = (token) => ({ type: "sourceInline", attrs: { source: token.content } });

/** @param {LocatedToken} token */
function imageOf(token) {
  return { src: token.attrGet("src"), alt: plainText(token.children), title: token.attrGet("title") || null };
}

/** @param {LocatedToken[] | null} tokens @returns {string} */
function plainText(tokens) {
  return (tokens ?? [])
    .map((token) => (token.children ? plainText(token.children) : /break$/.test(token.type) ? " " : token.content))
    .join("");
}

/** @param {NodeJSON[]} content @param {NodeJSON} part */
function addPart(content, part) {
  const last = content.at(-1);
  if (last?.type === "text" && part.type === "text" && sameMarks(last.marks, part.marks))
    last.text = `${last.text}${part.text}`;
  else content.push(part);
}

/** @param {MarkJSON[]} [one] @param {MarkJSON[]} [other] */
export function sameMarks(one = [], other = []) {
  return one.length === other.length && one.every((mark, index) => markKey(mark) === markKey(other[index]));
}

/** @param {MarkJSON} mark */
export function markKey({ type, attrs }) {
  return type === "link" ? `link ${attrs?.href} ${attrs?.title ?? ""}` : type;
}
