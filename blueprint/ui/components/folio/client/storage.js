// JSON in the browser's storage. A browser may refuse to store anything (private windows, full storage): then nothing
// is found again, and nothing else breaks.

/** @param {() => Storage} storage */
function jsonStore(storage) {
  return {
    /** @param {string} key @param {unknown} value */
    write(key, value) {
      attempt(() => storage().setItem(key, JSON.stringify(value)));
    },
    /** @param {string} key @returns {unknown} the value, null for none */
    read(key) {
      return attempt(() => JSON.parse(storage().getItem(key) ?? "null")) ?? null;
    },
    /** @param {string} key */
    remove(key) {
      attempt(() => storage().removeItem(key));
    },
    /** @param {string} prefix @returns {string[]} */
    keys(prefix) {
      return attempt(() => Object.keys(storage()).filter((key) => key.startsWith(prefix))) ?? [];
    },
  };
}

/** @template T @param {() => T} act @returns {T | undefined} */
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** Until the tab is closed. */
export const tabStore = jsonStore(() => sessionStorage);
/** Until somebody clears it. */
export const deviceStore = jsonStore(() => localStorage);
