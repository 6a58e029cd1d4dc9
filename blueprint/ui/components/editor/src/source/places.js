/**
 * Gives every block token its `place` in the source. markdown-it itself knows lines only; the state it parses with
 * knows where each line's content begins behind quotation marks and list indents, so we note that as each rule ends.
 *
 * A place is {start, end, lead, indent, lines}: start is behind the container's prefix; end is the end of the last
 * line, without its newline; lead counts the spaces before start that are the block's own; indent is how far the
 * enclosing list items indent; lines are [from, to, margin] of each line's content, margin being the spaces before it
 * that are its own.
 */
import { line, pushSource } from "./dialect.js";

export function locateBlocks(md) {
  for (const rule of md.block.ruler.__rules__) rule.fn = located(rule.name, rule.fn);
  md.block.ruler.__cache__ = null;
  return md;
}

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

function placeOf(state, from, to) {
  const lines = [];
  for (let number = from; number < to; number += 1) {
    const margin = Math.max(0, state.sCount[number] - state.blkIndent);
    lines.push([state.bMarks[number] + state.tShift[number], state.eMarks[number], margin]);
  }
  return {
    start: lines[0][0],
    end: lines.at(-1)[1],
    lead: Math.max(0, state.sCount[from] - state.blkIndent),
    indent: state.blkIndent,
    lines,
  };
}

/** Blank lines at the end belong to what comes between blocks. */
function lastLine(state, from, limit = state.line) {
  let to = Math.min(limit, state.lineMax);
  while (to > from + 1 && !line(state, to - 1).trim()) to -= 1;
  return to;
}

function noteLeaf(state, first, from) {
  const token = state.tokens[first];
  const to = token.type === "fence" ? Math.min(token.map[1], state.lineMax) : lastLine(state, from);
  token.place = placeOf(state, from, Math.max(to, from + 1));
}

function noteContainer(state, first, from) {
  const token = state.tokens[first];
  token.place = placeOf(state, from, lastLine(state, from, token.map?.[1]));
}

/** What a rule read becomes one opaque block. */
function noteSource(state, first, from) {
  const to = state.line;
  state.tokens.length = first;
  pushSource(state, from, to);
  state.tokens[first].place = placeOf(state, from, lastLine(state, from, to));
}

/** Indented code begins where its indent begins. */
function noteCode(state, first, from) {
  noteLeaf(state, first, from);
  const place = state.tokens[first].place;
  for (let left = place.lead; left > 0 && /[ \t]/.test(state.src[place.start - 1] ?? ""); place.start -= 1) {
    left -= state.src[place.start - 1] === "\t" ? 4 : 1;
  }
  place.lead = 0;
}

function noteHeading(state, first, from) {
  noteLeaf(state, first, from);
  const [open, inline] = [state.tokens[first], state.tokens[first + 1]];
  const at = state.src.indexOf(inline.content, open.place.start + open.markup.length);
  inline.strip = { text: inline.content, segments: [[0, at]] };
}

/** Text over one or more lines: the parser gets the lines without their indents, so that each maps to the source. */
function noteText(state, first, from, to) {
  const open = state.tokens[first];
  open.place = placeOf(state, from, state.line);
  const inline = state.tokens[first + 1];
  inline.strip = strip(state.src, open.place.lines.slice(0, to - from));
  inline.content = inline.strip.text;
}

function strip(src, lines) {
  let joined = "";
  const segments = lines.map(([from, to], index) => {
    const segment = [joined.length, from];
    joined += src.slice(from, to) + (index + 1 < lines.length ? "\n" : "");
    return segment;
  });
  const cut = joined.length - joined.trimStart().length;
  return { text: joined.trim(), segments: segments.map(([at, from]) => [at - cut, from]) };
}

/** Offset in a stripped text → offset in the source. */
export function toSource({ segments }, offset) {
  let found = segments[0];
  for (const segment of segments) {
    if (segment[0] > offset) break;
    found = segment;
  }
  return found[1] + offset - found[0];
}

function noteList(state, first, from) {
  noteContainer(state, first, from);
  const level = state.tokens[first].level + 1;
  for (const token of state.tokens.slice(first)) {
    if (token.type === "list_item_open" && token.level === level) {
      token.place = placeOf(state, token.map[0], token.map[0] + 1);
    }
  }
}

function noteTable(state, first, from) {
  noteLeaf(state, first, from);
  let cells = [];
  for (const token of state.tokens.slice(first)) {
    if (token.type === "tr_open") {
      token.place = placeOf(state, token.map?.[0] ?? from, (token.map?.[0] ?? from) + 1);
      cells = splitRow(state.src, ...token.place.lines[0]);
    } else if (token.type === "inline") {
      token.strip = cells.shift() ?? null;
    }
  }
}

/** The cells of a table's line, as markdown-it splits them: at every "|" not directly behind a backslash. */
export function splitRow(src, from, to) {
  const text = src.slice(from, to);
  const begin = from + text.length - text.trimStart().length;
  const end = from + text.trimEnd().length;
  const cells = [];
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
  if (cells.length && cells.at(-1).text === "") cells.pop();
  return cells.map(trimmed);
}

function trimmed({ text, segments }) {
  const cut = text.length - text.trimStart().length;
  return { text: text.trim(), segments: segments.map(([at, from]) => [at - cut, from]) };
}
