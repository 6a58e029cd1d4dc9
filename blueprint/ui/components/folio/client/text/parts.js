// Parts of a long text, of some dozens of rows each, of which the browser draws those near the view.

import { make } from "../elements.js";

/** Rows of a part. */
export const PART_ROWS = 40;
/** Rows from which a text is long: shorter ones are drawn whole, with every card. */
const LONG_TEXT = 400;
/** Characters of a line and pixels of it, and pixels around a row: until a part is drawn, its height is estimated. */
const [LINE, LINE_HEIGHT, ROW_PADDING] = [70, 29, 14];

/** @param {number} rows */
export function isLong(rows) {
  return rows >= LONG_TEXT;
}

/** Elements put into parts, which are appended to a host. */
export class Parts {
  /** @param {ParentNode} host */
  constructor(host) {
    this.host = host;
    /** @type {HTMLElement | null} */
    this.part = null;
    this.rows = 0;
    this.height = 0;
  }

  /** Whether the next row may begin another part. */
  get isFull() {
    return this.rows >= PART_ROWS;
  }

  /** The part to append to. */
  get current() {
    this.part ??= this.host.appendChild(make("div", { class: "fo-part" }));
    return this.part;
  }

  /** Count a row of so many characters. @param {number} characters */
  count(characters) {
    this.rows += 1;
    this.height += Math.ceil(characters / LINE) * LINE_HEIGHT + ROW_PADDING;
  }

  /** End the part: what is appended next goes to another one. */
  end() {
    this.part?.style.setProperty("contain-intrinsic-block-size", `auto ${this.height}px`);
    this.part = null;
    this.rows = 0;
    this.height = 0;
  }
}
