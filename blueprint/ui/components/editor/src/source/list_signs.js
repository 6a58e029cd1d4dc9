/**
 * The signs of ordered lists: "1.", "a)", "(iv)", … A letter may also be a Roman number, so a sign has readings; what
 * follows tells which one is meant.
 */

/** @typedef {"decimal" | "lower-alpha" | "upper-alpha" | "lower-roman" | "upper-roman"} ListStyle as CSS names them */
/** @typedef {"." | ")" | "()"} Delimiter */
/** @typedef {{ style: ListStyle, number: number }} Reading */
/** @typedef {{ text: string, delimiter: Delimiter, readings: Reading[] }} Sign */

/** @type {ListStyle[]} */
export const LIST_STYLES = ["decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"];
/** @type {Delimiter[]} */
export const DELIMITERS = [".", ")", "()"];

const SIGN = /^(?:\((\d{1,7}|[a-z]{1,7}|[A-Z]{1,7})\)|(\d{1,9}|[a-z]{1,8}|[A-Z]{1,8})([.)]))(?=[ \t]|$)/;
const NAME = /^[A-Z]+\.[ \t]?\S/;
const ROMAN = /^(?=.)m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/;
const ROMAN_DIGITS = /** @type {const} */ ([
  ["m", 1000],
  ["cm", 900],
  ["d", 500],
  ["cd", 400],
  ["c", 100],
  ["xc", 90],
  ["l", 50],
  ["xl", 40],
  ["x", 10],
  ["ix", 9],
  ["v", 5],
  ["iv", 4],
  ["i", 1],
]);
const ALONE = new Set([1, 5, 10]);
const LARGEST_ROMAN = 4999;

/**
 * The sign that a line begins with, or null. A capital letter with a full stop and one space is somebody's name.
 * @param {string} line
 * @returns {Sign | null}
 */
export function signAt(line) {
  const found = SIGN.exec(line);
  if (!found || NAME.test(line)) return null;
  const readings = readingsOf(found[1] ?? found[2]);
  if (!readings.length) return null;
  const delimiter = /** @type {Delimiter} */ (found[1] === undefined ? found[3] : "()");
  return { text: found[0], delimiter, readings };
}

/** @param {string} word @returns {Reading[]} */
function readingsOf(word) {
  if (/\d/.test(word)) return [{ style: "decimal", number: Number(word) }];
  const lower = word.toLowerCase();
  const isLower = lower === word;
  /** @type {Reading[]} */
  const readings = [];
  if (word.length === 1)
    readings.push({ style: isLower ? "lower-alpha" : "upper-alpha", number: lower.charCodeAt(0) - 96 });
  if (ROMAN.test(lower)) readings.push({ style: isLower ? "lower-roman" : "upper-roman", number: fromRoman(lower) });
  return readings;
}

/** @param {string} word lower-case */
function fromRoman(word) {
  const letters = /** @type {Record<string, number>} */ (Object.fromEntries(ROMAN_DIGITS));
  return [...word].reduce((sum, letter, at) => {
    const value = letters[letter];
    return sum + (value < (letters[word[at + 1]] ?? 0) ? -value : value);
  }, 0);
}

/**
 * Whether only the first number counts, as CommonMark has it; every other sign is shown as it is written.
 * @param {{ style?: string, delimiter?: string }} list
 */
export function countsOn({ style = "decimal", delimiter = "." }) {
  return style === "decimal" && delimiter !== "()";
}

/**
 * The readings of a sign that can follow items with these ones, in a list with this delimiter.
 * @param {Reading[]} before
 * @param {Delimiter} delimiter
 * @param {Sign} sign
 */
export function following(before, delimiter, sign) {
  if (sign.delimiter !== delimiter) return [];
  return sign.readings.filter(({ style, number }) =>
    before.some((one) => one.style === style && (countsOn({ style, delimiter }) || one.number + 1 === number)),
  );
}

/**
 * The reading of a sign that nothing follows: "i", "v" and "x" are Roman, other single letters are letters.
 * @param {Reading[]} readings
 */
export function likeliest(readings) {
  return readings.length > 1 && ALONE.has(readings[1].number) ? readings[1] : readings[0];
}

/**
 * The sign of an item. Behind "z", letters go on as numbers.
 * @param {{ style?: string, delimiter?: string }} list
 * @param {number} number
 */
export function signOf({ style = "decimal", delimiter = "." }, number) {
  const word = wordOf(style, number);
  return delimiter === "()" ? `(${word})` : `${word}${delimiter}`;
}

/** @param {string} style @param {number} number */
function wordOf(style, number) {
  const fits = number >= 1 && (style.endsWith("roman") ? number <= LARGEST_ROMAN : number <= 26);
  if (style === "decimal" || !fits) return String(number);
  const lower = style.endsWith("roman") ? roman(number) : String.fromCharCode(96 + number);
  return style.startsWith("upper") ? lower.toUpperCase() : lower;
}

/** @param {number} number */
function roman(number) {
  let left = number;
  let word = "";
  for (const [letters, value] of ROMAN_DIGITS) {
    for (; left >= value; left -= value) word += letters;
  }
  return word;
}

/**
 * How many spaces a sign needs behind it.
 * @param {string} sign
 */
export function spacesBehind(sign) {
  return /^[A-Z]+\.$/.test(sign) ? 2 : 1;
}
