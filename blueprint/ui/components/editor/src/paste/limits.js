/**
 * What is too much to read. Browsers themselves take very long over elements that are nested thousandfold, and over
 * formatting that is never closed, which each later block opens again.
 */

const LARGEST = 64_000_000;
const MOST_TAGS = 400_000;
const DEEPEST = 400;
const MOST_REOPENED = 3_000_000;

const TAG = /<(\/?)([a-z][a-z\d]*)/gi;
const FORMATTING = new Set(["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "u"]);
/** Never closed, or closed by their next one. */
const UNCOUNTED = new Set(
  "area base br col embed hr img input link meta p li dd dt td th tr thead tbody option source wbr o".split(" "),
);

/** @param {string} html */
export function isTooMuch(html) {
  if (html.length > LARGEST) return true;
  let [tags, depth, formatting, mostFormatting] = [0, 0, 0, 0];
  for (const [, slash, name] of html.matchAll(TAG)) {
    tags += 1;
    const tag = name.toLowerCase();
    if (UNCOUNTED.has(tag)) continue;
    const step = slash ? -1 : 1;
    depth = Math.max(0, depth + step);
    if (FORMATTING.has(tag)) formatting = Math.max(0, formatting + step);
    mostFormatting = Math.max(mostFormatting, formatting);
    if (tags > MOST_TAGS || depth > DEEPEST) return true;
  }
  return tags > MOST_TAGS || tags * mostFormatting > MOST_REOPENED;
}
