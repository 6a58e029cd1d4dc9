/**
 * Inline content as a flat row of atoms (one UTF-16 unit of text, or one image, note, break, source), which comparing
 * and writing work on. `normalized` gives the row that Markdown can express: no space at a line's end, no mark on the
 * spaces at its own edges, no break at the end.
 */
/** @import { Atom, MarkJSON, NodeJSON, ReadableLink, NormalizedAtom } from "./types.js" */
import { MARK_ORDER, markKey } from "./inline.js";

const DELIMITED = new Set(["bold", "italic", "strike", "underline", "highlight", "small", "subscript", "superscript"]);

/** @param {NodeJSON[]} [content] @returns {Atom[]} */
export function atomsOfContent(content = []) {
  return content.flatMap((part) =>
    part.type === "text" ? Array.from(units(part.text ?? ""), (text) => ({ ...part, text })) : [part],
  );
}

/** @param {string} text */
function units(text) {
  return text
    .replace(/[\n\r]/g, " ")
    .replace(/\0/g, "")
    .split("");
}

/** @param {Atom} atom */
export function atomKey(atom) {
  const marks = marksOf(atom).map(markKey).join(",");
  return `${atom.type === "text" ? atom.text : leafKey(atom)}\u0001${marks}`;
}

/** @param {Atom} atom */
function leafKey({ type, attrs = {} }) {
  if (type === "image") return `image ${attrs.src} ${attrs.alt ?? ""} ${attrs.title ?? ""}`;
  return `${type} ${attrs.label ?? (attrs.source ?? "").replace(/\s+/g, " ")}`;
}

/** @param {Atom} atom @returns {MarkJSON[]} */
export function marksOf(atom) {
  const marks = atom.marks ?? [];
  return MARK_ORDER.map((type) => marks.find((mark) => mark.type === type)).filter((mark) => mark !== undefined);
}

/** @param {Atom} atom */
export const isSpace = (atom) => atom.type === "hardBreak" || (atom.type === "text" && /\s/.test(atom.text ?? ""));

/**
 * The atoms as Markdown can express them; `links` maps a link to the one that will be read back, or null.
 * @param {Atom[]} atoms
 * @param {ReadableLink} [links]
 * @returns {NormalizedAtom[]}
 */
export function normalized(atoms, links = (mark) => mark) {
  let row = atoms.map((atom) => ({ ...atom, marks: normalizedMarks(atom, links) }));
  row = row.filter((atom, index) => !trailing(row, index));
  while (row.at(-1)?.type === "hardBreak") row.pop();
  for (const type of DELIMITED) unmarkEdges(row, type);
  return row;
}

/** @param {Atom} atom @param {ReadableLink} links */
function normalizedMarks(atom, links) {
  const marks = marksOf(atom)
    .map((mark) => (mark.type === "link" ? links(mark) : mark))
    .filter((mark) => mark !== null);
  return atom.type === "text" ? marks : marks.filter((mark) => mark.type !== "code");
}

/**
 * A plain space with nothing but spaces behind it on its line.
 * @param {Atom[]} row
 * @param {number} index
 */
function trailing(row, index) {
  let at = index;
  while (at < row.length && row[at].type === "text" && /[ \t]/.test(row[at].text ?? "")) at += 1;
  return at > index && (at === row.length || row[at].type === "hardBreak");
}

/** @param {NormalizedAtom[]} row @param {string} type */
function unmarkEdges(row, type) {
  /** @param {NormalizedAtom | undefined} atom */
  const has = (atom) => atom?.marks.some((mark) => mark.type === type);
  /** @param {NormalizedAtom} atom */
  const remove = (atom) => Object.assign(atom, { marks: atom.marks.filter((mark) => mark.type !== type) });
  for (let at = 0; at < row.length; at += 1) {
    if (has(row[at]) && !has(row[at - 1]) && isSpace(row[at])) remove(row[at]);
  }
  for (let at = row.length - 1; at >= 0; at -= 1) {
    if (has(row[at]) && !has(row[at + 1]) && isSpace(row[at])) remove(row[at]);
  }
}

/** @param {Atom[]} one @param {Atom[]} other */
export function sameAtoms(one, other) {
  return one.length === other.length && one.every((atom, index) => atomKey(atom) === atomKey(other[index]));
}
