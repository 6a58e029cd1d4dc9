// Two revisions compared, in one column or side by side, unchanged runs folded.

/** @import { ComparisonBlock, ComparisonView, DrawnRow, Fold, TextPiece, DocumentRow, Side } from "../types.js" */
/** @import { RowRegistry } from "./revision.js" */
import { button, make } from "../elements.js";
import { message, plural } from "../messages.js";
import { isLong, Parts } from "./parts.js";
import { drawRow, drawTable, drawTableRow } from "./rows.js";

/**
 * @typedef {object} ComparisonRegistry Also callbacks for old rows whose words are inside a new one, and for folds.
 * @property {() => ComparisonView} compared as it is now
 * @property {string} identical a sentence for two revisions with the same text
 * @property {boolean} columns
 * @property {(index: number, host: DrawnRow, row: DocumentRow) => void} registerShownInsideNew
 * @property {(element: HTMLElement, fold: Fold) => void} registerFold
 * @property {(element: HTMLElement, first: { side: Side, row: number }) => void} unfolded
 */
/** @typedef {RowRegistry & ComparisonRegistry} Drawing */

/** @param {Drawing} drawing */
export function drawComparison(drawing) {
  const { blocks } = drawing.compared();
  const content = make("div", { class: "fo-content" });
  const runs = foldedRuns(blocks);
  const parts = isLong(runs.length) ? new Parts(content) : null;
  for (const run of runs) {
    if (parts?.isFull) parts.end();
    (parts?.current ?? content).append(run[0].folded ? drawFold(drawing, run) : drawBlock(drawing, run[0]));
    parts?.count(lengthOf(drawing, run[0]));
  }
  parts?.end();
  if (blocks.every(isUnchanged)) content.prepend(make("p", { class: "fo-empty" }, drawing.identical));
  return content;
}

/**
 * Blocks in order: those folded one after the other in one run, every other one by itself.
 * @param {ComparisonBlock[]} blocks
 */
export function foldedRuns(blocks) {
  /** @type {ComparisonBlock[][]} */
  const runs = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (block.folded && last?.[0].folded) last.push(block);
    else runs.push([block]);
  }
  return runs;
}

/** @param {ComparisonBlock} block */
function isUnchanged({ kind }) {
  return kind === "same";
}

/**
 * The keys of the rows in blocks.
 * @param {ComparisonBlock[]} blocks
 */
export function rowKeys(blocks) {
  return new Set(blocks.flatMap((block) => [...block.new.map((i) => `new:${i}`), ...block.old.map((i) => `old:${i}`)]));
}

/**
 * A folded run draws nothing until it is opened; its label gives the number of paragraphs in it.
 * @param {Drawing} drawing
 * @param {ComparisonBlock[]} blocks
 */
function drawFold(drawing, blocks) {
  const element = make("div", { class: "fo-fold" });
  const open = () => {
    element.replaceWith(drawUnfolded(drawing, blocks));
    drawing.unfolded(element, { side: "new", row: blocks[0].new[0] ?? blocks[0].old[0] });
  };
  drawing.registerFold(element, { rows: rowKeys(blocks), open });
  const label = make("bdi", {}, plural("unchangedParagraphs", blocks.length));
  const show = make("span", { class: "fo-link" }, message("show"));
  element.append(button([label, make("bdi", { class: "fo-fold-cards" }), show], open));
  return element;
}

/** @param {Drawing} drawing @param {ComparisonBlock[]} blocks */
function drawUnfolded(drawing, blocks) {
  const drawn = document.createDocumentFragment();
  const parts = isLong(blocks.length) ? new Parts(drawn) : null;
  for (const block of blocks) {
    if (parts?.isFull) parts.end();
    (parts?.current ?? drawn).append(drawBlock(drawing, block));
    parts?.count(lengthOf(drawing, block));
  }
  parts?.end();
  return drawn;
}

/** Characters of a block, of the longer side. @param {Drawing} drawing @param {ComparisonBlock} block */
function lengthOf(drawing, block) {
  const compared = drawing.compared();
  const lengths = /** @type {const} */ (["old", "new"]).map((side) =>
    block[side].reduce((sum, index) => sum + compared[side][index].e - compared[side][index].s, 0),
  );
  return Math.max(...lengths) * (drawing.columns ? 1.5 : 1);
}

/** @param {Drawing} drawing @param {ComparisonBlock} block */
function drawBlock(drawing, block) {
  const change = isUnchanged(block) ? null : "";
  const element = make("section", { class: `fo-block fo-is-${block.kind}`, "data-change": change });
  if (block.note) element.append(make("p", { class: "fo-note", tabindex: -1 }, make("bdi", {}, block.note)));
  if (block.kind === "moved-away") element.setAttribute("data-quiet", "");
  if (drawing.columns) element.append(drawPair(drawing, block));
  else if (block.kind !== "moved-away") element.append(...drawColumn(drawing, block));
  return element;
}

/**
 * Side by side: the old paragraphs on one side, the new ones on the other.
 * @param {Drawing} drawing
 * @param {ComparisonBlock} block
 */
function drawPair(drawing, block) {
  const sides = /** @type {const} */ (["old", "new"]).map((side) => {
    const rows = block[side].map((index) => {
      const row = drawing.compared()[side][index];
      const drawn = drawAny(drawing, row, side);
      if (block.kind !== "moved-away") drawing.register(row, side, drawn);
      return drawn.element;
    });
    const half = rows.length === 1 ? rows[0] : make("div", {}, rows);
    half.classList.add("fo-half", `fo-${side}`);
    return half;
  });
  return make("div", { class: "fo-pair" }, sides);
}

/**
 * One column: the new paragraphs, with removed words struck through among theirs; a removed paragraph by itself.
 * @param {Drawing} drawing
 * @param {ComparisonBlock} block
 */
function drawColumn(drawing, block) {
  /** @type {Side} */
  const side = block.new.length ? "new" : "old";
  const rows = block[side].map((index) => drawing.compared()[side][index]);
  const drawn = rows.map((row, at) => {
    const one = { ...drawAny(drawing, row, side, block.merged?.[at]), block, at };
    drawing.register(row, side, one);
    return one;
  });
  if (side === "new" && drawn.length)
    block.old.forEach((index) => drawing.registerShownInsideNew(index, drawn[0], rows[0]));
  return drawn.map((one) => one.element);
}

/**
 * @param {Drawing} drawing
 * @param {DocumentRow} row
 * @param {Side} side
 * @param {TextPiece[]} [pieces]
 * @returns {DrawnRow}
 */
function drawAny({ threadNumbers }, row, side, pieces) {
  if (row.kind !== "table-row") return drawRow(row, side, threadNumbers(), pieces);
  const words = drawTableRow(row, side, threadNumbers(), pieces);
  return { element: drawTable(words, row.dir).element, words };
}
