/** Tables: a changed cell is edited in its line; rows come and go; a change of columns writes every row anew. */
/** @import { Chunk, Edit, NodeJSON, SourceNode, WritingPlace } from "../types.js" */
/** @import { Writer } from "./writer.js" */
import { escapePipes } from "../escape.js";
import { keyOf } from "../keys.js";
import { editInline, writeInline } from "./inline.js";

/**
 * @param {Writer} writer
 * @param {NodeJSON} table
 * @param {SourceNode | null} old
 * @param {WritingPlace} place
 * @returns {Chunk[]}
 */
export function writeTable(writer, table, old, place) {
  const rows = table.content ?? [];
  if (!old || !sameColumns(table, old)) return writeAll(writer, rows, place);
  const matches = writer.match(rows, old);
  if (matches[0] !== 0) return writeAll(writer, rows, place);
  /** @type {Chunk[]} */
  const pieces = [...writeRow(writer, rows[0], old.children[0]), [old.children[0].end, old.lines[1][1]]];
  for (let index = 1; index < rows.length; index += 1) {
    const oldRow = old.children[matches[index]];
    const inPlace = oldRow && (matches[index] === 1 ? index === 1 : matches[index - 1] === matches[index] - 1);
    const from = matches[index] === 1 ? old.lines[1][1] : old.children[matches[index] - 1]?.end;
    pieces.push(inPlace ? [from, oldRow.start] : `\n${place.prefix}`);
    pieces.push(...(oldRow ? writeRow(writer, rows[index], oldRow) : [newRow(writer, rows[index])]));
  }
  return pieces;
}

const cellsOf = (/** @type {NodeJSON} */ row) => row.content ?? [];
/** @param {NodeJSON} row */
const columnsOf = (row) =>
  cellsOf(row)
    .map((cell) => cell.attrs?.align ?? "")
    .join();

/** @param {NodeJSON} table @param {SourceNode} old */
function sameColumns(table, old) {
  const head = columnsOf(old.children[0].json);
  return (table.content ?? []).every((row) => columnsOf(row) === head);
}

/**
 * Words in an empty cell keep a space from its bars.
 * @param {Writer} writer
 * @param {NodeJSON} cell
 * @param {number} at
 */
function intoEmpty(writer, cell, at) {
  const before = writer.source.text[at - 1] === "|" ? " " : "";
  return { from: at, to: at, text: `${before}${writeInline(contentOf(cell), writer.kinds.cell)} ` };
}

/** @param {Writer} writer @param {NodeJSON[]} rows @param {WritingPlace} place */
function writeAll(writer, rows, { prefix }) {
  const width = Math.max(...rows.map((row) => cellsOf(row).length));
  const lines = rows.map((row) => newRow(writer, row, width));
  lines.splice(1, 0, delimiterLine(rows[0], width));
  return [lines.join(`\n${prefix}`)];
}

/** @param {NodeJSON} row @param {number} width */
function delimiterLine(row, width) {
  /** @type {Record<string, string>} */
  const rules = { left: ":--", center: ":-:", right: "--:" };
  const cells = Array.from({ length: width }, (_, at) => rules[cellsOf(row)[at]?.attrs?.align ?? ""] ?? "---");
  return `| ${cells.join(" | ")} |`;
}

/** @param {Writer} writer @param {NodeJSON} row @param {number} [width] */
function newRow(writer, row, width = cellsOf(row).length) {
  const cells = cellsOf(row).map((cell) => escapePipes(writeInline(contentOf(cell), writer.kinds.cell)));
  while (cells.length < width) cells.push("");
  return `| ${cells.join(" | ")} |`;
}

/**
 * A cell holds one paragraph; were there more, they would be said in one line.
 * @param {NodeJSON} cell
 * @returns {NodeJSON[]}
 */
function contentOf(cell) {
  return (cell.content ?? []).flatMap((part, index) => [
    ...(index ? [{ type: "text", text: " " }] : []),
    ...(part.content ?? []),
  ]);
}

/** @param {Writer} writer @param {NodeJSON} row @param {SourceNode} old @returns {Chunk[]} */
function writeRow(writer, row, old) {
  if (keyOf(row) === keyOf(old.json)) return [[old.start, old.end]];
  const edits = cellsOf(row).map((cell, at) => cellEdit(writer, cell, old.children[at]));
  if (edits.includes(null)) return [newRow(writer, row)];
  /** @type {Chunk[]} */
  const pieces = [];
  let at = old.start;
  for (const edit of edits) {
    if (edit === null || edit === "kept") continue;
    const { from, to, text } = edit;
    pieces.push([at, from], escapePipes(text));
    at = to;
  }
  return [...pieces, [at, old.end]];
}

/**
 * The edit of the source, "kept" if the cell stays, null if its row must be written anew.
 * @param {Writer} writer
 * @param {NodeJSON} cell
 * @param {SourceNode} old
 * @returns {Edit | "kept" | null}
 */
function cellEdit(writer, cell, old) {
  if (keyOf(cell) === keyOf(old.json)) return "kept";
  if (!old.strip) return null;
  const { text } = old.strip;
  if (!text) return intoEmpty(writer, cell, writer.offset(old.strip, 0));
  const edit = editInline(text, contentOf(cell), writer.kinds.cell);
  const wanted = edit ?? { from: 0, to: text.length, text: writeInline(contentOf(cell), writer.kinds.cell) };
  return { from: writer.offset(old.strip, wanted.from), to: writer.offset(old.strip, wanted.to), text: wanted.text };
}
