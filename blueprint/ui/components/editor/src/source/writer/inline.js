/**
 * Writes inline content as Markdown. Every wording is read back before it is used: first the smallest replacement
 * inside the old source, then the whole anew with few backslashes, then with many, until the reader sees what was
 * meant.
 */
/** @import { Edit, MarkJSON, NodeJSON, NormalizedAtom, TextblockKind } from "../types.js" */
/** @import { LocatedAtom } from "../inline_positions.js" */
import { atomKey, atomsOfContent, marksOf, sameAtoms, normalized } from "../atoms.js";
import {
  codeSpan,
  destination,
  encodeAll,
  escapeFully,
  escapeLightly,
  escapeLineStarts,
  escapeScript,
} from "../escape.js";
import { HTML_TAGS } from "../html_marks.js";
import { markKey } from "../inline.js";
import { locatedAtoms } from "../inline_positions.js";

/**
 * @typedef {{ escape: (text: string) => string, italic: string, guard?: boolean, tags?: boolean, plain?: boolean }}
 * WritingStyle `tags`: scripts are written in HTML, which may hold what "~" and "^" may not
 */
/** @typedef {WritingStyle & { lineBreak: string }} BlockWritingStyle */
/** @typedef {{ first: boolean, last: boolean }} Edges */
/**
 * @typedef {{ from: number, to: number, marks: MarkJSON[] }} Gap where new words may go, and the marks that are open
 * there
 */

/** @type {Record<string, string>} */
const DELIMITERS = { bold: "**", italic: "*", strike: "~~", subscript: "~", superscript: "^" };
const SCRIPTS = new Set(["subscript", "superscript"]);
const OPENING = new Set(["sourceInline", "math"]);
/** @type {WritingStyle[]} */
const WRITING_STYLES = [
  { escape: escapeLightly, italic: "*" },
  { escape: escapeFully, italic: "*" },
  { escape: escapeFully, italic: "_" },
  { escape: escapeFully, italic: "*", guard: true },
  { escape: escapeFully, italic: "_", guard: true },
  { escape: escapeFully, italic: "*", guard: true, tags: true },
  { escape: escapeFully, italic: "*", plain: true },
];

/**
 * The inline source of `content` for a kind of leaf: `kind.reads(source)` gives the atoms a reader would see, or null
 * if the source is no such leaf; `kind.finish` mends what only that kind needs; `kind.lineBreak` is how it
 * breaks a line.
 * @param {NodeJSON[] | undefined} content
 * @param {TextblockKind} kind
 */
export function writeInline(content, kind) {
  const wanted = normalized(atomsOfContent(content), kind.links);
  if (!wanted.length) return "";
  let source = "";
  for (const style of WRITING_STYLES) {
    const row = (style.plain ? wanted.map(unmarked) : wanted).map(breakBefore);
    const written = writeRow(row, { ...style, lineBreak: kind.lineBreak }, WHOLE);
    source = kind.finish(kind.opensBlocks ? escapeLineStarts(written) : written);
    if (fits(source, wanted, kind)) return source;
  }
  return source;
}

/**
 * Raw source at a line's beginning could open a block, so the line before it is broken in another way.
 * @param {NormalizedAtom} atom
 * @param {number} index
 * @param {NormalizedAtom[]} row
 * @returns {NormalizedAtom}
 */
function breakBefore(atom, index, row) {
  return atom.type === "hardBreak" && OPENING.has(row[index + 1]?.type) ? { ...atom, inLine: true } : atom;
}

const WHOLE = { first: true, last: true };
const INSIDE = { first: false, last: false };

/** @param {NormalizedAtom} atom */
function unmarked(atom) {
  return { ...atom, marks: atom.marks.filter((mark) => mark.type === "link") };
}

/** @param {string} source @param {NormalizedAtom[]} wanted @param {TextblockKind} kind */
function fits(source, wanted, kind) {
  const seen = kind.reads(source);
  return seen !== null && sameAtoms(normalized(seen, kind.links), wanted);
}

/**
 * The smallest replacement {from, to, text} in `old` source whose meaning is `content`, or null if none does.
 * @param {string} old
 * @param {NodeJSON[] | undefined} content
 * @param {TextblockKind} kind
 * @returns {Edit | null}
 */
