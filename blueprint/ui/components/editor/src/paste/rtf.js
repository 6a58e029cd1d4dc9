/**
 * What Rich Text Format says that the HTML beside it on the clipboard does not: Word's pictures, and the signs of lists
 * as LibreOffice prints them (RTF 1.9.1, "Pictures" and "Paragraph Text").
 */

const BEGIN = "{\\pict";
/** @type {[RegExp, string][]} */
const TYPES = [
  [/\\pngblip/, "image/png"],
  [/\\jpegblip/, "image/jpeg"],
];

/**
 * The PNG and JPEG pictures in the order of the text; those that old programs shall show instead are passed over.
 * @param {string} rtf
 */
export function rtfPictures(rtf) {
  /** @type {File[]} */
  const files = [];
  for (let at = rtf.indexOf(BEGIN); at >= 0; at = rtf.indexOf(BEGIN, at + BEGIN.length)) {
    if (rtf.slice(Math.max(0, at - 14), at).includes("\\nonshppict")) continue;
    const end = groupEnd(rtf, at);
    const file = fileOf(rtf.slice(at, end), files.length);
    if (file) files.push(file);
    at = Math.max(at, end - BEGIN.length);
  }
  return files;
}

/** @param {string} rtf @param {number} from */
function groupEnd(rtf, from) {
  let depth = 0;
  for (let at = from; at < rtf.length; at += 1) {
    const character = rtf[at];
    if (character === "\\") at += 1;
    else if (character === "{") depth += 1;
    else if (character === "}" && (depth -= 1) === 0) return at;
  }
  return rtf.length;
}

/** @param {string} group @param {number} at */
function fileOf(group, at) {
  const type = TYPES.find(([pattern]) => pattern.test(group.slice(0, 2000)))?.[1];
  const hex = /([\da-f\s]{64,})\}?$/i
    .exec(group.slice(group.lastIndexOf("}", group.length - 2) + 1))?.[1]
    .replace(/\s/g, "");
  if (!type || !hex || hex.length % 2) return null;
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
  return new File([bytes], `picture-${at + 1}.${type.split("/")[1]}`, { type });
}

const SIGN_BEGIN = "{\\listtext";
const TOKEN = /\\u(-?\d{1,5}) ?(?:\\'[\da-f]{2}|\?)?|\\'([\da-f]{2})|\\([{}\\])|\\[a-z]+-?\d* ?|[{}\r\n]/gi;
const MOST_SIGNS = 20_000;

/**
 * What is printed before each paragraph of a list, in the order of the text.
 * @param {string} rtf
 */
export function rtfSigns(rtf) {
  /** @type {string[]} */
  const signs = [];
  for (let at = rtf.indexOf(SIGN_BEGIN); at >= 0 && signs.length < MOST_SIGNS; at = rtf.indexOf(SIGN_BEGIN, at + 1))
    signs.push(plainText(rtf.slice(at, Math.min(groupEnd(rtf, at), at + 2000))));
  return signs;
}

/** @param {string} group */
function plainText(group) {
  const words = group.replace(TOKEN, (_whole, code, byte, sign) => {
    if (code) return String.fromCharCode((Number(code) + 65_536) % 65_536);
    if (byte) return new TextDecoder("windows-1252").decode(Uint8Array.of(Number.parseInt(byte, 16)));
    return sign ?? "";
  });
  return words.replace(/[\s\u00A0]+/g, " ").trim();
}
