/** The HTML that is a mark: pairs of tags without attributes. Any other tag is source. */
/** @import { LocatedToken } from "./types.js" */

/** @type {Record<string, string>} */
export const HTML_TAGS = {
  subscript: "sub",
  superscript: "sup",
  underline: "u",
  highlight: "mark",
  small: "small",
};

/** @type {Record<string, string>} */
const MARKS = Object.fromEntries(Object.entries(HTML_TAGS).map(([type, tag]) => [tag, type]));
const TAG = /^<(\/?)(sub|sup|u|mark|small)>$/i;

/** @typedef {{ type: string, opens: boolean }} HtmlMark */

/**
 * The tags of a row of inline tokens that begin or end a mark.
 * @param {LocatedToken[]} tokens
 * @returns {Map<LocatedToken, HtmlMark>}
 */
export function htmlMarks(tokens) {
  /** @type {Map<LocatedToken, HtmlMark>} */
  const found = new Map();
  /** @type {{ token: LocatedToken, tag: string, at: number }[]} */
  const open = [];
  tokens.forEach((token, at) => {
    const [, slash, name] = (token.type === "html_inline" && TAG.exec(token.content)) || [];
    if (name === undefined) return;
    const tag = name.toLowerCase();
    const from = open.findLastIndex((one) => one.tag === tag);
    if (!slash) open.push({ token, tag, at });
    else if (from >= 0) {
      const [begun] = open.splice(from);
      if (at === begun.at + 1) return;
      found.set(begun.token, { type: MARKS[tag], opens: true });
      found.set(token, { type: MARKS[tag], opens: false });
    }
  });
  return found;
}
