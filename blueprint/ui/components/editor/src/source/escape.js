/** Writes words so that they read back as themselves, whatever signs they hold. */
import { signAt } from "./list_signs.js";

const ENTITY = /&(?=#\d{1,7};|#x[\da-f]{1,6};|\w+;)/gi;

/**
 * Backslashes only before characters that are markup in their position.
 * @param {string} text
 */
export function escapeLightly(text) {
  return text
    .replace(/[\\`*[\]~^]/g, "\\$&")
    .replace(/\$(?=[^]*\$)|(?<=\$[^]*)\$/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}_])/gu, "\\_")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(ENTITY, "\\&")
    .replace(/\{(?=[^{}]*[#.=][^{}]*\})/g, "\\{")
    .replace(/:(?=[a-z0-9_+-]+:)/gi, "\\:");
}

/**
 * A backslash before every ASCII punctuation character.
 * @param {string} text
 */
export function escapeFully(text) {
  return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/**
 * Words set lower or higher: they end at a space that has no backslash.
 * @param {string} text
 */
export function escapeScript(text) {
  return text.replace(/[ !-/:-@[-`{-~]/g, "\\$&");
}

/**
 * What opens a block at the beginning of a line is given a backslash.
 * @param {string} source
 */
export function escapeLineStarts(source) {
  return source.split("\n").map(escapeLineStart).join("\n");
}

/** @param {string} line */
function escapeLineStart(line) {
  const sign = signAt(line)?.text ?? "";
  return (sign.startsWith("(") ? `\\${line}` : sign ? `${sign.slice(0, -1)}\\${line.slice(sign.length - 1)}` : line)
    .replace(/^(?=#{1,6}(\s|$)|[-+](\s|$)|-{2,}|=+\s*$|>|\||:[\s:-]|:$|~(\s|$))/, "\\")
    .replace(/^(\[\^[^\]\s]+\]):/, "$1\\:");
}

/**
 * A heading's closing signs are signs.
 * @param {string} source
 */
export function escapeHeadingEnd(source) {
  return source.replace(/(^|\s)(#+)$/, "$1\\$2");
}

/**
 * Characters as character references: what an edge of a line would drop, and what would stop a mark from opening.
 * @param {string} text
 */
export function encodeAll(text) {
  return Array.from(text, (character) => `&#${character.codePointAt(0)};`).join("");
}

/**
 * A pipe inside a table's cell.
 * @param {string} source
 */
export function escapePipes(source) {
  return source.replace(/\|/g, "\\|");
}

/** @param {string} text */
export function codeSpan(text) {
  const fence = "`".repeat(shortestFree(text));
  const pad = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== "") ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** @param {string} text */
function shortestFree(text) {
  const taken = new Set((text.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (taken.has(length)) length += 1;
  return length;
}

/**
 * The target of a link or image, in angle brackets where it must be.
 * @param {string} href
 * @param {string | null} [title]
 */
export function destination(href, title) {
  const plain = !hasControl(href) && /^[^\s<>()\\]+$/.test(href) && !ENTITY.test(href);
  ENTITY.lastIndex = 0;
  const target = plain
    ? href
    : `<${href
        .replace(/[\\<>]/g, "\\$&")
        .replace(ENTITY, "\\&")
        .replace(/\n/g, "")}>`;
  return title ? `${target} "${title.replace(/[\\"]/g, "\\$&").replace(ENTITY, "\\&")}"` : target;
}

/** @param {string} text */
function hasControl(text) {
  return Array.from(text).some((character) => character < " ");
}
