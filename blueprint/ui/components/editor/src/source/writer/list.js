/** The heads of list items: kept where they say the right sign, copied from a neighbour where an item is new. */

/** @import { Chunk, NodeJSON, SourceNode, WritingPlace } from "../types.js" */
/** @import { Delimiter } from "../list_signs.js" */
/** @import { Writer } from "./writer.js" */
import { countsOn, signAt, signOf, spacesBehind } from "../list_signs.js";
import { boxOf } from "../tasks.js";

/**
 * A list while its items are written; `number` is the last item's.
 * @typedef {{ list: NodeJSON, old: SourceNode | null, loose: boolean, place: WritingPlace, number: number | null }}
 * ListState
 */
/**
 * What comes before an old item's first block: its sign, the spaces behind it, its box.
 * @typedef {{ marker: string, spaces: string, box: string }} Head
 */

const BULLET = /^[-+*]/;
const BOX = /\[[ xX]\][ \t]*$/;
const MOST_SPACES = 4;

/**
 * Are the items of a list set apart by blank lines?
 * @param {string} src
 * @param {NodeJSON} list
 * @param {SourceNode | null} old
 */
export function isLoose(src, list, old) {
  if (old && old.children.length > 1) return /\n[ \t>]*\n/.test(src.slice(old.children[0].end, old.children[1].start));
  return (list.content ?? []).some(
    (item) => (item.content ?? []).filter((child) => !child.type.endsWith("List")).length > 1,
  );
}

/** @param {string} src @param {SourceNode} item @returns {Head} */
function headOf(src, item) {
  const text = src.slice(item.start, item.children[0].start);
  const marker = BULLET.exec(text)?.[0] ?? signAt(text)?.text ?? "";
  const box = typeof item.attrs?.checked === "boolean" ? (BOX.exec(text)?.[0] ?? "") : "";
  return { marker, spaces: text.slice(marker.length, text.length - box.length), box };
}

/**
 * The head of an old item, {piece, changed}; null if its sign cannot be mended within its width.
 * @param {Writer} writer
 * @param {NodeJSON} item
 * @param {SourceNode} old
 * @param {number} index
 * @param {ListState} state
 * @returns {{ piece: Chunk, changed: boolean } | null}
 */
export function editedItemHead(writer, item, old, index, state) {
  const head = headOf(writer.source.text, old);
  const { number } = state;
  const sign = wantedSign(writer, head.marker, index, state);
  const [checked, before] = [item.attrs?.checked ?? null, old.attrs?.checked ?? null];
  const sameBox = checked === before;
  if (sign === head.marker && sameBox) return { piece: [old.start, old.children[0].start], changed: false };
  const spaces = mendedSpaces(head, sign);
  if (spaces === null || (checked === null) !== (before === null)) {
    // The item is written as a new one, which counts by itself.
    state.number = number;
    return null;
  }
  const box = sameBox ? head.box : boxFor(item);
  return { piece: `${sign}${spaces}${box}`, changed: true };
}

/**
 * The spaces behind another sign that leave the item's words in their column, or null if there is no room.
 * @param {Head} head
 * @param {string} sign
 */
function mendedSpaces({ marker, spaces }, sign) {
  if (sign === marker || !/^ *$/.test(spaces)) return sign.length === marker.length ? spaces : null;
  const left = marker.length + spaces.length - sign.length;
  return left >= spacesBehind(sign) && left <= MOST_SPACES ? " ".repeat(left) : null;
}

/**
 * The sign an item shall have: its own if that says what is meant.
 * @param {Writer} writer
 * @param {string} marker the old item's
 * @param {number} index
 * @param {ListState} state
 */
