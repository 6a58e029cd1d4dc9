/**
 * The Markdown we read: what Pandoc calls commonmark_x, as far as it has a shape on the page (tables, footnotes,
 * strikethrough, sub- and superscript, lettered and Roman lists, mathematics). What the editor does not model becomes a
 * `source` token that is kept verbatim: other HTML, front matter, definition lists, reference definitions, attributes,
 * the fences of divisions.
 */
/** @import { RuleBlock } from "markdown-it/lib/parser_block.mjs" */
/** @import { RuleInline } from "markdown-it/lib/parser_inline.mjs" */
/** @import StateBlock from "markdown-it/lib/rules_block/state_block.mjs" */
/** @import StateInline from "markdown-it/lib/rules_inline/state_inline.mjs" */
import MarkdownIt from "markdown-it";
import table from "markdown-it/lib/rules_block/table.mjs";
import definitionLists from "markdown-it-deflist";
import footnotes from "markdown-it-footnote";
import { listRule } from "./list_rule.js";

export function dialect() {
  const md = new MarkdownIt("default", { html: true, linkify: false, typographer: false });
  md.use(definitionLists).use(footnotes);
  // A note stays where it is written, and every token keeps its own place.
  md.core.ruler.disable(["footnote_tail", "text_join", "linkify", "replacements", "smartquotes"]);
  // As Pandoc has it, a table does not interrupt a paragraph.
  md.block.ruler.at("table", table, { alt: [] });
  md.block.ruler.at("list", listRule, { alt: ["paragraph", "reference", "blockquote"] });
  md.inline.ruler.disable(["footnote_inline", "linkify"]);
  md.inline.ruler2.disable("fragments_join");
  md.block.ruler.before("table", "front_matter", frontMatter);
  md.block.ruler.before("fence", "division", division, { alt: ["paragraph", "reference", "blockquote", "list"] });
  md.inline.ruler.before("strikethrough", "script", script);
  md.inline.ruler.before("emphasis", "formula", formula);
  md.inline.ruler.before("emphasis", "attributes", attributes);
  return md;
}

/**
 * Metadata between "---" lines at the very top.
 * @type {RuleBlock}
 */
function frontMatter(state, from, to, silent) {
  if (from !== 0 || state.level !== 0 || state.blkIndent !== 0 || line(state, 0).trimEnd() !== "---") return false;
  if (to < 2 || !/^[\w"'-]+\s*:|^#/.test(line(state, 1))) return false;
  let last = 1;
  while (last < to && !/^(---|\.\.\.)\s*$/.test(line(state, last))) last += 1;
  if (last >= to) return false;
  if (!silent) pushSource(state, from, last + 1);
  return true;
}

/**
 * The opening or closing line of a division (":::"); what is between is ordinary text.
 * @type {RuleBlock}
 */
function division(state, from, _to, silent) {
  if (state.sCount[from] - state.blkIndent >= 4) return false;
  const text = line(state, from).trim();
  if (!/^:{3,}(\s*(\{[^{}]*\}|[\w-]+)\s*:*)?$/.test(text)) return false;
  if (!silent) pushSource(state, from, from + 1);
  return true;
}

/** @param {StateBlock} state @param {number} from @param {number} to */
export function pushSource(state, from, to) {
  const token = state.push("source", "", 0);
  token.map = [from, to];
  state.line = to;
}

/** @param {StateBlock} state @param {number} number */
export function line(state, number) {
  return state.src.slice(state.bMarks[number] + state.tShift[number], state.eMarks[number]);
}

const SCRIPT = /([~^])((?:\\[ !-/:-@[-`{-~]|[^\s~^\\*_`[\]<>])+)\1/y;

/**
 * H~2~O, m^2^: one plain word, or more with a backslash before each space, so that a stray sign stays a sign.
 * @type {RuleInline}
 */
function script(state, silent) {
  const found = matchAt(SCRIPT, state);
  if (!found || state.src[state.pos - 1] === found[1]) return false;
  if (!silent) {
    const tag = found[1] === "~" ? "sub" : "sup";
    state.push(`${tag}_open`, tag, 1);
    state.push("text", "", 0).content = found[2].replace(/\\(.)/g, "$1");
    state.push(`${tag}_close`, tag, -1);
  }
  state.pos += found[0].length;
  return true;
}

const FORMULA = /(?<![\p{L}\p{N}])(?:\$\$[^$]+\$\$|\$(?![\s$])(?:\\[^]|[^$\\])*?(?<!\s)\$(?!\d))/uy;
const ATTRIBUTES =
  /\{\s*(?:[#.][\w:.-]+|=\w+|[\w-]+=(?:"[^"\n]*"|[^\s"{}]+))(?:\s+(?:[#.][\w:.-]+|[\w-]+=(?:"[^"\n]*"|[^\s"{}]+)))*\s*\}/y;

/** @type {RuleInline} */
const formula = (state, silent) => verbatim("math", FORMULA, state, silent);
/** @type {RuleInline} */
const attributes = (state, silent) => verbatim("source_inline", ATTRIBUTES, state, silent);

/** @param {string} type @param {RegExp} pattern @param {StateInline} state @param {boolean} silent */
function verbatim(type, pattern, state, silent) {
  const found = matchAt(pattern, state);
  if (!found) return false;
  if (!silent) state.push(type, "", 0).content = found[0];
  state.pos += found[0].length;
  return true;
}

/** @param {RegExp} pattern @param {StateInline} state */
function matchAt(pattern, state) {
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  return found && found.index + found[0].length <= state.posMax ? found : null;
}
