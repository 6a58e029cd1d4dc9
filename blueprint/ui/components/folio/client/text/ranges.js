// From characters of pieces to a range of a revision's source.

/** @import { Side } from "../types.js" */

/**
 * The characters [from, to) of a piece that shows [s, e) of a source, in UTF-16 units as a browser counts.
 * @typedef {{ text: string, s: number, e: number, side: Side, from: number, to: number }} Part
 */

/** @param {Part} part */
function slice({ text, from, to }) {
  return text.slice(from, to);
}

/**
 * The range of the source and the words; null where nothing but space is selected. Removed and unchanged words belong
 * to different revisions: of a selection of both, the newer one's words count.
 * @param {Part[]} parts in the order of the text
 */
export function sourceRange(parts) {
  const filled = parts.filter(({ from, to }) => to > from);
  const mixed = new Set(filled.map(({ side }) => side)).size > 1;
  const kept = trimmed(mixed ? filled.filter(({ side }) => side === "new") : filled);
  const [first, last] = [kept.at(0), kept.at(-1)];
  if (!first || !last) return null;
  const e = last.to === last.text.length ? last.e : sourceOffset(last, last.to);
  return { side: first.side, s: sourceOffset(first, first.from), e, text: kept.map(slice).join("") };
}

/** Without the space at both ends. @param {Part[]} parts */
function trimmed(parts) {
  const isBlank = (/** @type {Part} */ part) => !slice(part).trim();
  const first = parts.findIndex((part) => !isBlank(part));
  const last = parts.findLastIndex((part) => !isBlank(part));
  if (first < 0) return [];
  return parts.slice(first, last + 1).map((part, at, row) => ({
    ...part,
    from: at === 0 ? part.from + slice(part).search(/\S/) : part.from,
    to: at === row.length - 1 ? part.from + slice(part).trimEnd().length : part.to,
  }));
}

/** A source counts characters; an emoji is one of these and two UTF-16 units. @param {Part} part @param {number} at */
function sourceOffset({ text, s }, at) {
  return s + Array.from(text.slice(0, at)).length;
}
