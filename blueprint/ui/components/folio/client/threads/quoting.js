// Words of a text as a quotation, cut where they are long.

import { message } from "../messages.js";

/** Characters of a quotation. */
const LONGEST = 160;

/** @param {string} words */
export function quoted(words) {
  return message("quoted", { words: words.length > LONGEST ? `${words.slice(0, LONGEST)} …` : words });
}
