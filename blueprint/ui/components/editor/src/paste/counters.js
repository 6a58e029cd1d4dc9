/** Signs of lists on web pages that no list of ours has (CSS Counter Styles 3): they become words of their items. */
import { signOf } from "../source/list_signs.js";

/** Styles that count with digits, by the CLDR's name of their numbering system. @type {Record<string, string>} */
const DIGITS = {
  "arabic-indic": "arab",
  persian: "arabext",
  devanagari: "deva",
  bengali: "beng",
  gujarati: "gujr",
  gurmukhi: "guru",
  kannada: "knda",
  cambodian: "khmr",
  khmer: "khmr",
  lao: "laoo",
  malayalam: "mlym",
  mongolian: "mong",
  myanmar: "mymr",
  oriya: "orya",
  tamil: "tamldec",
  telugu: "telu",
  thai: "thai",
  tibetan: "tibt",
};
/** Styles that count with letters. @type {Record<string, string>} */
const LETTERS = {
  "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
  "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
  hiragana: "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん",
  katakana: "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヰヱヲン",
  "cjk-heavenly-stem": "甲乙丙丁戊己庚辛壬癸",
  "cjk-earthly-branch": "子丑寅卯辰巳午未申酉戌亥",
};
const IDEOGRAPHS = "〇一二三四五六七八九";
const IDEOGRAPHIC = /^(?:cjk-ideographic|(?:trad|simp)-chinese-informal|japanese-informal)$/;
/** @type {[string, number][]} */
const HEBREW = [
  ["ת", 400],
  ["ש", 300],
  ["ר", 200],
  ["ק", 100],
  ["צ", 90],
  ["פ", 80],
  ["ע", 70],
  ["ס", 60],
  ["נ", 50],
  ["מ", 40],
  ["ל", 30],
  ["כ", 20],
  ["יט", 19],
  ["יח", 18],
  ["יז", 17],
  ["טז", 16],
  ["טו", 15],
  ["י", 10],
  ["ט", 9],
  ["ח", 8],
  ["ז", 7],
  ["ו", 6],
  ["ה", 5],
  ["ד", 4],
  ["ג", 3],
  ["ב", 2],
  ["א", 1],
];
const LARGEST = { letters: 26, roman: 3999 };

/** Whether lists of ours have this sign. @param {string} style @param {number} number */
export function isOurs(style, number) {
  if (style === "decimal") return number >= 0;
  if (style === "lower-alpha" || style === "upper-alpha") return number >= 1 && number <= LARGEST.letters;
  return /^(?:lower|upper)-roman$/.test(style) && number >= 1 && number <= LARGEST.roman;
}

/** Whether it is the name of a style whose signs are known here. @param {string} style */
export function isCounter(style) {
  return (
    style in DIGITS || style in LETTERS || /^(?:hebrew|decimal-leading-zero)$/.test(style) || IDEOGRAPHIC.test(style)
  );
}

/** The sign of an item. @param {string} style @param {number} number */
export function counterSign(style, number) {
  if (isOurs(style, number)) return signOf({ style, delimiter: "." }, number);
  const behind = IDEOGRAPHIC.test(style) || /^(?:cjk-|hiragana|katakana)/.test(style) ? "、" : ".";
  return `${word(style, number)}${behind}`;
}

/** @param {string} style @param {number} number */
function word(style, number) {
  if (style === "decimal-leading-zero") return String(number).padStart(2, "0");
  if (style in DIGITS) return new Intl.NumberFormat(`en-u-nu-${DIGITS[style]}`, { useGrouping: false }).format(number);
  if (number < 1) return String(number);
  if (style in LETTERS) return lettered(number, [...LETTERS[style]]);
  if (style === "hebrew" && number < 1000) return hebrew(number);
  return IDEOGRAPHIC.test(style) && number < 100 ? ideographs(number) : String(number);
}

/** z, aa, ab @param {number} number @param {string[]} letters */
function lettered(number, letters) {
  let [left, found] = [number, ""];
  while (left > 0) {
    const at = (left - 1) % letters.length;
    found = letters[at] + found;
    left = (left - 1 - at) / letters.length;
  }
  return found;
}

/** @param {number} number */
function hebrew(number) {
  let [left, found] = [number, ""];
  for (const [letters, value] of HEBREW) {
    for (; left >= value; left -= value) found += letters;
  }
  return found;
}

/** @param {number} number below 100 */
function ideographs(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const first = tens > 1 ? IDEOGRAPHS[tens] : "";
  return `${first}${tens ? "十" : ""}${ones ? IDEOGRAPHS[ones] : ""}`;
}
