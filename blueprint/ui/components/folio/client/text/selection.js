// Selected words on the screen as a range of a revision's source.

/** @import { Entry, Selected, Side } from "../types.js" */
/** @import { Source } from "./pieces.js" */
import { textNodes } from "./pieces.js";
import { sourceRange } from "./ranges.js";

/**
 * The selected words inside one paragraph of `root`, or null.
 * @param {HTMLElement} root
 * @returns {Selected | null}
 */
export function selectedWords(root) {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = closestWords(range.startContainer) ?? closestWords(range.endContainer);
  if (!words || !root.contains(words)) return null;
  const touched = textNodes(words).filter(({ node }) => range.intersectsNode(node));
  const found = sourceRange(touched.map(({ node, source }) => selectedPart(range, node, source)));
  return found && { ...found, words, range: range.cloneRange() };
}

/** @param {Node} node @returns {HTMLElement | null} */
function closestWords(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(".fo-words") ?? null;
}

/** @param {Range} range @param {Node} node @param {Source} source */
function selectedPart(range, node, source) {
  const text = node.textContent ?? "";
  const from = range.startContainer === node ? range.startOffset : 0;
  const to = range.endContainer === node ? range.endOffset : text.length;
  return { text, ...source, from, to };
}

/** @param {DOMStringMap} dataset @returns {Side} */
export function sideOf(dataset) {
  return dataset.side === "old" ? "old" : "new";
}

/**
 * All of a paragraph's words.
 * @param {HTMLElement} words
 * @param {Entry} entry
 * @returns {Selected}
 */
export function wholeRow(words, entry) {
  const side = sideOf(words.dataset);
  const own = textNodes(words)
    .map(({ source }) => source)
    .filter((source) => source.side === side);
  const { s } = own.at(0) ?? entry.row;
  const { e } = own.at(-1) ?? entry.row;
  return { side, s, e, text: "", words, range: null };
}

/**
 * Keep a range highlighted while its comment is written; null ends that.
 * @param {Range | null} range
 */
export function highlightPending(range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set("folio-pending", new Highlight(range));
  else CSS.highlights.delete("folio-pending");
}
