/**
 * Lists, read as markdown-it's own rule does (MIT licence, Vitaly Puzrin and Alex Kocharin), and as Pandoc's
 * `fancy_lists` adds to it: letters, Roman numerals and brackets. Another form of sign, or one that does not count on,
 * begins a new list.
 */
/** @import { RuleBlock } from "markdown-it/lib/parser_block.mjs" */
/** @import StateBlock from "markdown-it/lib/rules_block/state_block.mjs" */
/** @import { Reading, Sign } from "./list_signs.js" */
import { following, likeliest, signAt } from "./list_signs.js";

/**
 * An item's marker: `end` is the offset behind it; `sign` is null for a bullet.
 * @typedef {{ text: string, end: number, sign: Sign | null }} Marker
 */
/** @typedef {StateBlock & { bsCount: number[] }} BlockState */

/** @type {RuleBlock} */
export function listRule(state, from, to, silent) {
  if (isCode(state, from) || isContinuation(state, from)) return false;
  const marker = markerAt(state, from);
  if (!marker) return false;
  if (silent && state.parentType === "paragraph" && state.sCount[from] >= state.blkIndent) {
    return interrupts(state, from, marker);
  }
  if (!silent) readList(/** @type {BlockState} */ (state), from, to, marker);
  return true;
}

/** @param {StateBlock} state @param {number} line */
function isCode(state, line) {
  return state.sCount[line] - state.blkIndent >= 4;
}

/**
 * Deeper than the list's items, but less than the item's words: a paragraph goes on.
 * @param {StateBlock} state @param {number} line
 */
function isContinuation(state, line) {
  return state.listIndent >= 0 && state.sCount[line] - state.listIndent >= 4 && state.sCount[line] < state.blkIndent;
}

/** @param {StateBlock} state @param {number} line @returns {Marker | null} */
function markerAt(state, line) {
  const start = state.bMarks[line] + state.tShift[line];
  const text = state.src.slice(start, state.eMarks[line]);
  const bullet = /^[-+*](?=[ \t]|$)/.exec(text);
  if (bullet) return { text: bullet[0], end: start + 1, sign: null };
  const sign = signAt(text);
  return sign && { text: sign.text, end: start + sign.text.length, sign };
}

/**
 * A paragraph is interrupted by a bullet or the number 1 with words behind it.
 * @param {StateBlock} state @param {number} line @param {Marker} marker
 */
function interrupts(state, line, { end, sign }) {
  if (sign && (sign.readings[0].style !== "decimal" || sign.readings[0].number !== 1)) return false;
  return state.skipSpaces(end) < state.eMarks[line];
}

/** @param {BlockState} state @param {number} from @param {number} to @param {Marker} first */
function readList(state, from, to, first) {
  const kind = first.sign ? "ordered" : "bullet";
  const open = state.push(`${kind}_list_open`, first.sign ? "ol" : "ul", 1);
  open.markup = first.text.at(-1) ?? "";
  open.map = [from, from];
  const oldParent = state.parentType;
  state.parentType = "list";
  const begun = first.sign?.readings ?? [];
  let [readings, items, next] = [begun, 0, from];
  for (let marker = /** @type {Marker | null} */ (first); marker; items += 1) {
    readItem(state, next, to, marker);
    next = state.line;
    marker = nextMarker(state, next, to);
    if (marker && !continues(first, marker)) marker = null;
    const followed = marker?.sign ? following(readings, first.sign?.delimiter ?? ".", marker.sign) : [];
    if (marker?.sign && !followed.length) marker = null;
    if (marker?.sign) readings = followed;
  }
  state.push(`${kind}_list_close`, first.sign ? "ol" : "ul", -1).markup = open.markup;
  open.map[1] = next;
  state.line = next;
  state.parentType = oldParent;
  if (first.sign) open.meta = described(first.sign, readings);
}

/** @param {Marker} first @param {Marker} marker */
function continues(first, marker) {
  return first.sign ? marker.sign !== null : marker.text === first.text;
}

/**
 * What the list is, now that its items tell how the first sign was meant.
 * @param {Sign} first
 * @param {Reading[]} last the readings of the last item
 */
function described({ delimiter, readings }, last) {
  const { style } = likeliest(last);
  return { style, delimiter, start: readings.find((one) => one.style === style)?.number ?? 1 };
}

/**
 * The marker of a further item, or null where the list ends.
 * @param {StateBlock} state @param {number} line @param {number} to
 */
function nextMarker(state, line, to) {
  if (line >= to || state.sCount[line] < state.blkIndent || isCode(state, line)) return null;
  const terminators = state.md.block.ruler.getRules("list");
  return terminators.some((ends) => ends(state, line, to, true)) ? null : markerAt(state, line);
}

/** @param {BlockState} state @param {number} line @param {number} to @param {Marker} marker */
function readItem(state, line, to, marker) {
  const { initial, offset, at } = contentOf(state, line, marker.end);
  const isEmpty = at >= state.eMarks[line];
  const spaces = isEmpty ? 1 : offset - initial;
  const open = state.push("list_item_open", "li", 1);
  open.markup = marker.text.at(-1) ?? "";
  open.map = [line, line];
  const { tight, listIndent, blkIndent } = state;
  const [shift, count] = [state.tShift[line], state.sCount[line]];
  state.listIndent = blkIndent;
  state.blkIndent = initial + (spaces > 4 ? 1 : spaces);
  state.tight = true;
  state.tShift[line] = at - state.bMarks[line];
  state.sCount[line] = offset;
  // An item may begin with one blank line at most.
  if (isEmpty && state.isEmpty(line + 1)) state.line = Math.min(line + 2, to);
  else state.md.block.tokenize(state, line, to);
  Object.assign(state, { tight, listIndent, blkIndent });
  state.tShift[line] = shift;
  state.sCount[line] = count;
  state.push("list_item_close", "li", -1).markup = open.markup;
  open.map[1] = state.line;
}

/**
 * The columns where a marker ends and where its item's words begin, and the words' offset.
 * @param {BlockState} state @param {number} line @param {number} end the offset behind the marker
 */
function contentOf(state, line, end) {
  const initial = state.sCount[line] + end - (state.bMarks[line] + state.tShift[line]);
  let [at, offset] = [end, initial];
  for (; at < state.eMarks[line] && /[ \t]/.test(state.src[at]); at += 1) {
    offset += state.src[at] === "\t" ? 4 - ((offset + state.bsCount[line]) % 4) : 1;
  }
  return { initial, offset, at };
}
