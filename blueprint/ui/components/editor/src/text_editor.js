/**
 * The text being written, in one of two views: as it will look, or as Markdown. `markdown()` is what would be saved
 * now.
 */
/** @import { Node as DocumentNode, Slice } from "@tiptap/pm/model" */
/** @import { SourceView } from "./source_view.js" */
/** @import { NodeJSON } from "./source/types.js" */
/** @import { Commands, Conflict, SentImage } from "./types.js" */
/** @import { PasteLine } from "./controls/paste_line.js" */
import { Editor, Extension } from "@tiptap/core";
import { Selection } from "@tiptap/pm/state";
import { make } from "../../../client/elements.js";
import { covered } from "./covered.js";
import { Pasting } from "./paste/pasting.js";
import { MarkedWordings, markWordings, positionOf, textsIn } from "./draft/marked_wordings.js";
import { extensions } from "./schema/schema.js";
import { openText } from "./source/index.js";
import { replaceDocument } from "./replacement.js";
import { TableShape } from "./schema/tables.js";
import { message } from "./messages.js";

/**
 * @typedef {object} TextEditorOptions
 * @property {string} markdown
 * @property {string} language
 * @property {boolean} readOnly
 * @property {string} imagesBase
 * @property {string} mathUrl
 * @property {Commands} act
 * @property {PasteLine} line
 * @property {(file: File) => Promise<SentImage>} send stores a picture
 * @property {() => void} onChange
 * @property {() => void} onMove called when the caret moved or the text changed
 */

export class TextEditor {
  /** @param {TextEditorOptions} options */
  constructor(options) {
    const { markdown, act, line, send, onChange } = options;
    this.opened = openText(markdown);
    this.inSource = false;
    this.onChange = onChange;
    /** @type {WeakMap<DocumentNode, NodeJSON>} */
    this.blocks = new WeakMap();
    /** @type {SourceView | null} */
    this.source = null;
    const editor = () => this.editor;
    const freeLabel = (/** @type {number} */ index) => this.freeLabel(index);
    const pasting = new Pasting({ editor, freeLabel, act, send, line });
    this.editor = this.makeEditor(options, pasting);
    this.sourceHolder = make("div", { hidden: true });
    // Fetched now, so that the switch also works when the connection is gone.
    this.sourceReady = import("./source_view.js").then(({ SourceView }) =>
      this.addSource(new SourceView({ onChange, onSave: act.save })),
    );
  }

  /** @param {TextEditorOptions} options @param {Pasting} pasting */
  makeEditor({ language, readOnly, imagesBase, mathUrl, act, line, onChange, onMove }, pasting) {
    const bars = covered(() => this.editor.view.dom);
    return new Editor({
      content: this.opened.document,
      editable: !readOnly,
      extensions: [
        ...extensions({ imagesBase, onImageClick: act.describe, mathUrl, onFormulaOpen: act.formula }),
        TableShape,
        MarkedWordings,
        shortcuts(act),
      ],
      // Lists begin as in a word processor; other signs stay signs.
      enableInputRules: ["bulletList", "orderedList", "listItem"],
      enablePasteRules: false,
      editorProps: {
        attributes: {
          class: "bp-text",
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": message("text"),
          lang: language,
          spellcheck: "true",
        },
        scrollThreshold: bars,
        scrollMargin: bars,
        handleDOMEvents: { paste: (_, event) => pasting.begin(event) },
        transformPastedHTML: (html) => pasting.transform(html),
        // Without an answer of ours, ProseMirror reads it.
        clipboardTextParser: (text, $context) => /** @type {Slice} */ (pasting.readText(text, $context)),
        transformPasted: (slice) => pasting.transformSlice(slice),
        handlePaste: (view, event, slice) => pasting.handle(view, event, slice),
        handleDrop: (view, event, slice, moved) => pasting.drop(view, event, slice, moved),
      },
      onUpdate: () => {
        line.changed(this.editor.state.doc);
        onChange();
      },
      onTransaction: () => onMove(),
    });
  }

  /** @param {SourceView} view */
  addSource(view) {
    this.source = view;
    this.sourceHolder.append(view.dom);
  }

  markdown() {
    return this.inSource && this.source ? this.source.raw : this.opened.save(this.document());
  }

  /**
   * The document as JSON; blocks that did not change are the same objects as before, so that comparing them is quick.
   */
  document() {
    /** @type {NodeJSON[]} */
    const content = [];
    this.editor.state.doc.forEach((block) => {
      /** @type {NodeJSON} */
      const json = this.blocks.get(block) ?? block.toJSON();
      this.blocks.set(block, json);
      content.push(json);
    });
    return { type: "doc", content };
  }

