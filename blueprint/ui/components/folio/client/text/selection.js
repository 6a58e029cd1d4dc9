// Selecting: from what is selected on the screen to a range of a revision's source.

import { characters } from "../elements.js";

// The selected words inside one paragraph: { side, s, e, text, words, range }, or null.
export function selectedWords(folio) {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = closestWords(range.startContainer) || closestWords(range.endContainer);
  if (!words || !folio.root.contains(words)) return null;
  const parts = trimmed(selectedParts(range, words));
  if (!parts.length) return null;
  return described(parts, words, range);
}

function closestWords(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element?.closest(".fo-words");
}

function selectedParts(range, words) {
  const parts = [...words.querySelectorAll(".w")]
    .filter((piece) => range.intersectsNode(piece))
    .map((piece) => part(range, piece));
  const filled = parts.filter(({ from, to }) => to > from);
  const sides = new Set(filled.map(({ piece }) => piece.dataset.side));
  // Removed and kept words stand in different revisions: a mixed selection is about the new one's words.
  return sides.size > 1 ? filled.filter(({ piece }) => piece.dataset.side === "new") : filled;
}

function part(range, piece) {
  const text = piece.firstChild;
  const from = range.startContainer === text ? range.startOffset : 0;
  const to = range.endContainer === text ? range.endOffset : piece.textContent.length;
  return { piece, from: endsBefore(range, piece) ? to : from, to };
}

function endsBefore(range, piece) {
  return range.endContainer === piece && range.endOffset === 0;
}

function trimmed(parts) {
  const left = [...parts];
  while (left.length && !slice(left[0]).trim()) left.shift();
  while (left.length && !slice(left.at(-1)).trim()) left.pop();
  if (!left.length) return [];
  left[0] = { ...left[0], from: left[0].from + slice(left[0]).search(/\S/) };
  const last = left.at(-1);
  left[left.length - 1] = { ...last, to: last.from + slice(last).trimEnd().length };
  return left;
}

const slice = ({ piece, from, to }) => piece.textContent.slice(from, to);

function described(parts, words, range) {
  const [first, last] = [parts[0], parts.at(-1)];
  return {
    side: first.piece.dataset.side,
    s: offset(first.piece, first.from),
    e: last.to === last.piece.textContent.length ? Number(last.piece.dataset.e) : offset(last.piece, last.to),
    text: parts.map(slice).join(""),
    words,
    range: range.cloneRange(),
  };
}

// Source counts characters, a browser UTF-16 units: an emoji is one of the first and two of the second.
function offset(piece, at) {
  return Number(piece.dataset.s) + characters(piece.textContent.slice(0, at));
}

// All of a paragraph's words.
export function wholeRow(words, entry) {
  const pieces = [...words.querySelectorAll(".w")].filter(({ dataset }) => dataset.side === words.dataset.side);
  const first = pieces[0];
  return {
    side: words.dataset.side,
    s: first ? Number(first.dataset.s) : entry.row.s,
    e: first ? Number(pieces.at(-1).dataset.e) : entry.row.e,
    text: "",
    words,
    range: null,
  };
}

export function showPending(range) {
  if (!globalThis.CSS?.highlights) return;
  if (range) CSS.highlights.set("folio-pending", new Highlight(range));
  else CSS.highlights.delete("folio-pending");
}
