/** Code: the lines that changed are replaced between those that did not; new code is fenced. */

/** @import { Chunk, Line, NodeJSON, SourceNode, WritingPlace } from "../types.js" */
/** @param {NodeJSON} node */
const textOf = (node) => (node.content ?? []).map((part) => part.text).join("");

/** @param {NodeJSON} node @param {SourceNode | null} old */
export function wholeCode(node, old) {
  const text = textOf(node);
  const language = node.attrs?.language ?? "";
  const sign = language.includes("`") ? "~" : (/^[`~]/.exec(old?.markup ?? "")?.[0] ?? "`");
  const runs = text.match(sign === "`" ? /`+/g : /~+/g) ?? [];
  const oldFence = old && /^[`~]/.test(old.markup) ? old.markup.length : 0;
  const length = Math.max(3, oldFence, ...runs.map((run) => run.length + 1));
  const fence = sign.repeat(length);
  return `${fence}${language}\n${text}${text ? "\n" : ""}${fence}`;
}

/**
 * Pieces around the changed lines, or null if there were no lines to keep.
 * @param {string} src
 * @param {NodeJSON} node
 * @param {SourceNode} old
 * @param {WritingPlace} place
 * @returns {Chunk[] | null}
 */
export function editCode(src, node, old, { prefix, last: atEnd }) {
  const fenced = old.markup !== "";
  const places = old.lines.slice(fenced ? 1 : 0);
  const before = textOf(old.json).split("\n");
  const after = textOf(node).split("\n");
  if (!textOf(old.json) || !textOf(node) || places.length < before.length || (old.open && !atEnd)) return null;
  const [head, tail] = commonLines(before, after);
  const last = before.length - tail - 1;
  const from = contentStart(places[head], before[head]);
  const margin = fenced || head > 0 ? src.slice(src.lastIndexOf("\n", from - 1) + 1, from) : `${prefix}    `;
  const text = after.slice(head, after.length - tail).join(`\n${margin}`);
  return [[old.start, from], text, [Math.max(from, places[last][1]), old.end]];
}

/**
 * Where a line of code begins in the source: its own spaces are before what the line is known by.
 * @param {Line} line
 * @param {string} text
 */
function contentStart([, to], text) {
  return to - text.length;
}

/**
 * Equal lines at both ends, leaving at least one line on either side to replace.
 * @param {string[]} one
 * @param {string[]} other
 */
function commonLines(one, other) {
  const limit = Math.min(one.length, other.length) - 1;
  let head = 0;
  while (head < limit && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return [head, tail];
}