  async toggleSource() {
    await this.sourceReady;
    if (this.inSource) this.leaveSource();
    else this.enterSource();
    this.editor.view.dom.hidden = this.inSource;
    this.sourceHolder.hidden = !this.inSource;
    this.focus();
  }

  enterSource() {
    this.source?.open(this.markdown());
    this.inSource = true;
  }

  leaveSource() {
    this.inSource = false;
    const raw = this.source?.raw;
    if (raw !== undefined && raw !== this.opened.save(this.document())) this.replace(raw);
  }

  /**
   * Opens another text in place: only what differs is replaced, so caret, scroll and undo live on.
   * @param {string} markdown
   * @param {{ undoable?: boolean }} [options] without it, undo takes back what was typed here and nothing else
   */
  replace(markdown, { undoable = true } = {}) {
    this.opened = openText(markdown);
    if (this.inSource) this.source?.replace(markdown);
    const { state, view, schema } = this.editor;
    const transaction = replaceDocument(state.tr, schema.nodeFromJSON(this.opened.document));
    if (transaction.docChanged) view.dispatch(transaction.setMeta("addToHistory", undoable));
  }

  /** Whether a character is half typed with an input method. */
  isComposing() {
    return this.editor.view.composing || Boolean(this.source?.view.composing);
  }

  /** What a reader sees of a passage. @param {string} passage Markdown @param {Conflict["kind"]} kind */
  wordsOf(passage, kind) {
    const document = this.documentOf(passage, kind);
    return document.textBetween(0, document.content.size, kind === "row" ? " · " : "\n", " ").trim();
  }

  /** Mark the paragraphs and rows of these passages, and no others. @param {Conflict[]} conflicts */
  mark(conflicts) {
    const wordings = conflicts.flatMap(({ kind, stored, sent }) => [
      this.textsOf(stored, kind),
      this.textsOf(sent, kind),
    ]);
    markWordings(this.editor.view, new Set(wordings.flat()));
  }

  /** Scroll to a passage, and put the caret there. @param {string} passage Markdown @param {Conflict["kind"]} kind */
  reveal(passage, kind) {
    const { doc } = this.editor.state;
    const at = this.textsOf(passage, kind).map((text) => positionOf(doc, text))[0] ?? null;
    if (at === null || this.inSource) return;
    const { from } = Selection.near(doc.resolve(at + 1));
    this.editor.chain().focus().setTextSelection(from).run();
    const { node } = this.editor.view.domAtPos(from);
    (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center" });
  }

  /** The words of each of a passage's paragraphs. @param {string} passage Markdown @param {Conflict["kind"]} kind */
  textsOf(passage, kind) {
    return textsIn(this.documentOf(passage, kind));
  }

  /**
   * A passage as a document; the row of a table as the head of one, with as many columns as that takes.
   * @param {string} passage Markdown
   * @param {Conflict["kind"]} kind
   */
  documentOf(passage, kind) {
    const read = (/** @type {string} */ markdown) => this.editor.schema.nodeFromJSON(openText(markdown).document);
    const columns = kind === "row" ? passage.split("|").length : 0;
    const tables = Array.from({ length: columns }, (_, at) => read(`${passage}\n|${"---|".repeat(at + 1)}`));
    return tables.find((document) => document.firstChild?.type.name === "table") ?? read(passage);
  }

  /** @param {number} index */
  freeLabel(index) {
    /** @type {Set<unknown>} */
    const taken = new Set();
    this.editor.state.doc.descendants((node) => {
      taken.add(node.attrs.label);
    });
    let label = 1;
    for (let left = index + 1; left > 0; label += 1) if (!taken.has(String(label))) left -= 1;
    return String(label - 1);
  }

  focus() {
    if (this.inSource) this.source?.focus();
    else this.editor.commands.focus();
  }

  focusStart() {
    this.editor.view.dispatch(this.editor.state.tr.setSelection(Selection.atStart(this.editor.state.doc)));
    this.focus();
  }

  destroy() {
    this.editor.destroy();
    this.source?.destroy();
  }
}

/** @param {Commands} act */
function shortcuts(act) {
  return Extension.create({
    name: "shortcuts",
    priority: 1000,
    addKeyboardShortcuts() {
      return {
        "Mod-k": () => (act.link(), true),
        "Mod-s": () => (act.save(), true),
        "Mod-Shift-9": () => this.editor.commands.toggleBlockquote(),
        "Mod-Alt-0": () => this.editor.commands.setParagraph(),
      };
    },
  });
}
