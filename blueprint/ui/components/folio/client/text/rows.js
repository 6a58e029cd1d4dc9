// Rows: a paragraph with its number in the margin, its words, and the place for what is said about it.

import { make } from "../elements.js";
import { fillWords } from "./pieces.js";

const TAGS = { code: "pre", html: "pre", "front-matter": "pre" };

function wordsTag(row) {
  if (row.kind === "heading") return `h${Math.min(row.level + 1, 6)}`;
  return TAGS[row.kind] || (row.kind === "image" ? "figure" : "p");
}

// One row: { element, words, cards }. `number` is what stands in the margin.
export function drawRow(folio, row, side, pieces = row.p) {
  if (row.kind === "break") return drawBreak();
  const words = make(wordsTag(row), {
    class: "fo-words",
    dir: row.dir,
    "data-row": row.i,
    "data-side": side,
    tabindex: -1,
  });
  const cards = make("div", { class: "fo-cards" });
  const element = make(
    "div",
    {
      class: `fo-row fo-${row.kind}`,
      "data-quote": row.quote || null,
      style: `--depth:${row.kind === "heading" ? 0 : row.level}`,
    },
    make("span", { class: "fo-number" }, row.n ? String(row.n) : ""),
    make(row.quote ? "blockquote" : "div", { class: "fo-body", dir: row.dir }, markerOf(row), words),
    cards,
  );
  fillWords(words, pieces, folio.pins, side);
  wholePins(folio, words, row);
  return { element, words, cards, row, side };
}

function markerOf(row) {
  if (row.kind === "footnote")
    return make("span", { class: "fo-marker", id: null, "data-footnote": row.marker }, row.marker);
  return row.marker ? make("span", { class: "fo-marker", "aria-hidden": "true" }, row.marker) : null;
}

function drawBreak() {
  const cards = make("div", { class: "fo-cards" });
  const element = make("div", { class: "fo-row fo-break" }, make("span"), make("hr"), cards);
  return { element, words: null, cards };
}

export function wholePins(folio, words, row) {
  const pins = row.whole.filter((id) => folio.pins.has(id)).map((id) => folio.pins.get(id)());
  words.classList.toggle("fo-whole", pins.length > 0);
  if (pins.length) words.dataset.on = row.whole.join(" ");
  else delete words.dataset.on;
  const into = words.tagName === "TR" ? words.lastElementChild || words : words;
  into.append(...pins);
}

// A table row: its words stand in a `tr`; the table and the place for cards are shared by the rows around it.
export function drawTableRow(folio, row, side, pieces = row.p) {
  const words = make("tr", {
    class: "fo-words",
    "data-row": row.i,
    "data-side": side,
    "data-head": row.head || null,
    tabindex: -1,
  });
  fillWords(words, pieces, folio.pins, side);
  wholePins(folio, words, row);
  return words;
}

export function drawTable(lines, dir) {
  const head = lines.filter((line) => line.dataset.head);
  const body = lines.filter((line) => !line.dataset.head);
  const table = make("table", { dir }, head.length ? make("thead", {}, head) : null, make("tbody", {}, body));
  const cards = make("div", { class: "fo-cards" });
  const shown = make(
    "div",
    { class: "fo-body" },
    make("div", { class: "fo-scroll", tabindex: 0, role: "group", "aria-label": "Table" }, table),
  );
  const element = make("div", { class: "fo-row fo-table" }, make("span", { class: "fo-number" }), shown, cards);
  return { element, cards };
}
