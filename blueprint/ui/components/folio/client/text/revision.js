// A whole revision to read, with real headings, lists, tables and footnotes.

/** @import { DrawnRow, DocumentRow, RevisionData, Side } from "../types.js" */
/** @import { ThreadNumbers } from "./thread_numbers.js" */
import { make } from "../elements.js";
import { isLong, Parts } from "./parts.js";
import { drawRow, drawTable, drawTableRow } from "./rows.js";

/** @typedef {{ list: HTMLElement, ordered: boolean }} OpenList */
/** @typedef {{ body: HTMLElement, element: HTMLElement }} OpenTable */

/**
 * What drawing a text needs: the numbers of threads, and a callback for each row that was drawn.
 * @typedef {object} RowRegistry
 * @property {() => ThreadNumbers} threadNumbers as they are now
 * @property {(row: DocumentRow, side: Side, drawn: DrawnRow) => void} register
 */

/** @param {RevisionData} data @param {RowRegistry} registry */
export function drawRevision({ rows, empty }, registry) {
  const content = make("div", { class: "fo-content" });
  const parts = isLong(rows.length) ? new Parts(content) : null;
  /** @type {OpenList[]} */
  const lists = [];
  /** @type {OpenTable | null} */
  let table = null;
  rows.forEach((row, at) => {
    if (parts?.isFull && beginsPart(row, rows[at - 1])) parts.end();
    const host = parts?.current ?? content;
    table = row.kind === "table-row" ? addToTable(registry, host, row, table) : null;
    if (!table) addRow(registry, host, lists, row);
    parts?.count(row.e - row.s);
  });
  parts?.end();
  if (!rows.length) content.append(make("p", { class: "fo-empty" }, empty));
  return content;
}

/**
 * Whether a row is outside lists and tables that are open, and no first footnote, above which is a line.
 * @param {DocumentRow} row
 * @param {DocumentRow} before
 */
function beginsPart(row, before) {
  if (row.kind === "heading") return true;
  if (row.kind === "table-row" || (row.kind === "footnote" && before.kind !== "footnote")) return false;
  return row.level === 0;
}

/** @param {RowRegistry} registry @param {HTMLElement} content @param {OpenList[]} lists @param {DocumentRow} row */
function addRow({ threadNumbers, register }, content, lists, row) {
  const drawn = drawRow(row, "new", threadNumbers());
  register(row, "new", drawn);
  openLists(content, lists, row);
  const list = lists.at(-1)?.list;
  if (list && row.kind === "list-item") list.append(make("li", {}, drawn.element));
  else (list?.lastElementChild ?? list ?? content).append(drawn.element);
}

/**
 * Bring the open lists to the depth of a row: deeper ones begin inside the item above, shallower ones end.
 * @param {HTMLElement} content
 * @param {OpenList[]} lists
 * @param {DocumentRow} row
 */
function openLists(content, lists, row) {
  const depth = row.kind === "heading" ? 0 : row.level;
  while (lists.length > depth) lists.pop();
  const top = lists.at(-1);
  if (row.kind === "list-item" && lists.length === depth && top && top.ordered !== row.ordered) lists.pop();
  while (row.kind === "list-item" && lists.length < depth) {
    const list = make(row.ordered ? "ol" : "ul", { role: "list" });
    lastItem(lists.at(-1)?.list, content).append(list);
    lists.push({ list, ordered: row.ordered });
  }
}

/** @param {HTMLElement | undefined} list @param {HTMLElement} content where a list goes that is in no other */
function lastItem(list, content) {
  if (list && !list.lastElementChild) list.append(make("li"));
  return list?.lastElementChild ?? content;
}

/**
 * @param {RowRegistry} registry
 * @param {HTMLElement} content
 * @param {DocumentRow} row
 * @param {OpenTable | null} open the table of the row before
 */
function addToTable({ threadNumbers, register }, content, row, open) {
  const line = drawTableRow(row, "new", threadNumbers());
  let table = open;
  if (table && !row.head) {
    table.body.append(line);
  } else {
    table = drawTable(line, row.dir);
    content.append(table.element);
  }
  register(row, "new", { element: table.element, words: line });
  return table;
}
