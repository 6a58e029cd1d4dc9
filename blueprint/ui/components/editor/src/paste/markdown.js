/** Plain text that is clearly Markdown. */
/** @import { NodeJSON } from "../source/types.js" */

const SIGNS = [
  /^#{1,6} +\S/m,
  /\[[^\]\n]{1,500}\]\([^\s()]{1,2000}\)/,
  /\*\*[^\s*][^*\n]{0,500}\*\*/,
  /^ {0,3}\|?[ :]*-{3,}[ :]*\|[ :|-]*$/m,
  /^ {0,3}(?:```|~~~)/m,
  /^ {0,3}\[\^[^\]\s]{1,100}\]: /m,
  /^\s{0,3}[-*+] \[[ xX]\] /m,
];
const ITEMS = /^ {0,3}(?:[-*+]|\d{1,3}[.)]|\([a-z\d]{1,4}\)) +\S/gm;
const LONGEST = 2_000_000;

/** @param {string} text */
export function isMarkdown(text) {
  if (text.length > LONGEST) return false;
  return SIGNS.some((sign) => sign.test(text)) || (text.match(ITEMS)?.length ?? 0) > 1;
}

/**
 * The same document with other labels of its notes.
 * @param {NodeJSON} node
 * @param {(label: string) => string} labelFor
 * @returns {NodeJSON}
 */
export function relabelled(node, labelFor) {
  const attrs = node.attrs?.label === undefined ? node.attrs : { ...node.attrs, label: labelFor(node.attrs.label) };
  return {
    ...node,
    ...(attrs && { attrs }),
    ...(node.content && { content: node.content.map((child) => relabelled(child, labelFor)) }),
  };
}
