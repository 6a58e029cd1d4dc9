// A whole revision to read, with real headings, lists, tables and footnotes.

/** @import { DrawnRow, DocumentRow, RevisionData, Side } from "../types.js" */
/** @import { Pins } from "./pins.js" */
import { make } from "../elements.js";
import { drawRow, drawTable, drawTableRow } from "./rows.js";

/** @typedef {{ list: HTMLElement, ordered: boolean }} OpenList */
/** @typedef {{ body: HTMLElement, element: HTMLElement, cards: HTMLElement }} OpenTable */

/**
 * What drawing a text needs: the pins, and somebody to tell of each row.
 * @typedef {object} RowRegistry
 * @property {() => Pins} pins as they are now
 * @property {(row: DocumentRow, side: Side, drawn: DrawnRow) => void} register
 */

/** @param {RevisionData} data @param {RowRegistry} registry */
export function drawRevision({ rows, empty }, registry) {
  const sheet = make("div", { class: "fo-content" });
  /** @type {OpenList[]} */
  const lists = [];
  /** @type {OpenTable | null} */
  let table = null;
  for (const row of rows) {
    table = row.kind === "table-row" ? addToTable(registry, sheet, row, table) : null;
    if (!table) addRow(registry, sheet, lists, row);
  }
  if (!rows.length) sheet.append(make("p", { class: "fo-empty" }, empty));
  return sheet;
}

/** @param {RowRegistry} registry @param {HTMLElement} sheet @param {OpenList[]} lists @param {DocumentRow} row */
function addRow({ pins, register }, sheet, lists, row) {
  const drawn = drawRow(row, "new", pins());
  register(row, "new", drawn);
  openLists(sheet, lists, row);
  const list = lists.at(-1)?.list;
  if (list && row.kind === "list-item") list.append(make("li", {}, drawn.element));
  else (list?.lastElementChild ?? list ?? sheet).append(drawn.element);
}

/**
 * Bring the open lists to the depth of a row: deeper ones begin inside the item above, shallower ones end.
 * @param {HTMLElement} sheet
 * @param {OpenList[]} lists
 * @param {DocumentRow} row
 */
function openLists(sheet, lists, row) {
  const depth = row.kind === "heading" ? 0 : row.level;
  while (lists.length > depth) lists.pop();
  const top = lists.at(-1);
  if (row.kind === "list-item" && lists.length === depth && top && top.ordered !== row.ordered) lists.pop();
  while (row.kind === "list-item" && lists.length < depth) {
    const list = make(row.ordered ? "ol" : "ul", { role: "list" });
    lastItem(lists.at(-1)?.list, sheet).append(list);
    lists.push({ list, ordered: row.ordered });
  }
}

/** @param {HTMLElement | undefined} list @param {HTMLElement} sheet where a list goes that is in no other */
function lastItem(list, sheet) {
  if (list && !list.lastElementChild) list.append(make("li"));
  return list?.lastElementChild ?? sheet;
}

/**
 * @param {RowRegistry} registry
 * @param {HTMLElement} sheet
 * @param {DocumentRow} row
 * @param {OpenTable | null} open the table of the row before
 */
function addToTable({ pins, register }, sheet, row, open) {
  const line = drawTableRow(row, "new", pins());
  let table = open;
  if (table && !row.head) {
    table.body.append(line);
  } else {
    table = drawTable(line, row.dir);
    sheet.append(table.element);
  }
  register(row, "new", { element: table.element, words: line, cards: table.cards });
  return table;
}
