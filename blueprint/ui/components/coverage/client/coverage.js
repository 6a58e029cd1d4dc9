// Coverage: a table of proposals by principles. A mark in a cell tells its rationale below the table when it is pointed at,
// focused or pressed; arrow keys walk from mark to mark. Every word of a person's goes in as textContent.

const UNSAID = "Point at a mark, or press it, to read why it is there.";

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== false) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function head(columns) {
  const cells = columns.map((column) =>
    make(
      "th",
      { scope: "col", class: column.gap ? "gap" : null, title: `A world ${column.statement}` },
      make("span", {}, column.name),
      column.gap ? make("span", { class: "unseen" }, ": no proposal advances it") : "",
    ),
  );
  return make("thead", {}, make("tr", {}, make("td", { class: "corner" }), ...cells));
}

function mark(row, column, cell) {
  const stance = cell.advances ? "advances" : "is in tension with";
  const button = make("button", {
    type: "button",
    class: cell.advances ? "advances" : "tension",
    "aria-label": `${row.title} ${stance} ${column.name}. ${cell.rationale}`,
  });
  button.said = { title: row.title, stance, name: column.name, rationale: cell.rationale };
  return button;
}

function line(row, columns) {
  const cells = row.cells.map((cell, at) =>
    make(
      "td",
      { class: columns[at].gap ? "gap" : null },
      cell ? mark(row, columns[at], cell) : make("span", { class: "unseen" }, "nothing"),
    ),
  );
  const link = make("a", { href: row.href, target: "_self", dir: row.dir }, row.title);
  return make("tr", {}, make("th", { scope: "row" }, link), ...cells);
}

function foot(columns) {
  const cells = columns.map((column) => make("td", { class: column.gap ? "gap" : null }, String(column.advancing)));
  return make("tfoot", {}, make("tr", {}, make("th", { scope: "row" }, "Proposals that advance it"), ...cells));
}

function legend() {
  const meanings = { advances: "advances", tension: "is in tension with", none: "no proposal advances it" };
  const entries = Object.entries(meanings).map(([name, words]) => make("span", {}, make("i", { class: name }), words));
  return make("p", { class: "legend", "aria-hidden": "true" }, ...entries);
}

function say(panel, said) {
  const what = make(
    "p",
    { class: "claim" },
    make("bdi", {}, said.title),
    ` ${said.stance} `,
    make("strong", {}, said.name),
  );
  panel.replaceChildren(what, make("p", { dir: "auto" }, said.rationale));
}

// From one mark to the next along a row (left, right) or to the nearest in another row (up, down).
function walk(table, from, key) {
  const rows = [...table.tBodies[0].rows];
  const cell = from.closest("td");
  const sideways = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (sideways) {
    const marks = [...table.querySelectorAll("tbody button")];
    const step = getComputedStyle(table).direction === "rtl" ? -sideways : sideways;
    return marks[marks.indexOf(from) + step];
  }
  const step = key === "ArrowDown" ? 1 : -1;
  for (let at = rows.indexOf(cell.parentElement) + step; rows[at]; at += step) {
    const found = rows[at].cells[cell.cellIndex].querySelector("button");
    if (found) return found;
  }
  return null;
}

function listen(table, panel) {
  const told = (event) => {
    const button = event.target.closest("button");
    if (button) say(panel, button.said);
  };
  for (const name of ["mouseover", "focusin", "click"]) table.addEventListener(name, told);
  table.addEventListener("keydown", (event) => {
    if (!event.target.said || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    walk(table, event.target, event.key)?.focus();
  });
}

// The style sheet stands in the component's own shadow root; nothing is drawn before it is there.
function styled(place) {
  place.styled ??= new Promise((done) => {
    const sheet = make("link", { rel: "stylesheet", href: new URL("coverage.css", import.meta.url).href });
    for (const name of ["load", "error"]) sheet.addEventListener(name, done);
    place.append(sheet);
  });
  return place.styled;
}

export default async function ({ data, parentElement }) {
  const [picture] = data;
  const drawn = JSON.stringify(picture);
  if (parentElement.drawn === drawn) return;
  parentElement.drawn = drawn;
  await styled(parentElement);
  if (parentElement.drawn !== drawn) return;
  const table = make(
    "table",
    {},
    make("caption", { class: "unseen" }, "Proposals by principles"),
    head(picture.columns),
    make("tbody", {}, ...picture.rows.map((row) => line(row, picture.columns))),
    foot(picture.columns),
  );
  const panel = make("div", { class: "panel", "aria-live": "polite" }, make("p", { class: "quiet" }, UNSAID));
  const root = make("div", { class: "coverage" }, legend(), table, panel);
  listen(table, panel);
  parentElement.querySelector(".coverage")?.remove();
  parentElement.append(root);
}
