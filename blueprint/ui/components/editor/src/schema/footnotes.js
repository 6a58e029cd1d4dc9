/** Footnotes: a number in the text, the note's own words at the foot, and a way there and back. */
/** @import { CommandProps, Editor } from "@tiptap/core" */
/** @import { Node as DocumentNode, ResolvedPos } from "@tiptap/pm/model" */
/** @import { EditorState } from "@tiptap/pm/state" */
import { Extension, Node } from "@tiptap/core";
import { NodeSelection, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { icon } from "../controls/icons.js";
import { message } from "../messages.js";

export const FootnoteReference = Node.create({
  name: "footnoteReference",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    label: {
      default: "",
      renderHTML: ({ label }) => ({ "data-label": label }),
      parseHTML: (dom) => dom.getAttribute("data-label"),
    },
  }),
  parseHTML: () => [{ tag: "sup[data-label]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => [
    "sup",
    { ...HTMLAttributes, class: "bp-footnote-reference", role: "doc-noteref" },
  ],
});

export const Footnote = Node.create({
  name: "footnote",
  group: "block",
  content: "block+",
  defining: true,
  isolating: true,
  addAttributes: () => ({
    label: {
      default: "",
      renderHTML: ({ label }) => ({ "data-label": label }),
      parseHTML: (dom) => dom.getAttribute("data-label"),
    },
  }),
  parseHTML: () => [{ tag: "aside[data-label]" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],
  addNodeView() {
    return ({ node, editor }) => {
      const dom = document.createElement("aside");
      const contentDOM = document.createElement("div");
      dom.className = "bp-footnote";
      dom.setAttribute("role", "doc-footnote");
      contentDOM.className = "bp-footnote-text";
      dom.append(
        contentDOM,
        backButton(() => goToReference(editor, node.attrs.label)),
      );
      return {
        dom,
        contentDOM,
        ignoreMutation: (change) => !contentDOM.contains(change.target) && change.type !== "selection",
      };
    };
  },
});

/** @param {() => void} go */
function backButton(go) {
  const button = document.createElement("button");
  button.type = "button";
  button.contentEditable = "false";
  button.className = "bp-footnote-back";
  button.title = message("backToText");
  button.setAttribute("aria-label", message("backToText"));
  button.append(icon("back"));
  button.addEventListener("click", go);
  return button;
}

/** Numbers, jumps and the command that begins a note. */
export const Footnotes = Extension.create({
  name: "footnotes",
  addCommands: () => ({ addFootnote: () => addFootnote }),
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => this.editor.commands.addFootnote(),
      Escape: () => leaveNote(this.editor),
    };
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key: new PluginKey("footnotes"),
        state: {
          init: (_, { doc }) => numbered(doc),
          apply: (transaction, known) => (transaction.docChanged ? numbered(transaction.doc) : known),
        },
        props: {
          decorations(state) {
            return this.getState(state);
          },
          handleClickOn: (_view, _pos, node) =>
            node.type.name === "footnoteReference" && goToNote(editor, node.attrs.label),
          handleKeyDown: (_view, event) => event.key === "Enter" && selectedReference(editor),
        },
        appendTransaction: (transactions, old, next) =>
          transactions.some((one) => one.docChanged) ? withoutOrphans(old, next) : null,
      }),
    ];
  },
});

/**
 * Every reference in the order of the text, and the notes they lead to, with their numbers.
 * @param {DocumentNode} doc
 */
function numbered(doc) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** @type {[DocumentNode, number][]} */
  const places = [];
  doc.descendants((node, at) => {
    const { name } = node.type;
    if (name === "footnoteReference" && !numbers.has(node.attrs.label)) numbers.set(node.attrs.label, numbers.size + 1);
    if (name === "footnoteReference" || name === "footnote") places.push([node, at]);
  });
  const words = new Map(
    places.filter(([node]) => node.type.name === "footnote").map(([node]) => [node.attrs.label, node.textContent]),
  );
  return DecorationSet.create(
    doc,
    places.map(([node, at]) => Decoration.node(at, at + node.nodeSize, described(node, numbers, words))),
  );
}

/** @param {DocumentNode} node @param {Map<string, number>} numbers @param {Map<string, string>} words */
function described(node, numbers, words) {
  const number = numbers.get(node.attrs.label);
  if (node.type.name === "footnoteReference") {
    return {
      "data-number": String(number),
      title: words.get(node.attrs.label) ?? "",
      "aria-label": message("note", { number: String(number) }),
    };
  }
  return number
    ? { "data-number": String(number), "aria-label": message("note", { number }) }
    : { "data-number": "\u2013", title: message("noteNotUsed") };
}

