// Changes: two revisions compared, in one column or side by side, unchanged runs folded.

import { button, count, make } from "../elements.js";
import { drawRow, drawTable, drawTableRow } from "./rows.js";

const QUIET = new Set(["same"]);

export function drawChanges(folio) {
  const sheet = make("div", { class: "fo-sheet" });
  const { blocks } = folio.data.compared;
  for (let at = 0; at < blocks.length;) {
    const end = foldEnd(blocks, at);
    if (end > at) sheet.append(drawFold(folio, blocks.slice(at, end)));
    else sheet.append(drawBlock(folio, blocks[at]));
    at = Math.max(end, at + 1);
  }
  if (!blocks.some((block) => !QUIET.has(block.kind)))
    sheet.prepend(make("p", { class: "fo-empty" }, folio.data.alike));
  return sheet;
}

function foldEnd(blocks, at) {
  let end = at;
  while (end < blocks.length && blocks[end].folded) end += 1;
  return end;
}

// A folded run draws nothing until it is opened; its button says how much is in it.
function drawFold(folio, blocks) {
  const fold = make("div", { class: "fo-fold" });
  const open = () => {
    fold.replaceWith(...blocks.map((block) => drawBlock(folio, block)));
    folio.folds.delete(fold);
    folio.placeCards();
    folio.focusRow(blocks[0].new[0] ?? blocks[0].old[0], "new");
  };
  const rows = blocks.flatMap((block) => block.new.map((i) => `new:${i}`).concat(block.old.map((i) => `old:${i}`)));
  folio.folds.set(fold, { rows: new Set(rows), open });
  const label = `${count(blocks.length, "paragraph", "paragraphs")} unchanged`;
  fold.append(
    button(
      [make("bdi", {}, label), make("bdi", { class: "fo-fold-cards" }), make("span", { class: "fo-link" }, "Show")],
      open,
    ),
  );
  return fold;
}

function drawBlock(folio, block) {
  const quiet = QUIET.has(block.kind);
  const element = make("section", { class: `fo-block fo-is-${block.kind}`, "data-change": quiet ? null : "" });
  if (block.note) element.append(make("p", { class: "fo-note", tabindex: -1 }, make("bdi", {}, block.note)));
  if (block.kind === "departed") element.setAttribute("data-quiet", "");
  if (folio.columns) element.append(...drawPair(folio, block));
  else if (block.kind !== "departed") element.append(...drawOne(folio, block));
  return element;
}

// Side by side: the old paragraphs on one side, the new ones on the other.
function drawPair(folio, block) {
  const sides = ["old", "new"].map((side) => {
    const half = make("div", { class: `fo-half fo-${side}` });
    for (const index of block[side]) {
      const drawn = drawAny(folio, folio.data.compared[side][index], side);
      half.append(drawn.element);
      if (block.kind !== "departed") folio.enter(drawn.row, side, drawn);
    }
    return half;
  });
  return [make("div", { class: "fo-pair" }, sides)];
}

// One column: the new paragraphs, what was removed struck through among their words; a removed paragraph by itself.
function drawOne(folio, block) {
  const side = block.new.length ? "new" : "old";
  const drawn = block[side].map((index, at) => {
    const row = folio.data.compared[side][index];
    const one = drawAny(folio, row, side, block.merged ? block.merged[at] : row.p);
    folio.enter(row, side, { ...one, block, at });
    return one;
  });
  if (side === "new" && drawn.length) for (const index of block.old) folio.enterGuest(index, drawn[0]);
  return drawn.map((one) => one.element);
}

function drawAny(folio, row, side, pieces = row.p) {
  if (row.kind !== "table-row") return drawRow(folio, row, side, pieces);
  const words = drawTableRow(folio, row, side, pieces);
  const { element, cards } = drawTable([words], row.dir);
  return { element, words, cards, row, side };
}

// Going from change to change; says where one is.
export function goToChange(folio, step) {
  const changes = [...folio.root.querySelectorAll("[data-change]:not([data-quiet])")];
  if (!changes.length) return folio.say("There are no changes.");
  const at = nextIndex(folio, changes, step);
  changes.forEach((change, index) => change.toggleAttribute("data-current", index === at));
  changes[at].scrollIntoView({ block: "center", behavior: folio.motion() });
  (changes[at].querySelector(".fo-words") || changes[at].querySelector(".fo-note")).focus({ preventScroll: true });
  folio.changeAt = at;
  folio.showPosition(`Change ${at + 1} of ${changes.length}`);
  folio.say(`Change ${at + 1} of ${changes.length}: ${changes[at].querySelector(".fo-note")?.textContent || ""}`);
}

function nextIndex(folio, changes, step) {
  const here = changes.findIndex((change) => change.hasAttribute("data-current"));
  if (here < 0) return step > 0 ? 0 : changes.length - 1;
  return Math.min(Math.max(here + step, 0), changes.length - 1);
}
