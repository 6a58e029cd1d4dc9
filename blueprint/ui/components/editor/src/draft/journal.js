/**
 * What was typed and not yet acknowledged, stored on this device: one entry a proposal and person. A device may refuse
 * to store anything (private windows, full storage): then `store` gives false.
 */
/** @import { DraftEntry } from "../types.js" */

export class Journal {
  /** @param {string} key */
  constructor(key) {
    this.key = `blueprint-draft:${key}`;
  }

  /** @param {DraftEntry} entry */
  store(entry) {
    return attempt(() => {
      localStorage.setItem(this.key, JSON.stringify(entry));
      return true;
    }, false);
  }

  /** @returns {DraftEntry | null} */
  entry() {
    return attempt(() => JSON.parse(localStorage.getItem(this.key) ?? "null"), null);
  }

  /** Removes what the server has acknowledged, and nothing newer. @param {number} sequence */
  remove(sequence) {
    const stored = this.entry();
    if (stored && stored.sequence <= sequence) attempt(() => localStorage.removeItem(this.key), undefined);
  }
}

/** @template T @param {() => T} act @param {T} otherwise what comes back where the device refuses @returns {T} */
function attempt(act, otherwise) {
  try {
    return act();
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return otherwise;
    throw error;
  }
}
