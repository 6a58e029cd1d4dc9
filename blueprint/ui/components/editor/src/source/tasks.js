/** Tasks: list items that begin with a box, "[ ]" or "[x]", which is the item's and not part of its words. */
/** @import { LocatedToken } from "./types.js" */

const BOX = /^\[([ xX])\](?:[ \t]+(?=\S)|$)/;

/**
 * Takes the box from an item's words; the item's token says whether it is ticked.
 * @param {LocatedToken} item
 * @param {LocatedToken | undefined} paragraph the item's first block
 * @param {LocatedToken | undefined} inline
 */
export function takeBox(item, paragraph, inline) {
  if (paragraph?.type !== "paragraph_open" || !paragraph.place || !inline?.strip) return;
  const found = BOX.exec(inline.strip.text);
  if (!found) return;
  const { length } = found[0];
  const { text, segments } = inline.strip;
  inline.strip = { text: text.slice(length), segments: segments.map(([at, from]) => [at - length, from]) };
  inline.content = inline.strip.text;
  const [[from, to, margin], ...lines] = paragraph.place.lines;
  paragraph.place = { ...paragraph.place, start: from + length, lines: [[from + length, to, margin], ...lines] };
  item.meta = { checked: found[1] !== " " };
}

/** @param {boolean | null | undefined} checked */
export function boxOf(checked) {
  return typeof checked === "boolean" ? (checked ? "[x] " : "[ ] ") : "";
}
