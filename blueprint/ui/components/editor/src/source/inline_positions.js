/**
 * Parses inline source once more, keeping for every character and mark-bearing thing the offsets it was written at, so
 * that one word can be replaced and the rest of a paragraph keep its spelling. Slower than parsing, so it is done only
 * for paragraphs that were changed.
 */
/** @import MarkdownIt from "markdown-it" */
/** @import StateInline from "markdown-it/lib/rules_inline/state_inline.mjs" */
/** @import { Atom, LocatedToken, NodeJSON } from "./types.js" */
import { dialect } from "./dialect.js";
import { inlineParts } from "./inline.js";

/** @typedef {{ part: Atom, start: number, end: number }} LocatedAtom */
/** @typedef {(state: LocatingState, silent: boolean) => boolean} LocatingRule */
/**
 * @typedef {{ __rules__: { name: string, fn: LocatingRule }[], __cache__: unknown }} RulerInternals not in its types
 */

/**
 * What a state has beside its own: the pending text, the offset of each of its characters, and where the rule began
 * that is being read.
 * @typedef {StateInline & { text?: string, at?: number[], ruleStart?: number }} LocatingState
 */

const locating = locatingParser(dialect());

/**
 * The atoms of inline source: one character of text, or one image, note, break, …
 * @param {string} text
 * @param {object} env
 */
export function locatedAtoms(text, env) {
  /** @type {LocatedToken[]} */
  const tokens = [];
  locating.inline.parse(text, locating, env, tokens);
  /** @type {LocatedAtom[]} */
  const atoms = [];
  for (const { token, part } of inlineParts(tokens)) atoms.push(...atomsOf(token, part));
  return atoms;
}

/** @param {LocatedToken} token @param {NodeJSON} part @returns {LocatedAtom[]} */
function atomsOf(token, part) {
  const [start, end] = token.span ?? boundsOf(token.at ?? []);
  if (part.type !== "text") return [{ part, start, end }];
  return (part.text ?? "").split("").map((text, index) => ({
    part: { ...part, text },
    start: token.at?.[index] ?? start,
    end: token.at ? token.at[index] + 1 : end,
  }));
}

/** @param {number[]} at @returns {[start: number, end: number]} */
function boundsOf(at) {
  return [at[0], at[at.length - 1] + 1];
}

/** @param {MarkdownIt} md */
function locatingParser(md) {
  const { inline } = md;
  inline.State = locatingState(inline.State);
  const ruler = /** @type {RulerInternals} */ (/** @type {unknown} */ (inline.ruler));
  for (const rule of ruler.__rules__) rule.fn = locatingRule(rule.name, rule.fn);
  ruler.__cache__ = null;
  const { tokenize } = inline;
  inline.tokenize = (/** @type {LocatingState} */ state) => {
    const outer = state.ruleStart;
    state.ruleStart = undefined;
    tokenize.call(inline, state);
    state.ruleStart = outer;
  };
  return md;
}

/**
 * Notes where each character of pending text comes from: it is appended rule by rule, and shortened before breaks.
 * @param {typeof StateInline} State
 */
function locatingState(State) {
  class Locating extends State {
    /** @override */
    pushPending() {
      const { at } = /** @type {LocatingState} */ (this);
      /** @type {LocatedToken} */
      const token = super.pushPending();
      token.at = at;
      return token;
    }
  }
  Object.defineProperty(Locating.prototype, "pending", { get: pendingText, set: setPendingText });
  return Locating;
}

/** @this {LocatingState} */
function pendingText() {
  return this.text ?? "";
}

/** @this {LocatingState} @param {string} next */
function setPendingText(next) {
  const added = next.length - (this.text ?? "").length;
  const from = this.ruleStart ?? this.pos - added;
  this.at = (this.at ?? []).slice(0, next.length);
  for (let index = 0; index < added; index += 1) this.at.push(from + index);
  this.text = next;
}

/** @param {string} name @param {LocatingRule} parse @returns {LocatingRule} */
function locatingRule(name, parse) {
  return (state, silent) => {
    if (silent) return parse(state, true);
    const outer = state.ruleStart;
    const start = state.pos;
    const first = state.tokens.length;
    state.ruleStart = start;
    const ok = parse(state, false);
    state.ruleStart = outer;
    if (ok) locate(name, state.tokens.slice(first), start, state);
    return ok;
  };
}

/** @param {string} name @param {LocatedToken[]} tokens @param {number} start @param {LocatingState} state */
function locate(name, tokens, start, state) {
  let at = start;
  for (const token of tokens.filter((one) => !one.at && !one.span)) {
    if (name === "emphasis" || name === "strikethrough") {
      token.at = charactersFrom(at, token.content.length);
      at += token.content.length;
    } else {
      token.span = [start, state.pos];
      if (token.type === "code_inline" || name === "script") locateVerbatim(token, start, state);
    }
  }
}

/** @param {LocatedToken} token @param {number} start @param {LocatingState} state */
function locateVerbatim(token, start, state) {
  const inner = state.src.indexOf(token.content, start + (token.markup?.length || 1));
  if (inner >= 0 && inner + token.content.length <= state.pos) token.at = charactersFrom(inner, token.content.length);
}

/** @param {number} start @param {number} length */
function charactersFrom(start, length) {
  return Array.from({ length }, (_, index) => start + index);
}
