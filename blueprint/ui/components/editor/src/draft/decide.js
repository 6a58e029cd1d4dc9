/** What a text is when its author has chosen between two wordings of a passage that stand in it one after the other. */
/** @import { Conflict } from "../types.js" */

/** Between two wordings: blank lines, and the signs of quotations, list items and tables. */
const BETWEEN = /^[\s>|:-]*(?:[-*+]|\(?[\p{L}\p{N}]{1,6}[.)])?\s*$/u;

/**
 * The text with one wording in place of both; null where the two no longer follow each other.
 * @param {string} markdown
 * @param {Conflict} conflict
 * @param {"stored" | "sent"} choice
 */
export function withOneWording(markdown, { stored, sent }, choice) {
  if (!stored || !sent) return choice === (stored ? "stored" : "sent") ? markdown : without(markdown, stored || sent);
  const first = markdown.indexOf(stored);
  const end = first + stored.length;
  const second = markdown.indexOf(sent, end);
  if (first < 0 || second < 0 || !BETWEEN.test(markdown.slice(end, second))) return null;
  const rest = markdown.slice(second + sent.length);
  const kept = markdown.slice(end, lineBefore(markdown, second, end));
  return markdown.slice(0, first) + (choice === "stored" ? stored : sent) + kept + rest;
}

/** @param {string} markdown @param {string} wording */
function without(markdown, wording) {
  const at = markdown.indexOf(wording);
  if (at < 0) return null;
  return markdown.slice(0, lineBefore(markdown, at, 0)) + markdown.slice(at + wording.length);
}

/**
 * Where the line before that of `at` ends that says anything, not before `from`.
 * @param {string} markdown
 * @param {number} at
 * @param {number} from
 */
function lineBefore(markdown, at, from) {
  let end = Math.max(from, markdown.lastIndexOf("\n", at - 1));
  for (;;) {
    const before = markdown.lastIndexOf("\n", end - 1);
    if (before < from || /[^\s>]/.test(markdown.slice(before, end))) return end;
    end = before;
  }
}
