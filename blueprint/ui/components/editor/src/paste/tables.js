/**
 * Tables as Markdown has them: one paragraph a cell, as many cells in every row, the first row as the head. The words
 * of merged cells are in the first one, the others are empty; lists in a cell keep their signs as words.
 */
import { signOf } from "../source/list_signs.js";
import { made, rename, unwrap, wordsOf } from "./elements.js";

const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, pre, dl, dt, dd, section, article, center";
const MOST_CELLS = 100_000;

/** @param {HTMLElement} body */
export function plainTables(body) {
  // The innermost first: a table in a cell becomes lines.
  for (const table of [...body.querySelectorAll("table")].reverse()) {
    for (const cell of table.querySelectorAll(":is(td, th)")) if (cell.closest("table") === table) oneParagraph(cell);
    if (table.parentElement?.closest("td, th")) table.replaceWith(...linesOf(table));
    else plainTable(table);
  }
}

/** Blocks that are pasted into a cell become its lines. @param {HTMLElement} body */
export function plainCells(body) {
  const notes = [...body.querySelectorAll("aside")];
  for (const note of notes) note.remove();
  oneParagraph(body);
  const line = made(body, "p", ...body.childNodes);
  body.replaceChildren(line, ...notes);
}

/** @param {HTMLTableElement} table */
function plainTable(table) {
  const captions = [...table.querySelectorAll("caption")];
  const grid = gridOf(table);
  const width = Math.max(0, ...grid.map((row) => row.length));
  const rows = grid.map((cells, index) => {
    const name = index === 0 ? "th" : "td";
    const cellsOfRow = Array.from({ length: width }, (_, at) => cells[at] ?? made(table, name));
    return made(table, "tr", ...cellsOfRow.map((cell) => plainCell(cell, name)));
  });
  for (const caption of captions) if (wordsOf(caption)) table.before(made(table, "p", ...caption.childNodes));
  table.replaceChildren(made(table, "tbody", ...rows));
  if (rows.length > 1 && !wordsOf(rows[0]) && !rows[0].querySelector("img, [data-formula]"))
    table.dataset.headless = "";
}

/** @param {Element} cell @param {string} name */
function plainCell(cell, name) {
  const plain = rename(cell, name);
  plain.removeAttribute("colspan");
  plain.removeAttribute("rowspan");
  return plain;
}

/**
 * The cells of each row where they are seen; null below and beside merged ones.
 * @param {HTMLTableElement} table
 */
function gridOf(table) {
  const rows = [...table.rows];
  /** @type {(HTMLTableCellElement | null)[][]} */
  const grid = rows.map(() => []);
  let budget = MOST_CELLS;
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[at][column] !== undefined) column += 1;
      const [wide, high] = [cell.colSpan, Math.min(cell.rowSpan || rows.length, rows.length - at)];
      budget -= wide * high;
      for (let down = 0; down < (budget > 0 ? high : 1); down += 1) {
        for (let along = 0; along < (budget > 0 ? wide : 1); along += 1) {
          grid[at + down][column + along] = down || along ? null : cell;
        }
      }
      column += 1;
    }
  });
  const lengths = grid.map((row) => row.findLastIndex((cell) => cell && wordsOf(cell)) + 1);
  const width = Math.max(...lengths, Math.min(...grid.map((row) => row.length)));
  return grid.map((row) => Array.from({ length: Math.min(row.length, width) }, (_, at) => row[at] ?? null));
}

/** @param {Element} holder */
function oneParagraph(holder) {
  for (const rule of holder.querySelectorAll("hr")) rule.replaceWith(made(holder, "br"));
  for (const item of holder.querySelectorAll("li")) prependSign(item);
  const blocks = [...holder.querySelectorAll(BLOCKS)];
  for (const block of blocks) {
    if (hasBefore(block, holder)) block.before(made(holder, "br"));
    if (hasAfter(block, holder)) block.after(made(holder, "br"));
  }
  for (const block of blocks) unwrap(block);
  tidyBreaks(holder);
}

/** Before an item's first word, wherever that is. @param {Element} item */
function prependSign(item) {
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!wordsOf(walker.currentNode)) continue;
    walker.currentNode.parentNode?.insertBefore(
      item.ownerDocument.createTextNode(signBefore(item)),
      walker.currentNode,
    );
    return;
  }
}

/** @param {Element} item */
function signBefore(item) {
  const list = item.parentElement;
  if (list?.localName !== "ol") return item.hasAttribute("data-checked") ? boxOf(item) : "\u2022 ";
  const at = [...list.children].filter((one) => one.localName === "li").indexOf(item);
  const { style, delimiter } = list.dataset;
  return `${signOf({ style, delimiter }, Number(list.getAttribute("start") ?? 1) + at)} `;
}

/** @param {Element} item */
const boxOf = (item) => (item.getAttribute("data-checked") === "true" ? "\u2611 " : "\u2610 ");

/** @param {Element} block @param {Element} holder */
function hasBefore(block, holder) {
  return nearWords(block, holder, "previousSibling");
}

/** @param {Element} block @param {Element} holder */
function hasAfter(block, holder) {
  return nearWords(block, holder, "nextSibling");
}

/** @param {Element} block @param {Element} holder @param {"previousSibling" | "nextSibling"} side */
function nearWords(block, holder, side) {
  for (let up = /** @type {Node | null} */ (block); up && up !== holder; up = up.parentNode) {
    for (let near = up[side]; near; near = near[side]) if (wordsOf(near)) return true;
  }
  return false;
}

/** One break between lines, none at the ends. @param {Element} holder */
function tidyBreaks(holder) {
  for (const one of holder.querySelectorAll("br")) {
    const before = withWords(one, "previousSibling");
    const after = withWords(one, "nextSibling");
    const isAtEdge = (!before || !after) && one.parentNode === holder;
    if (isAtEdge || (before instanceof Element && before.localName === "br")) one.remove();
  }
}

/** The next sibling that is seen. @param {Node} node @param {"previousSibling" | "nextSibling"} side */
function withWords(node, side) {
  let near = node[side];
  while (near && !wordsOf(near) && !(near instanceof Element && near.matches("br, img, [data-label], [data-formula]")))
    near = near[side];
  return near;
}

/** A table's rows as lines. @param {HTMLTableElement} table */
function linesOf(table) {
  return gridOf(table).map((row) => {
    const cells = row.map((cell) => (cell ? [...cell.childNodes] : []));
    const joined = cells.flatMap((nodes, at) => (at ? [" | ", ...nodes] : nodes));
    return made(table, "p", ...joined.map((node) => (isBreak(node) ? " " : node)));
  });
}

/** @param {Node | string} node */
const isBreak = (node) => node instanceof Element && node.localName === "br";
