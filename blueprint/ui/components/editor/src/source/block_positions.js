/**
 * Gives every block token its `place` in the source. markdown-it itself knows lines only; the state it parses with
 * knows where each line's content begins behind quotation marks and list indents, so we note that as each rule ends.
 *
 * A place is {start, end, lead, indent, lines}: start is behind the container's prefix; end is the end of the last
 * line, without its newline; lead counts the spaces before start that are the block's own; indent is how far the
 * enclosing list items indent; lines are [from, to, margin] of each line's content, margin being the spaces before it
 * that are its own.
 */
/** @import MarkdownIt from "markdown-it" */
/** @import { RuleBlock } from "markdown-it/lib/parser_block.mjs" */
/** @import StateBlock from "markdown-it/lib/rules_block/state_block.mjs" */
/** @import { Line, LocatedToken, Place, Segment, Strip } from "./types.js" */
import { line, pushSource } from "./dialect.js";
import { takeBox } from "./tasks.js";

/** @typedef {{ __rules__: { name: string, fn: RuleBlock }[], __cache__: unknown }} RulerInternals not in its types */
/**
 * @typedef {(state: StateBlock, first: number, from: number) => void} Note notes the places of tokens from `first` on
 */

/** @param {MarkdownIt} md */
export function locateBlocks(md) {
  const ruler = /** @type {RulerInternals} */ (/** @type {unknown} */ (md.block.ruler));
  for (const rule of ruler.__rules__) rule.fn = located(rule.name, rule.fn);
  ruler.__cache__ = null;
  return md;
}

/** @param {string} name @param {RuleBlock} parse @returns {RuleBlock} */
function located(name, parse) {
  const note = NOTES[name] ?? noteLeaf;
  return (state, from, to, silent) => {
    if (silent) return parse(state, from, to, true);
    const first = state.tokens.length;
    if (!parse(state, from, to, false)) return false;
    note(state, first, from);
    return true;
  };
}

/** @type {Record<string, Note>} */
const NOTES = {
  paragraph: (state, first, from) => noteText(state, first, from, state.line),
  heading: noteHeading,
  lheading: (state, first, from) => noteText(state, first, from, state.line - 1),
  code: noteCode,
  table: noteTable,
  reference: noteSource,
  deflist: noteSource,
  list: noteList,
  blockquote: noteContainer,
  footnote_def: noteContainer,
};

/** @param {StateBlock} state @param {number} from @param {number} to @returns {Place} */
function placeOf(state, from, to) {
  /** @type {Line[]} */
  const lines = [];
  for (let number = from; number < to; number += 1) {
    const margin = Math.max(0, state.sCount[number] - state.blkIndent);
    lines.push([state.bMarks[number] + state.tShift[number], state.eMarks[number], margin]);
  }
  return {
    start: lines[0][0],
    end: lines[lines.length - 1][1],
    lead: Math.max(0, state.sCount[from] - state.blkIndent),
    indent: state.blkIndent,
    lines,
  };
}

/**
 * A token, to be given its place.
 * @param {StateBlock} state @param {number} index
 * @returns {LocatedToken}
 */
function blockAt(state, index) {
  return state.tokens[index];
}

/**
 * @param {StateBlock} state @param {number} first
 * @returns {LocatedToken[]}
 */
function blocksFrom(state, first) {
  return state.tokens.slice(first);
}

/**
 * Blank lines at the end belong to what comes between blocks.
 * @param {StateBlock} state
 * @param {number} from
 * @param {number} [limit]
 */
function lastLine(state, from, limit = state.line) {
  let to = Math.min(limit, state.lineMax);
  while (to > from + 1 && !line(state, to - 1).trim()) to -= 1;
  return to;
}

/** @type {Note} */
function noteLeaf(state, first, from) {
  const token = blockAt(state, first);
  const to = token.type === "fence" && token.map ? Math.min(token.map[1], state.lineMax) : lastLine(state, from);
  token.place = placeOf(state, from, Math.max(to, from + 1));
}

/** @type {Note} */
function noteContainer(state, first, from) {
  const token = blockAt(state, first);
  token.place = placeOf(state, from, lastLine(state, from, token.map?.[1]));
}

/**
 * What a rule read becomes one opaque block.
 * @type {Note}
 */
function noteSource(state, first, from) {
  const to = state.line;
  state.tokens.length = first;
  pushSource(state, from, to);
  blockAt(state, first).place = placeOf(state, from, lastLine(state, from, to));
}