/** @param {DocumentNode} doc @param {string} name @param {string} label @returns {number | null} */
function find(doc, name, label) {
  /** @type {number | null} */
  let found = null;
  doc.descendants((node, at) => {
    if (found === null && node.type.name === name && node.attrs.label === label) found = at;
    return found === null;
  });
  return found;
}

/** @param {Editor} editor @param {string} label */
function goToNote(editor, label) {
  const at = find(editor.state.doc, "footnote", label);
  if (at === null) return false;
  const end = at + (editor.state.doc.nodeAt(at)?.nodeSize ?? 1) - 1;
  editor.view.dispatch(
    editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(end), -1)).scrollIntoView(),
  );
  editor.view.focus();
  return true;
}

/** @param {Editor} editor @param {string} label */
function goToReference(editor, label) {
  const at = find(editor.state.doc, "footnoteReference", label);
  if (at === null) return false;
  editor.view.dispatch(
    editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(at + 1))).scrollIntoView(),
  );
  editor.view.focus();
  return true;
}

/** @param {Editor} editor */
function leaveNote(editor) {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === "footnote") return goToReference(editor, $from.node(depth).attrs.label);
  }
  return false;
}

/** @param {Editor} editor */
function selectedReference(editor) {
  const { selection } = editor.state;
  if (!(selection instanceof NodeSelection)) return false;
  return selection.node.type.name === "footnoteReference" && goToNote(editor, selection.node.attrs.label);
}

/**
 * A reference at the caret, and an empty note at the end of the text with the caret in it.
 * @param {CommandProps} props
 */
function addFootnote({ state, dispatch, tr }) {
  const { $to } = state.selection;
  if (!$to.parent.inlineContent || $to.parent.type.spec.code || insideNote($to)) return false;
  if (!dispatch) return true;
  const { schema, doc } = state;
  const label = freeLabel(doc);
  tr.insert($to.pos, schema.nodes.footnoteReference.create({ label }));
  const end = endOfNotes(tr.doc);
  tr.insert(end, schema.nodes.footnote.create({ label }, schema.nodes.paragraph.create()));
  tr.setSelection(TextSelection.near(tr.doc.resolve(end + 1))).scrollIntoView();
  return true;
}

/** @param {ResolvedPos} $at */
function insideNote($at) {
  for (let depth = $at.depth; depth > 0; depth -= 1) if ($at.node(depth).type.name === "footnote") return true;
  return false;
}

/** @param {DocumentNode} doc */
function freeLabel(doc) {
  /** @type {Set<string>} */
  const taken = new Set();
  doc.descendants((node) => {
    if (node.type.name.startsWith("footnote")) taken.add(node.attrs.label);
    for (const [, label] of (node.text ?? node.attrs.source ?? "").matchAll(/\[\^([^\]\s]+)\]/g)) taken.add(label);
  });
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/**
 * Behind the last note if notes end the text, else behind everything but an empty last paragraph.
 * @param {DocumentNode} doc
 */
export function endOfNotes(doc) {
  const last = doc.lastChild;
  const isEmpty = last?.type.name === "paragraph" && last.content.size === 0 && doc.childCount > 1;
  return doc.content.size - (isEmpty ? last.nodeSize : 0);
}

/**
 * A number without its note would be nothing but brackets, so numbers go with the note they led to.
 * @param {EditorState} old
 * @param {EditorState} next
 */
function withoutOrphans(old, next) {
  const before = labels(old.doc);
  const after = labels(next.doc);
  const gone = new Set([...before].filter((label) => !after.has(label)));
  if (!gone.size) return null;
  const { tr } = next;
  next.doc.descendants((node, at) => {
    if (node.type.name === "footnoteReference" && gone.has(node.attrs.label))
      tr.delete(tr.mapping.map(at), tr.mapping.map(at + 1));
  });
  return tr.docChanged ? tr : null;
}

/** @param {DocumentNode} doc */
function labels(doc) {
  /** @type {Set<string>} */
  const found = new Set();
  doc.descendants((node) => {
    if (node.type.name === "footnote") found.add(node.attrs.label);
  });
  return found;
}
