// The text on the screen: its rows, each with the place for its cards, and the folds of what did not change.

/** @import { DrawnRow, Entry, Fold, FolioState, TextPiece, DocumentRow, FolioData, Side } from "../types.js" */
/** @import { RowRegistry } from "./revision.js" */
import { all, make } from "../elements.js";
import { drawComparison } from "./comparison.js";
import { ThreadNumbers } from "./thread_numbers.js";
import { drawRevision } from "./revision.js";
import { fillRow, keyOf } from "./rows.js";

export class TextView {
  /**
   * @param {FolioState} state
   * @param {() => void} onUnfold called when folded rows were drawn, before one of them is focused
   */
  constructor(state, onUnfold) {
    this.state = state;
    this.onUnfold = onUnfold;
    this.container = make("div", { class: "fo-text" });
    this.content = make("div");
    this.threadNumbers = new ThreadNumbers([]);
    /** @type {Map<string, Entry>} */
    this.entries = new Map();
    /** @type {Map<HTMLElement, Fold>} */
    this.folds = new Map();
  }

  /** Draw everything anew. */
  draw() {
    const { data, columns } = this.state;
    this.threadNumbers = new ThreadNumbers(data.cards);
    this.entries.clear();
    this.folds.clear();
    this.container.dir = data.dir;
    this.content = this.drawContent(data, columns);
    this.container.className = `fo-text ${columns ? "fo-columns" : "fo-margin"} fo-${data.mode}`;
    this.container.classList.toggle("fo-may-comment", data.may.comment);
    this.container.replaceChildren(this.content);
  }

  /** @param {FolioData} data @param {boolean} columns */
  drawContent(data, columns) {
    if (data.mode === "reading") return drawRevision(data, this.registry());
    const { state } = this;
    return drawComparison({
      ...this.registry(),
      columns,
      // A fold that is opened later shows the threads of then.
      compared: () => (state.data.mode === "comparing" ? state.data.compared : data.compared),
      identical: data.identical,
      registerShownInsideNew: (index, host, row) => {
        this.entries.set(`old:${index}`, { ...host, row, side: "new", shownInsideNew: true, signature: "" });
      },
      registerFold: (element, fold) => this.folds.set(element, fold),
      unfolded: (element, { side, row }) => {
        this.folds.delete(element);
        this.onUnfold();
        this.focusRow(side, row);
      },
    });
  }

  /** @returns {RowRegistry} */
  registry() {
    return { threadNumbers: () => this.threadNumbers, register: (row, side, drawn) => this.register(row, side, drawn) };
  }

  /** @param {DocumentRow} row @param {Side} side @param {DrawnRow} drawn */
  register(row, side, drawn) {
    const pieces = drawn.block?.merged && drawn.at !== undefined ? drawn.block.merged[drawn.at] : row.p;
    this.entries.set(`${side}:${row.i}`, {
      ...drawn,
      row,
      side,
      shownInsideNew: false,
      signature: this.signature(pieces, row),
    });
  }

  /** The same text with other threads: draw again only the rows whose highlights changed. */
  refresh() {
    this.threadNumbers = new ThreadNumbers(this.state.data.cards);
    const current = currentRows(this.state.data);
    for (const entry of this.entries.values()) {
      if (entry.shownInsideNew || !entry.words) continue;
      const row = current(entry);
      if (row) this.refill(entry, entry.words, row, this.mergedPieces(entry) ?? row.p);
    }
  }

  /**
   * What one column shows for a row among whose words removed ones are.
   * @param {Entry} entry
   * @returns {TextPiece[] | null}
   */
  mergedPieces({ block, at }) {
    const { data, columns } = this.state;
    if (data.mode !== "comparing" || !block || at === undefined || columns) return null;
    const same = data.compared.blocks.find(
      (one) => one.kind === block.kind && one.new[0] === block.new[0] && one.old[0] === block.old[0],
    );
    return same?.merged?.[at] ?? null;
  }

  /** @param {Entry} entry @param {HTMLElement} words @param {DocumentRow} row @param {TextPiece[]} pieces */
  refill(entry, words, row, pieces) {
    const signature = this.signature(pieces, row);
    if (signature === entry.signature) return;
    entry.signature = signature;
    fillRow(words, row, entry.side, this.threadNumbers, pieces);
  }

  /** @param {TextPiece[]} pieces @param {DocumentRow} row */
  signature(pieces, { whole }) {
    const threads = new Set([...whole, ...pieces.flatMap((piece) => piece.on ?? [])]);
    return JSON.stringify([pieces, whole, Array.from(threads, (id) => this.threadNumbers.number(id))]);
  }

  /** @param {{ side: Side, row: number }} place */
  entryAt({ side, row }) {
    return this.entries.get(`${side}:${row}`);
  }

  /** The entry of an element with a row's words. @param {HTMLElement} words */
  entryOf(words) {
    return this.entries.get(keyOf(words));
  }

  /** The fold that hides a row. @param {{ side: Side, row: number }} place */
  foldAt({ side, row }) {
    return [...this.folds.values()].find(({ rows }) => rows.has(`${side}:${row}`));
  }

  /** The elements with the words of all rows that are drawn. */
  allWords() {
    return all(this.content, ".fo-words");
  }

  /** One paragraph at a time can be reached with Tab: the one last used. @param {HTMLElement} words */
  setTabStop(words) {
    for (const other of all(this.content, '.fo-words[tabindex="0"]')) other.tabIndex = -1;
    words.tabIndex = 0;
  }

  /** @param {HTMLElement} words */
  focus(words) {
    this.setTabStop(words);
    words.focus({ preventScroll: true });
  }

  /** @param {Side} side @param {number} row */
  focusRow(side, row) {
    const words = this.entryAt({ side, row })?.words;
    if (words) this.focus(words);
  }
}

/**
 * The rows of data, each to be found by the entry of the same paragraph.
 * @param {FolioData} data
 * @returns {(entry: Entry) => DocumentRow | undefined}
 */
function currentRows(data) {
  if (data.mode === "comparing") return ({ side, row }) => data.compared[side][row.i];
  const rows = new Map(data.rows.map((row) => [row.i, row]));
  return ({ row }) => rows.get(row.i);
}
