/**
 * Parses inline source once more, keeping for every character and mark-bearing thing the offsets it was written at, so
 * that one word can be replaced and the rest of a paragraph keep its spelling. Slower than parsing, so it is done only
 * for paragraphs that were changed.
 */
import { dialect } from "./dialect.js";
import { inlineParts } from "./inline.js";

const tracer = traced(dialect());

/** The atoms of inline source, each {part, start, end}: one character of text, or one image, note, break, … */
export function traceAtoms(text, env) {
  const tokens = [];
  tracer.inline.parse(text, tracer, env, tokens);
  const atoms = [];
  for (const { token, part } of inlineParts(tokens)) atoms.push(...atomsOf(token, part));
  return atoms;
}

function atomsOf(token, part) {
  const [start, end] = token.span ?? [token.at[0], token.at.at(-1) + 1];
  if (part.type !== "text") return [{ part, start, end }];
  return Array.from({ length: part.text.length }, (_, index) => ({
    part: { ...part, text: part.text[index] },
    start: token.at?.[index] ?? start,
    end: token.at ? token.at[index] + 1 : end,
  }));
}

function traced(md) {
  md.inline.State = tracedState(md.inline.State);
  for (const rule of md.inline.ruler.__rules__) rule.fn = tracedRule(rule.name, rule.fn);
  md.inline.ruler.__cache__ = null;
  const tokenize = md.inline.tokenize;
  md.inline.tokenize = function tokenizeTraced(state) {
    const outer = state.ruleStart;
    state.ruleStart = undefined;
    tokenize.call(this, state);
    state.ruleStart = outer;
  };
  return md;
}

/** Notes where each character of pending text comes from: it is appended rule by rule, and shortened before breaks. */
function tracedState(State) {
  return class extends State {
    get pending() {
      return this.text ?? "";
    }

    set pending(next) {
      const added = next.length - this.pending.length;
      const from = this.ruleStart ?? this.pos - added;
      this.at = (this.at ?? []).slice(0, next.length);
      for (let index = 0; index < added; index += 1) this.at.push(from + index);
      this.text = next;
    }

    pushPending() {
      const at = this.at;
      const token = super.pushPending();
      token.at = at;
      return token;
    }
  };
}

function tracedRule(name, parse) {
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

function locateVerbatim(token, start, state) {
  const inner = state.src.indexOf(token.content, start + (token.markup?.length || 1));
  if (inner >= 0 && inner + token.content.length <= state.pos) token.at = charactersFrom(inner, token.content.length);
}

function charactersFrom(start, length) {
  return Array.from({ length }, (_, index) => start + index);
}