export function editInline(old, content, kind) {
  const before = locatedAtoms(old, kind.env());
  const wanted = normalized(atomsOfContent(content), kind.links);
  if (!wanted.length) return null;
  const [head, tail] = commonEnds(
    before.map(({ part }) => atomKey(part)),
    wanted.map(atomKey),
  );
  const middle = wanted.slice(head, wanted.length - tail);
  for (const place of placements(before, head, before.length - tail, old.length)) {
    const text = inContext(middle, place, old.length, kind);
    if (text === null) continue;
    if (fits(old.slice(0, place.from) + text + old.slice(place.to), wanted, kind)) return { ...place, text };
  }
  return null;
}

/** @param {string[]} one @param {string[]} other */
function commonEnds(one, other) {
  const limit = Math.min(one.length, other.length);
  let head = 0;
  while (head < limit && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return [head, tail];
}

/**
 * Where the changed middle may be cut out: beside its neighbours, inside or outside their marks.
 * @param {LocatedAtom[]} before
 * @param {number} head
 * @param {number} last
 * @param {number} length
 * @returns {Gap[]}
 */
function placements(before, head, last, length) {
  const left = before[head - 1];
  const right = before[last];
  const starts = [{ at: left?.end ?? 0, marks: left ? marksOf(left.part) : [] }];
  if (before[head]) starts.push({ at: before[head].start, marks: marksOf(before[head].part) });
  /** @type {number[]} */
  const ends = [];
  if (before[last - 1]) ends.push(before[last - 1].end);
  ends.push(right?.start ?? length);
  return starts.flatMap(({ at, marks }) => ends.filter((to) => to >= at).map((to) => ({ from: at, to, marks })));
}

/**
 * The row without the marks that are open where it goes; null if it does not carry them all.
 * @param {NormalizedAtom[]} row
 * @param {Gap} gap
 * @param {number} length
 * @param {TextblockKind} kind
 */
function inContext(row, { from, to, marks }, length, kind) {
  const open = new Set(marks.map(markKey));
  if (row.some((atom) => marks.some((mark) => !atom.marks.some((own) => markKey(own) === markKey(mark))))) return null;
  if (open.has("code"))
    return row.some((atom) => /[`\n]/.test(atom.text ?? "`")) ? null : row.map((atom) => atom.text).join("");
  const bare = row.map((atom) => ({ ...atom, marks: atom.marks.filter((mark) => !open.has(markKey(mark))) }));
  const text = writeRow(
    bare,
    { ...WRITING_STYLES[0], lineBreak: kind.lineBreak },
    { first: from === 0, last: to === length },
  );
  return from === 0 && kind.opensBlocks ? escapeLineStarts(text) : text;
}

/**
 * `edges` says whether the row begins, and ends, a line: spaces there are encoded.
 * @param {NormalizedAtom[]} row
 * @param {BlockWritingStyle} style
 * @param {Edges} edges
 */
function writeRow(row, style, edges) {
  let out = "";
  for (let at = 0; at < row.length;) {
    const [mark, to] = longestRun(row, at);
    if (!mark) {
      const end = plainEnd(row, at);
      const first = out === "" ? edges.first : out.endsWith("\n");
      out = beside(out, writePlain(row.slice(at, end), style, { first, last: edges.last && end === row.length }));
      at = end;
    } else {
      const wrapped = wrap(row.slice(at, to), mark, style);
      out = joined(beside(out, wrapped).slice(0, -wrapped.length || undefined), wrapped, row, at, to, style);
      at = to;
    }
  }
  return out;
}

/**
 * An exclamation mark before a link would make it an image.
 * @param {string} out
 * @param {string} next
 */
function beside(out, next) {
  return (next.startsWith("[") ? out.replace(/(?<!\\)!$/, "\\!") : out) + next;
}

/** @param {NormalizedAtom[]} row @param {number} at @returns {[MarkJSON | null, number]} */
function longestRun(row, at) {
  /** @type {[MarkJSON | null, number]} */
  let best = [null, at];
  for (const mark of row[at].marks.filter(outermost)) {
    const key = markKey(mark);
    let to = at;
    while (to < row.length && row[to].marks.some((own) => markKey(own) === key)) to += 1;
    if (to > best[1]) best = [mark, to];
  }
  return best;
}

/**
 * Scripts and code hold words only, so every other mark goes around them.
 * @param {MarkJSON} mark
 * @param {number} _
 * @param {MarkJSON[]} marks
 */
function outermost({ type }, _, marks) {
  return (
    !(SCRIPTS.has(type) || type === "code") || marks.every((mark) => SCRIPTS.has(mark.type) || mark.type === "code")
  );
}

/** @param {NormalizedAtom[]} row @param {number} at */
function plainEnd(row, at) {
  if (row[at].type !== "text") return at + 1;
  let end = at;
  while (end < row.length && row[end].type === "text" && !row[end].marks.length) end += 1;
  return end;
}

/** @param {NormalizedAtom[]} row @param {MarkJSON} mark @param {BlockWritingStyle} style */
function wrap(row, mark, style) {
  if (mark.type === "code") return codeSpan(row.map((atom) => atom.text).join(""));
  if (SCRIPTS.has(mark.type) && !style.tags && row.every((atom) => atom.type === "text" && atom.marks.length === 1))
    return DELIMITERS[mark.type] + row.map((atom) => escapeScript(atom.text ?? "")).join("") + DELIMITERS[mark.type];
  const key = markKey(mark);
  const inner = row.map((atom) => ({ ...atom, marks: atom.marks.filter((own) => markKey(own) !== key) }));
  const text = writeRow(inner, style, INSIDE);
  if (HTML_TAGS[mark.type]) return `<${HTML_TAGS[mark.type]}>${text}</${HTML_TAGS[mark.type]}>`;
  if (mark.type === "link") return `[${text}](${destination(mark.attrs?.href ?? "", mark.attrs?.title)})`;
  const sign = mark.type === "italic" ? style.italic : DELIMITERS[mark.type];
  return sign + text + sign;
}

/**
 * In guarded writing the letters beside a mark become character references, which let any mark open and close.
 * @param {string} out
 * @param {string} wrapped
 * @param {NormalizedAtom[]} row
 * @param {number} at
 * @param {number} to
 * @param {BlockWritingStyle} style
 */
function joined(out, wrapped, row, at, to, style) {
  const next = row[to];
  if (style.guard && next?.type === "text" && !next.marks.length && next.text !== " ")
    row[to] = { ...next, encoded: true };
  const guardLeft =
    style.guard && at > 0 && row[at - 1].type === "text" && !row[at - 1].marks.length && /[\p{L}\p{N}]$/u.test(out);
  if (!guardLeft) return out + wrapped;
  return out.replace(/(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^])$/, encodeAll) + wrapped;
}

/** @param {NormalizedAtom[]} atoms @param {BlockWritingStyle} style @param {Edges} edges */
function writePlain(atoms, style, edges) {
  const [atom] = atoms;
  if (atom.type !== "text") return writeLeaf(atom, style);
  const encoded = atom.encoded && !/[\uD800-\uDFFF]/.test(atom.text ?? "") ? encodeAll(atom.text ?? "") : "";
  const text = atoms
    .slice(encoded ? 1 : 0)
    .map((one) => one.text)
    .join("");
  return encoded + spaced(text, style, { first: edges.first && !encoded, last: edges.last });
}

/**
 * Escapes what is between the spaces at the edges, which are encoded.
 * @param {string} text
 * @param {BlockWritingStyle} style
 * @param {Edges} edges
 */
function spaced(text, style, edges) {
  const lead = edges.first ? (/^\s*/.exec(text)?.[0] ?? "") : "";
  const rest = text.slice(lead.length);
  const tail = edges.last ? (/\s*$/.exec(rest)?.[0] ?? "") : "";
  return encodeAll(lead) + style.escape(rest.slice(0, rest.length - tail.length)) + encodeAll(tail);
}

/** @param {NormalizedAtom} atom @param {BlockWritingStyle} style */
function writeLeaf({ type, attrs, inLine }, style) {
  if (type === "hardBreak") return inLine ? "<br>" : style.lineBreak;
  if (type === "footnoteReference") return `[^${attrs?.label}]`;
  if (type === "image") return `![${escapeLightly(attrs?.alt ?? "")}](${destination(attrs?.src ?? "", attrs?.title)})`;
  const source = attrs?.source ?? "";
  // A line of a formula could begin like a block; TeX takes a line's end for a space, but for a comment's.
  return type === "math" && !source.includes("%") ? source.replace(/\s*\n\s*/g, " ") : source;
}
