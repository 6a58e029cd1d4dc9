/** The markers of list items: kept where they say the right number, copied from a neighbour where an item is new. */

/** @import { Chunk, NodeJSON, SourceNode, WritingPlace } from "../types.js" */
/** @import { Writer } from "./writer.js" */
/**
 * A list while its items are written; `number` is the last item's.
 * @typedef {{ list: NodeJSON, old: SourceNode | null, loose: boolean, place: WritingPlace, number: number | null }}
 * ListState
 */

const MARKER = /^(?:[-+*]|(\d{1,9})([.)]))/;

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

/**
 * The head of an old item, {piece, changed}; null if its number cannot be mended within its width.
 * @param {string} src
 * @param {SourceNode} old
 * @param {number} index
 * @param {ListState} state
 * @returns {{ piece: Chunk, changed: boolean } | null}
 */
export function editedItemHead(src, old, index, state) {
  const [marker, digits, sign] = MARKER.exec(src.slice(old.start, old.start + 11)) ?? [""];
  /** @type {{ piece: Chunk, changed: boolean }} */
  const kept = { piece: [old.start, old.children[0].start], changed: false };
  const wanted = state.list.attrs?.start ?? 1;
  if (digits === undefined || index > 0 || Number(digits) === wanted) {
    state.number = digits === undefined ? null : Number(digits);
    return kept;
  }
  const head = src.slice(old.start + marker.length, old.children[0].start);
  const spare = digits.length - String(wanted).length;
  if (spare < 0) return null;
  state.number = wanted;
  return { piece: `${wanted}${sign}${" ".repeat(spare)}${head}`, changed: true };
}

/**
 * "- " or "3. " for an item that has no source yet.
 * @param {Writer} writer
 * @param {SourceNode | null} model a neighbour
 * @param {number} index
 * @param {ListState} state
 */
export function newItemHead(writer, model, index, state) {
  const src = writer.source.text;
  const head = model ? src.slice(model.start, model.children[0].start) : "";
  const marker = MARKER.exec(head);
  const spaces = marker && /^ {1,4}$/.test(head.slice(marker[0].length)) ? head.slice(marker[0].length) : " ";
  if (state.list.type === "bulletList") {
    const sign = marker?.[0] ?? freeSign(writer, state, "-", "*");
    writer.markers.set(state.list, sign);
    return sign + spaces;
  }
  state.number = index === 0 ? (state.list.attrs?.start ?? 1) : (state.number ?? 0) + step(src, state.old);
  const sign = marker?.[2] ?? freeSign(writer, state, ".", ")");
  writer.markers.set(state.list, sign);
  return `${state.number}${sign}${spaces}`;
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
  return (writer.markers.get(before) ?? usual) === usual ? other : usual;
}

/**
 * Some people number every item "1."; then so do we.
 * @param {string} src
 * @param {SourceNode | null} old
 */
function step(src, old) {
  if (!old || old.children.length < 2) return 1;
  const [one, two] = old.children.map((item) => MARKER.exec(src.slice(item.start, item.start + 11))?.[1]);
  return one === two ? 0 : 1;
}
