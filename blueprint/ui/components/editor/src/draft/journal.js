/**
 * What was typed and not yet acknowledged, stored on this device: an entry for each editor that was opened on a draft,
 * so that two tabs never overwrite each other's. A device may refuse to store anything (private windows, full storage):
 * then `store` gives false.
 */
/** @import { DraftEntry } from "../types.js" */
/** @import { SealedStorage } from "../sealed_storage.js" */

export class Journal {
  /**
   * @param {string} key names proposal and person
   * @param {string} device names the editor
   * @param {SealedStorage} storage
   */
  constructor(key, device, storage) {
    this.prefix = `blueprint-draft:${key}`;
    this.device = device;
    this.storage = storage;
  }

  /** Stores an entry, without its ancestor where there is no room for both. @param {DraftEntry} entry */
  store(entry) {
    const name = this.keyOf(entry.device);
    return this.storage.set(name, entry) || this.storage.set(name, { ...entry, ancestor: null });
  }

  /** Earlier versions stored one entry, of no device. @param {string} device */
  keyOf(device) {
    return device ? `${this.prefix}:${device}` : this.prefix;
  }

  /** The entries of all editors, the latest first. @returns {DraftEntry[]} */
  entries() {
    const own = this.storage.names(this.prefix).filter((key) => key === this.prefix || key[this.prefix.length] === ":");
    const found = own.map((key) => this.at(key)).filter((entry) => entry !== null);
    return found.sort((one, other) => other.sequence - one.sequence);
  }

  /** @param {string} key @returns {DraftEntry | null} */
  at(key) {
    const entry = /** @type {Partial<DraftEntry> | null} */ (this.storage.get(key));
    if (typeof entry?.markdown !== "string" || typeof entry.sequence !== "number") return null;
    const device = key.slice(this.prefix.length + 1);
    return /** @type {DraftEntry} */ ({ follows: null, ancestor: null, ...entry, device });
  }

  /** Removes what the server has, and nothing newer. @param {{ device: string, sequence: number }} entry */
  remove({ device, sequence }) {
    const key = this.keyOf(device);
    const stored = this.at(key);
    if (stored && stored.sequence <= sequence) this.storage.remove(key);
  }
}
