/**
 * What was typed and not yet acknowledged, stored on this device: an entry for each editor that was opened on a draft,
 * so that two tabs never overwrite each other's. A device may refuse to store anything (private windows, full storage):
 * then `store` gives false.
 */
/** @import { DraftEntry } from "../types.js" */

export class Journal {
  /** @param {string} key names proposal and person @param {string} device names the editor */
  constructor(key, device) {
    this.prefix = `blueprint-draft:${key}`;
    this.device = device;
  }

  /** Stores an entry, without its ancestor where there is no room for both. @param {DraftEntry} entry */
  store(entry) {
    return this.set(entry) || this.set({ ...entry, ancestor: null });
  }

  /** @param {DraftEntry} entry */
  set(entry) {
    return attempt(() => {
      localStorage.setItem(this.keyOf(entry.device), JSON.stringify(entry));
      return true;
    }, false);
  }

  /** Earlier versions stored one entry, of no device. @param {string} device */
  keyOf(device) {
    return device ? `${this.prefix}:${device}` : this.prefix;
  }

  /** The entries of all editors, the latest first. @returns {DraftEntry[]} */
  entries() {
    const keys = attempt(() => Object.keys(localStorage), []);
    const own = keys.filter((key) => key === this.prefix || key.startsWith(`${this.prefix}:`));
    const found = own.map((key) => this.at(key)).filter((entry) => entry !== null);
    return found.sort((one, other) => other.sequence - one.sequence);
  }

  /** @param {string} key @returns {DraftEntry | null} */
  at(key) {
    const entry = attempt(() => JSON.parse(localStorage.getItem(key) ?? "null"), null);
    if (typeof entry?.markdown !== "string" || typeof entry.sequence !== "number") return null;
    const device = key.slice(this.prefix.length + 1);
    return { follows: null, ancestor: null, ...entry, device };
  }

  /** Removes what the server has, and nothing newer. @param {{ device: string, sequence: number }} entry */
  remove({ device, sequence }) {
    const key = this.keyOf(device);
    const stored = this.at(key);
    if (stored && stored.sequence <= sequence) attempt(() => localStorage.removeItem(key), undefined);
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
