// Selected words on the screen as a range of a revision's source.

/** @import { Entry, Selected, Side } from "../types.js" */
import { all } from "../elements.js";
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
  const touched = pieces(words).filter((piece) => range.intersectsNode(piece));
  const found = sourceRange(touched.map((piece) => selectedPart(range, piece)));
  return found && { ...found, words, range: range.cloneRange() };
}

/** @param {Node} node @returns {HTMLElement | null} */
function closestWords(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(".fo-words") ?? null;
}

/** @param {HTMLElement} words */
function pieces(words) {
  return all(words, ".w");
}

/** @param {Range} range @param {HTMLElement} piece */
function selectedPart(range, piece) {
  const content = piece.firstChild;
  const text = piece.textContent ?? "";
  const from = range.startContainer === content ? range.startOffset : 0;
  const to = range.endContainer === content ? range.endOffset : text.length;
  const endsBefore = range.endContainer === piece && range.endOffset === 0;
  return { text, ...sourceOf(piece), from: endsBefore ? to : from, to };
}

/** @param {HTMLElement} piece */
function sourceOf({ dataset }) {
  return { s: Number(dataset.s), e: Number(dataset.e), side: sideOf(dataset) };
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
  const own = pieces(words)
    .map(sourceOf)
    .filter((piece) => piece.side === side);
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
