// Modules whose address the server tells, fetched when they are needed first.

/** @type {Map<string, Promise<unknown>>} */
const libraries = new Map();

/**
 * The module at an address; null where there is none, or it cannot be reached: it is asked for again the next time.
 * @param {string} address
 * @returns {Promise<unknown>}
 */
export async function loadLibrary(address) {
  if (!address) return null;
  const { href } = new URL(address, document.baseURI);
  const loading = libraries.get(href) ?? import(href);
  libraries.set(href, loading);
  try {
    return await loading;
  } catch {
    libraries.delete(href);
    return null;
  }
}
