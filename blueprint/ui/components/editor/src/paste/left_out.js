/** What was left out of a pasted text, by kind: nothing goes in silence. */

/** @typedef {"comments" | "deletions" | "hidden" | "notes" | "pictures" | "equations" | "objects"} LeftOutKind */

export class LeftOut {
  constructor() {
    /** @type {Map<LeftOutKind, number>} */
    this.counts = new Map();
  }

  /** @param {LeftOutKind} kind @param {number} [count] */
  add(kind, count = 1) {
    if (count > 0) this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
  }

  get isEmpty() {
    return this.counts.size === 0;
  }
}
