// A table of proposals by principles. The rationale of a mark is shown below the table when it is pointed at,
// focused or pressed; arrow keys move from mark to mark. Every word of a person's goes in as textContent.

/** @import { Messages } from "../../../client/messages.js" */
import { make } from "../../../client/elements.js";
import { message, setMessages } from "./messages.js";

/** @typedef {{ advances: boolean, rationale: string }} Cell */
/** @typedef {{ name: string, statement: string, gap: boolean, advancing: number }} Column */
/** @typedef {{ id: string, title: string, dir: string, href: string, cells: (Cell | null)[] }} Row */
/** @typedef {{ messages: Messages, columns: Column[], rows: Row[] }} CoverageTable as coverage/__init__.py sends it */
/** @typedef {{ key: string, title: string, name: string, rationale: string }} Claim */
/** @typedef {{ data: [CoverageTable], parentElement: ShadowRoot | HTMLElement }} Component */

/** The claim of each mark. @type {WeakMap<Element, Claim>} */
const claims = new WeakMap();
/** The table in each place, as JSON. @type {WeakMap<Node, string>} */
const drawn = new WeakMap();
/** Fulfilled when a place has its style sheet. @type {WeakMap<Node, Promise<void>>} */
const styled = new WeakMap();

/** @param {Column[]} columns */
function head(columns) {
  const cells = columns.map(({ name, statement, gap }) => {
    const attributes = { scope: "col", class: gap ? "gap" : null, title: message("world", { statement }) };
    return make(
      "th",
      attributes,
      make("span", {}, name),
      gap ? make("span", { class: "visually-hidden" }, `: ${message("gap")}`) : "",
    );
  });
  return make("thead", {}, make("tr", {}, make("td", { class: "corner" }), ...cells));
}

/** @param {Row} row @param {Column} column @param {Cell} cell */
function mark({ title }, { name }, { advances, rationale }) {
  const key = advances ? "claimAdvances" : "claimTension";
  const label = `${message(key, { proposal: title, principle: name })} ${rationale}`;
  const attributes = { type: "button", class: advances ? "advances" : "tension", "aria-label": label };
  const button = make("button", attributes);
  claims.set(button, { key, title, name, rationale });
  return button;
}

/** @param {Row} row @param {Column[]} columns */
function line(row, columns) {
  const cells = row.cells.map((cell, at) => {
    const content = cell
      ? mark(row, columns[at], cell)
      : make("span", { class: "visually-hidden" }, message("nothing"));
    return make("td", { class: columns[at].gap ? "gap" : null }, content);
  });
  const link = make("a", { href: row.href, target: "_self", dir: row.dir }, row.title);
  return make("tr", {}, make("th", { scope: "row" }, link), ...cells);
}

/** @param {Column[]} columns */
function foot(columns) {
  const cells = columns.map((column) => make("td", { class: column.gap ? "gap" : null }, String(column.advancing)));
  return make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, message("advancing")), ...cells));
}

function legend() {
  const meanings = { advances: message("advances"), tension: message("tension"), none: message("gap") };
  const entries = Object.entries(meanings).map(([name, words]) => make("span", {}, make("i", { class: name }), words));
  return make("p", { class: "legend", "aria-hidden": "true" }, ...entries);
}

/** @param {HTMLElement} panel @param {Claim} claim */
function show(panel, { key, title, name, rationale }) {
  const parts = { "{proposal}": make("bdi", {}, title), "{principle}": make("strong", {}, name) };
  const sentence = message(key)
    .split(/(\{\w+\})/)
    .map((part) => Object.entries(parts).find(([placeholder]) => placeholder === part)?.[1] ?? part);
  panel.replaceChildren(make("p", { class: "claim" }, ...sentence), make("p", { dir: "auto" }, rationale));
}

/**
 * The next mark along a row (left, right), or the nearest in another row (up, down).
 * @param {HTMLTableElement} table
 * @param {HTMLElement} from
 * @param {string} key
 */
function neighbour(table, from, key) {
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return sideways ? alongRows(table, from, sideways) : alongColumn(table, from, key === "ArrowDown" ? 1 : -1);
}

/** @param {HTMLTableElement} table @param {HTMLElement} from @param {number} sideways */
function alongRows(table, from, sideways) {
  /** @type {HTMLElement[]} */
  const marks = [...table.querySelectorAll("tbody button")].filter((one) => one instanceof HTMLElement);
  const step = getComputedStyle(table).direction === "rtl" ? -sideways : sideways;
  return marks[marks.indexOf(from) + step];
}

/** @param {HTMLTableElement} table @param {HTMLElement} from @param {number} step */
function alongColumn(table, from, step) {
  const rows = [...table.tBodies[0].rows];
  const cell = from.closest("td");
  if (!cell) return null;
  for (let at = rows.findIndex((row) => row.contains(cell)) + step; rows[at]; at += step) {
    const found = rows[at].cells[cell.cellIndex].querySelector("button");
    if (found) return found;
  }
  return null;
}

/** @param {HTMLTableElement} table @param {HTMLElement} panel */
function listen(table, panel) {
  for (const name of ["mouseover", "focusin", "click"]) {
    table.addEventListener(name, ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      const claim = button && claims.get(button);
      if (claim) show(panel, claim);
    });
  }
  table.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || !claims.has(target) || !key.startsWith("Arrow")) return;
    event.preventDefault();
    neighbour(table, target, key)?.focus();
  });
}

/**
 * The style sheet is in the component's own shadow root; nothing is drawn before it is there.
 * @param {ShadowRoot | HTMLElement} place
 */
function addStyles(place) {
  const present = styled.get(place);
  if (present) return present;
  /** @type {Promise<void>} */
  const loaded = new Promise((resolve) => {
    const sheet = make("link", { rel: "stylesheet", href: new URL("coverage.css", import.meta.url).href });
    for (const name of ["load", "error"]) sheet.addEventListener(name, () => resolve());
    place.append(sheet);
  });
  styled.set(place, loaded);
  return loaded;
}

/** @param {CoverageTable} table */
function draw({ columns, rows }) {
  const body = make("tbody", {}, ...rows.map((row) => line(row, columns)));
  const caption = make("caption", { class: "visually-hidden" }, message("caption"));
  const table = make("table", {}, caption, head(columns), body, foot(columns));
  const hint = make("p", { class: "quiet" }, message("pointing"));
  const panel = make("div", { class: "panel", "aria-live": "polite" }, hint);
  listen(table, panel);
  return make("div", { class: "coverage" }, legend(), table, panel);
}

/** @param {Component} component */
export default async function coverage({ data, parentElement }) {
  const [table] = data;
  const wanted = JSON.stringify(table);
  if (drawn.get(parentElement) === wanted) return;
  drawn.set(parentElement, wanted);
  await addStyles(parentElement);
  if (drawn.get(parentElement) !== wanted) return;
  parentElement.querySelector(".coverage")?.remove();
  setMessages(table.messages);
  parentElement.append(draw(table));
}
