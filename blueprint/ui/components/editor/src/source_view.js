/**
 * The Markdown itself, in CodeMirror. CodeMirror counts every newline as one character; `raw` is the text with its own
 * newlines, into which each change is carried over, so that lines nobody touched keep theirs.
 */
/** @import { ViewUpdate } from "@codemirror/view" */
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, Language, defineLanguageFacet, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, drawSelection, keymap, placeholder } from "@codemirror/view";
import { Strikethrough, Table, parser } from "@lezer/markdown";
import { tags } from "@lezer/highlight";
import { covered } from "./covered.js";
import { dominant } from "./source/newlines.js";
import { message } from "./messages.js";

const markdown = new Language(defineLanguageFacet(), parser.configure([Table, Strikethrough]), [], "markdown");

const highlighting = HighlightStyle.define([
  { tag: tags.heading, class: "bp-md-heading" },
  { tag: tags.strong, class: "bp-md-strong" },
  { tag: tags.emphasis, class: "bp-md-emphasis" },
  { tag: [tags.processingInstruction, tags.url, tags.labelName, tags.monospace], class: "bp-md-sign" },
]);

export class SourceView {
  /** @param {{ onChange: () => void, onSave: () => void }} events */
  constructor({ onChange, onSave }) {
    this.raw = "";
    this.replacing = false;
    this.onChange = onChange;
    this.keys = [
      { key: "Mod-s", preventDefault: true, run: () => (onSave(), true) },
      ...defaultKeymap,
      ...historyKeymap,
    ];
    this.view = new EditorView({ state: this.stateOf("") });
    this.dom = this.view.dom;
  }

  /** @param {string} text */
  stateOf(text) {
    return EditorState.create({
      doc: text,
      extensions: [
        history(),
        drawSelection(),
        EditorView.lineWrapping,
        EditorView.scrollMargins.of((view) => covered(() => view.dom)),
        EditorView.perLineTextDirection.of(true),
        keymap.of(this.keys),
        markdown,
        syntaxHighlighting(highlighting),
        placeholder(message("placeholder")),
        EditorView.contentAttributes.of({ "aria-label": message("source"), spellcheck: "true" }),
        EditorView.updateListener.of((update) => update.docChanged && this.applyToRaw(update)),
      ],
    });
  }

  /** @param {string} text */
  open(text) {
    this.raw = text;
    this.view.setState(this.stateOf(text));
  }

  /**
   * Another text in place: only what differs, so that the caret stays; undo does not take it back.
   * @param {string} text
   */
  replace(text) {
    const old = this.view.state.doc.toString();
    const fresh = EditorState.create({ doc: text }).doc.toString();
    let start = 0;
    while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1;
    let [end, newEnd] = [old.length, fresh.length];
    while (end > start && newEnd > start && old[end - 1] === fresh[newEnd - 1]) [end, newEnd] = [end - 1, newEnd - 1];
    this.replacing = true;
    this.view.dispatch({
      changes: { from: start, to: end, insert: fresh.slice(start, newEnd) },
      annotations: Transaction.addToHistory.of(false),
    });
    this.replacing = false;
    this.raw = text;
  }

  /** @param {ViewUpdate} update */
  applyToRaw({ changes, startState }) {
    if (this.replacing) return;
    const newline = dominant(this.raw);
    const starts = lineStarts(this.raw);
    /** @param {number} at */
    const toRaw = (at) => {
      const line = startState.doc.lineAt(at);
      return starts[line.number - 1] + at - line.from;
    };
    /** @type {[number, number, string][]} */
    const edits = [];
    changes.iterChanges((from, to, _from, _to, inserted) =>
      edits.push([toRaw(from), toRaw(to), inserted.toJSON().join(newline)]),
    );
    for (const [from, to, text] of edits.reverse()) this.raw = this.raw.slice(0, from) + text + this.raw.slice(to);
    this.onChange();
  }

  focus() {
    this.view.focus();
  }

  destroy() {
    this.view.destroy();
  }
}

/** @param {string} text */
function lineStarts(text) {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (found) => found.index + found[0].length)];
}
