// What the browser stores. It may refuse to store anything (private windows, full storage): then nothing is found
// again, and nothing else breaks.

/** @import { FolioStorage } from "./types.js" */
import { loadLibrary } from "../../../client/library.js";

/**
 * @typedef {object} WordStorage
 * @property {(name: string, value: unknown) => boolean} set
 * @property {(name: string) => unknown} get null for none, and for what somebody else stored
 * @property {(name: string) => void} remove
 * @property {(prefix: string) => string[]} names
 */
/** @typedef {{ SealedStorage: new (storage: () => Storage, key: string) => WordStorage }} StorageLibrary */

/** @type {WordStorage} */
const NOWHERE = { set: () => false, get: () => null, remove() {}, names: () => [] };

/** Until the tab is closed: what somebody types, encrypted. */
export let tabStore = NOWHERE;

/** Fetches what encrypts; until then, and where it cannot be fetched, nothing is stored. @param {FolioStorage} given */
export async function openTabStore({ library, key }) {
  const found = /** @type {StorageLibrary | null} */ (await loadLibrary(library));
  if (found) tabStore = new found.SealedStorage(() => sessionStorage, key);
}

/** A choice of how things are shown, until somebody clears it. */
export const deviceStore = {
  /** @param {string} key @param {unknown} value */
  write(key, value) {
    attempt(() => localStorage.setItem(key, JSON.stringify(value)));
  },
  /** @param {string} key @returns {unknown} the value, null for none */
  read(key) {
    return attempt(() => JSON.parse(localStorage.getItem(key) ?? "null")) ?? null;
  },
};

/** @template T @param {() => T} act @returns {T | undefined} */
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}