/**
 * Indented code begins where its indent begins.
 * @type {Note}
 */
function noteCode(state, first, from) {
  noteLeaf(state, first, from);
  const { place } = blockAt(state, first);
  if (!place) return;
  for (let left = place.lead; left > 0 && /[ \t]/.test(state.src[place.start - 1] ?? ""); place.start -= 1) {
    left -= state.src[place.start - 1] === "\t" ? 4 : 1;
  }
  place.lead = 0;
}

/** @type {Note} */
function noteHeading(state, first, from) {
  noteLeaf(state, first, from);
  const [open, inline] = [blockAt(state, first), blockAt(state, first + 1)];
  const at = state.src.indexOf(inline.content, (open.place?.start ?? 0) + open.markup.length);
  inline.strip = { text: inline.content, segments: [[0, at]] };
}

/**
 * Text over one or more lines: the parser gets the lines without their indents, so that each maps to the source.
 * @param {StateBlock} state
 * @param {number} first
 * @param {number} from
 * @param {number} to
 */
function noteText(state, first, from, to) {
  const place = placeOf(state, from, state.line);
  blockAt(state, first).place = place;
  const inline = blockAt(state, first + 1);
  inline.strip = strip(state.src, place.lines.slice(0, to - from));
  inline.content = inline.strip.text;
}

/** @param {string} src @param {Line[]} lines @returns {Strip} */
function strip(src, lines) {
  let joined = "";
  const segments = lines.map(([from, to], index) => {
    /** @type {Segment} */
    const segment = [joined.length, from];
    joined += src.slice(from, to) + (index + 1 < lines.length ? "\n" : "");
    return segment;
  });
  const cut = joined.length - joined.trimStart().length;
  return { text: joined.trim(), segments: segments.map(([at, from]) => [at - cut, from]) };
}

/**
 * Offset in a stripped text → offset in the source.
 * @param {Strip} strip
 * @param {number} offset
 */
export function toSource({ segments }, offset) {
  let found = segments[0];
  for (const segment of segments) {
    if (segment[0] > offset) break;
    found = segment;
  }
  return found[1] + offset - found[0];
}

/** @type {Note} */
function noteList(state, first, from) {
  noteContainer(state, first, from);
  const level = state.tokens[first].level + 1;
  blocksFrom(state, first).forEach((token, index, tokens) => {
    if (token.type !== "list_item_open" || token.level !== level || !token.map) return;
    token.place = placeOf(state, token.map[0], token.map[0] + 1);
    takeBox(token, tokens[index + 1], tokens[index + 2]);
  });
}

/** @type {Note} */
function noteTable(state, first, from) {
  noteLeaf(state, first, from);
  /** @type {Strip[]} */
  let cells = [];
  for (const token of blocksFrom(state, first)) {
    if (token.type === "tr_open") {
      token.place = placeOf(state, token.map?.[0] ?? from, (token.map?.[0] ?? from) + 1);
      const [[start, end]] = token.place.lines;
      cells = splitRow(state.src, start, end);
    } else if (token.type === "inline") {
      token.strip = cells.shift() ?? null;
    }
  }
}

/**
 * The cells of a table's line, as markdown-it splits them: at every "|" not directly behind a backslash.
 * @param {string} src
 * @param {number} from
 * @param {number} to
 * @returns {Strip[]}
 */
export function splitRow(src, from, to) {
  const text = src.slice(from, to);
  const begin = from + text.length - text.trimStart().length;
  const end = from + text.trimEnd().length;
  /** @type {Strip[]} */
  const cells = [];
  /** @type {Strip} */
  let cell = { text: "", segments: [[0, begin]] };
  for (let at = begin; at < end; at += 1) {
    if (src[at] !== "|") {
      cell.text += src[at];
    } else if (at > begin && src[at - 1] === "\\") {
      cell.text = `${cell.text.slice(0, -1)}|`;
      cell.segments.push([cell.text.length - 1, at]);
    } else {
      cells.push(cell);
      cell = { text: "", segments: [[0, at + 1]] };
    }
  }
  cells.push(cell);
  if (cells[0].text === "") cells.shift();
  if (cells.at(-1)?.text === "") cells.pop();
  return cells.map(trimmed);
}

/** @param {Strip} cell @returns {Strip} */
function trimmed({ text, segments }) {
  const cut = text.length - text.trimStart().length;
  return { text: text.trim(), segments: segments.map(([at, from]) => [at - cut, from]) };
}
