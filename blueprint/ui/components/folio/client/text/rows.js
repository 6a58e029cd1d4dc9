// Rows: a paragraph with its number in the margin, its words, and the place for the cards of its threads.
//
// A long text has thousands of them, so each has as few elements as it can: its number is drawn by the style sheet,
// what is beside the words has an element only if there is something, and a place for cards is made for the first one.

/** @import { DrawnRow, TextPiece, DocumentRow, Side } from "../types.js" */
/** @import { ThreadNumbers } from "./thread_numbers.js" */
import { ids, make } from "../elements.js";
import { message } from "../messages.js";
import { fillWords } from "./pieces.js";

/** @type {Record<string, "pre" | "figure">} */
const TAGS = { code: "pre", html: "pre", "front-matter": "pre", image: "figure" };
const HEADINGS = /** @type {const} */ (["h1", "h2", "h3", "h4", "h5", "h6"]);

/** @param {DocumentRow} row */
function wordsTag(row) {
  if (row.kind === "heading") return HEADINGS[Math.min(row.level, 5)];
  return TAGS[row.kind] ?? "p";
}

/**
 * @param {DocumentRow} row
 * @param {Side} side
 * @param {ThreadNumbers} threadNumbers
 * @param {TextPiece[]} [pieces]
 * @returns {DrawnRow}
 */
export function drawRow(row, side, threadNumbers, pieces = row.p) {
  if (row.kind === "break") return drawBreak();
  const reference = { "data-row": row.i, "data-side": side, tabindex: -1 };
  const words = make(wordsTag(row), { class: "fo-words", dir: row.dir, ...reference });
  const depth = row.kind === "heading" ? 0 : row.level;
  const element = make(
    "div",
    { class: `fo-row fo-${row.kind}`, "data-n": row.n || null, style: depth ? `--depth:${depth}` : null },
    drawBody(row, depth, words),
  );
  fillRow(words, row, side, threadNumbers, pieces);
  return { element, words };
}

/**
 * The words with what is beside them: the sign of a list, the line of a quotation, the space of a level.
 * @param {DocumentRow} row
 * @param {number} depth
 * @param {HTMLElement} words
 */
function drawBody(row, depth, words) {
  const marker = drawMarker(row);
  if (!marker && !row.quote && !depth) return words;
  return make(row.quote ? "blockquote" : "div", { class: "fo-body", dir: row.dir }, marker, words);
}

/** The place for a row's cards, made when it is asked for. @param {Pick<DrawnRow, "element">} row */
export function cardsOf({ element }) {
  const present = [...element.children].find((child) => child.classList.contains("fo-cards"));
  if (present instanceof HTMLElement) return present;
  const cards = make("div", { class: "fo-cards" });
  element.append(cards);
  for (let part = element.closest(".fo-part"); part; part = part.parentElement?.closest(".fo-part") ?? null) {
    part.classList.add("fo-with-cards");
  }
  return cards;
}

/**
 * Fill the element of a row's words, and say which threads are on all of them.
 * @param {HTMLElement} words
 * @param {DocumentRow} row
 * @param {Side} side
 * @param {ThreadNumbers} threadNumbers
 * @param {TextPiece[]} pieces
 */
export function fillRow(words, row, side, threadNumbers, pieces) {
  fillWords(words, pieces, threadNumbers, side);
  const drawn = threadNumbers.draw(row.whole);
  words.classList.toggle("fo-commented-whole", drawn.length > 0);
  if (drawn.length) words.dataset.on = row.whole.join(" ");
  else delete words.dataset.on;
  const into = words.tagName === "TR" ? (words.lastElementChild ?? words) : words;
  into.append(...drawn);
}

/** @param {DocumentRow} row */
function drawMarker(row) {
  // A task's box is sign enough.
  if (!row.ordered && row.p[0]?.m?.some(([kind]) => kind === "task")) return null;
  if (row.kind === "footnote") return make("span", { class: "fo-marker", "data-footnote": row.marker }, row.marker);
  // A sign that counts is read aloud; that there is a list is known from its element.
  return row.marker
    ? make("span", { class: "fo-marker", "aria-hidden": row.ordered ? null : "true" }, row.marker)
    : null;
}

function drawBreak() {
  return { element: make("div", { class: "fo-row fo-break" }, make("hr")), words: null };
}

/**
 * The line of a table row; the table, and with it the place for cards, is shared by the rows around it.
 * @param {DocumentRow} row
 * @param {Side} side
 * @param {ThreadNumbers} threadNumbers
 * @param {TextPiece[]} [pieces]
 */
export function drawTableRow(row, side, threadNumbers, pieces = row.p) {
  const reference = { "data-row": row.i, "data-side": side, "data-head": row.head || null, tabindex: -1 };
  const words = make("tr", { class: "fo-words", ...reference });
  fillRow(words, row, side, threadNumbers, pieces);
  return words;
}

/** @param {HTMLTableRowElement} line the first one @param {string} dir */
export function drawTable(line, dir) {
  const body = make("tbody", {}, line.dataset.head ? null : line);
  const head = line.dataset.head ? make("thead", { hidden: !line.childElementCount }, line) : null;
  const table = make("table", { dir }, head, body);
  const scroller = { class: "fo-scroll", tabindex: 0, role: "group", "aria-label": message("table") };
  const shown = make("div", { class: "fo-body" }, make("div", scroller, table));
  return { element: make("div", { class: "fo-row" }, shown), body };
}

/** What people call a paragraph. @param {DocumentRow} row */
export function nameOf(row) {
  if (row.label) return message("onParagraph", { number: row.label });
  return message(row.kind === "heading" ? "onHeading" : "onPassage");
}

/** @param {HTMLElement} words the element of a row's words */
export function keyOf(words) {
  return `${words.dataset.side}:${words.dataset.row}`;
}

/** Whether an element shows words of a thread. @param {HTMLElement} element @param {string} id */
export function isAbout(element, id) {
  return ids(element, "on").includes(id);
}
