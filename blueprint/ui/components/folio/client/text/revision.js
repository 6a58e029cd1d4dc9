// The sheet: a whole revision to read, with real headings, lists, tables and footnotes.

import { make } from "../elements.js";
import { drawRow, drawTable, drawTableRow } from "./rows.js";

export function drawSheet(folio) {
  const sheet = make("div", { class: "fo-sheet" });
  const lists = [];
  let table = null;
  for (const row of folio.data.rows) {
    table = row.kind === "table-row" ? addToTable(folio, sheet, row, table) : null;
    if (!table) placeRow(folio, sheet, lists, row);
  }
  if (!folio.data.rows.length) sheet.append(make("p", { class: "fo-empty" }, folio.data.empty));
  return sheet;
}

function placeRow(folio, sheet, lists, row) {
  const drawn = drawRow(folio, row, "new");
  folio.enter(row, "new", drawn);
  openLists(sheet, lists, row);
  if (row.kind === "list-item") lists.at(-1).list.append(make("li", {}, drawn.element));
  else if (lists.length) (lists.at(-1).list.lastElementChild || lists.at(-1).list).append(drawn.element);
  else sheet.append(drawn.element);
}

// Bring the open lists to the depth of a row: deeper ones begin inside the item above, shallower ones end.
function openLists(sheet, lists, row) {
  const depth = row.kind === "heading" ? 0 : row.level;
  while (lists.length > depth) lists.pop();
  const top = lists.at(-1);
  if (row.kind === "list-item" && lists.length === depth && top && top.ordered !== row.ordered) lists.pop();
  while (row.kind === "list-item" && lists.length < depth) {
    const list = make(row.ordered ? "ol" : "ul", { role: "list" });
    const parent = lists.at(-1);
    if (parent && !parent.list.lastElementChild) parent.list.append(make("li"));
    (parent ? parent.list.lastElementChild : sheet).append(list);
    lists.push({ list, ordered: row.ordered });
  }
}

function addToTable(folio, sheet, row, open) {
  const line = drawTableRow(folio, row, "new");
  if (open && !row.head) {
    open.body.append(line);
  } else {
    const drawn = drawTable([line], row.dir);
    sheet.append(drawn.element);
    open = { cards: drawn.cards, body: drawn.element.querySelector("tbody"), element: drawn.element };
  }
  folio.enter(row, "new", { element: open.element, words: line, cards: open.cards, row, side: "new" });
  return open;
}