function wantedSign(writer, marker, index, state) {
  const { list, old } = state;
  if (list.type === "bulletList") return marker;
  const attrs = list.attrs ?? {};
  const own = signAt(marker);
  const reading = own?.readings.find(({ style }) => style === (attrs.style ?? "decimal"));
  const sameForm = reading && own?.delimiter === (attrs.delimiter ?? ".");
  const counted = countsOn(attrs) && index > 0 && state.number !== null && isSameForm(attrs, old?.attrs);
  const number = nextNumber(writer, index, state);
  if (sameForm && (counted || reading.number === number)) {
    state.number = reading.number;
    return marker;
  }
  state.number = number;
  return signOf({ ...attrs, delimiter: delimiterFor(writer, state) }, number);
}

/** @param {NonNullable<NodeJSON["attrs"]>} one @param {NodeJSON["attrs"]} other */
function isSameForm(one, other = {}) {
  return (one.style ?? "decimal") === other.style && (one.delimiter ?? ".") === other.delimiter;
}

/** @param {Writer} writer @param {number} index @param {ListState} state */
function nextNumber(writer, index, { list, old, number }) {
  if (index === 0 || number === null) return list.attrs?.start ?? 1;
  return number + (countsOn(list.attrs ?? {}) ? step(writer.source.text, old) : 1);
}

/**
 * "- ", "3. " or "(b) [ ] " for an item that has no source yet, and the columns of its sign and spaces.
 * @param {Writer} writer
 * @param {NodeJSON} item
 * @param {SourceNode | null} model a neighbour
 * @param {number} index
 * @param {ListState} state
 */
export function newItemHead(writer, item, model, index, state) {
  const head = model && headOf(writer.source.text, model);
  const sign = newSign(writer, head?.marker ?? "", index, state);
  const needed = spacesBehind(sign);
  const spaces =
    head && /^ {1,4}$/.test(head.spaces) && head.spaces.length >= needed ? head.spaces : " ".repeat(needed);
  return { text: sign + spaces + boxFor(item), width: sign.length + spaces.length };
}

/** @param {Writer} writer @param {string} model a neighbour's sign @param {number} index @param {ListState} state */
function newSign(writer, model, index, state) {
  const { list } = state;
  if (list.type === "bulletList") {
    const sign = BULLET.test(model) ? model : freeSign(writer, state, "-", "*");
    writer.markers.set(list, sign);
    return sign;
  }
  state.number = nextNumber(writer, index, state);
  return signOf({ ...list.attrs, delimiter: delimiterFor(writer, state) }, state.number);
}

/**
 * A box goes before words only.
 * @param {NodeJSON} item
 */
function boxFor(item) {
  return (item.content?.[0]?.type ?? "paragraph") === "paragraph" ? boxOf(item.attrs?.checked) : "";
}

/** @param {Writer} writer @param {ListState} state @returns {Delimiter} */
function delimiterFor(writer, state) {
  const { list, old } = state;
  const own = list.attrs?.delimiter ?? ".";
  const delimiter = countsOn(list.attrs ?? {}) && !old ? freeSign(writer, state, own, own === "." ? ")" : ".") : own;
  writer.markers.set(list, delimiter);
  return /** @type {Delimiter} */ (delimiter);
}

/**
 * Two lists in a row need different signs, or they would be read as one.
 * @param {Writer} writer
 * @param {ListState} state
 * @param {string} usual
 * @param {string} other
 */
function freeSign(writer, { list, place }, usual, other) {
  const before = place.before;
  const known = writer.markers.get(list);
  if (known !== undefined) return known;
  if (!before || before.type !== list.type) return usual;
  if (list.type === "orderedList" && !countsOn(before.attrs ?? {})) return usual;
  return (writer.markers.get(before) ?? before.attrs?.delimiter ?? usual) === usual ? other : usual;
}

/**
 * Some people number every item "1."; then so do we.
 * @param {string} src
 * @param {SourceNode | null} old
 */
function step(src, old) {
  if (!old || old.children.length < 2) return 1;
  const [one, two] = old.children.map((item) => headOf(src, item).marker);
  return one === two ? 0 : 1;
}
