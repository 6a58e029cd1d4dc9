/** Marks the paragraphs of passages that have two wordings, until the author has chosen. */
/** @import { Node as DocumentNode } from "@tiptap/pm/model" */
/** @import { EditorView } from "@tiptap/pm/view" */
import { Extension } from "@tiptap/core";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { Plugin, PluginKey } from "@tiptap/pm/state";

/** @type {PluginKey<{ texts: Set<string>, decorations: DecorationSet }>} */
const KEY = new PluginKey("markedWordings");

export const MarkedWordings = Extension.create({
  name: "markedWordings",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: KEY,
        state: {
          init: () => ({ texts: new Set(), decorations: DecorationSet.empty }),
          apply(transaction, before) {
            const texts = /** @type {Set<string> | undefined} */ (transaction.getMeta(KEY)) ?? before.texts;
            if (texts === before.texts && !transaction.docChanged) return before;
            return { texts, decorations: decorate(transaction.doc, texts) };
          },
        },
        props: { decorations: (state) => KEY.getState(state)?.decorations },
      }),
    ];
  },
});

/** Mark the paragraphs and rows with these texts and no others. @param {EditorView} view @param {Set<string>} texts */
export function markWordings(view, texts) {
  view.dispatch(view.state.tr.setMeta(KEY, texts).setMeta("addToHistory", false));
}

/** Whether wordings are told by it: a paragraph, or the row of a table. @param {DocumentNode} node */
function isWording(node) {
  return node.isTextblock || node.type.name === "tableRow";
}

/** The words of each paragraph and each row of a table. @param {DocumentNode} doc */
export function textsIn(doc) {
  /** @type {string[]} */
  const texts = [];
  doc.descendants((node) => {
    if (isWording(node) && node.textContent) texts.push(node.textContent);
    return !isWording(node);
  });
  return texts;
}

/** Where the first paragraph or row with this text is; null for none. @param {DocumentNode} doc @param {string} text */
export function positionOf(doc, text) {
  /** @type {number | null} */
  let found = null;
  doc.descendants((node, at) => {
    if (found === null && isWording(node) && node.textContent === text) found = at;
    return found === null;
  });
  return found;
}

/** @param {DocumentNode} doc @param {Set<string>} texts */
function decorate(doc, texts) {
  if (texts.size === 0) return DecorationSet.empty;
  /** @type {Decoration[]} */
  const found = [];
  doc.descendants((node, at) => {
    if (isWording(node) && texts.has(node.textContent))
      found.push(Decoration.node(at, at + node.nodeSize, { class: "bp-two-wordings" }));
  });
  return DecorationSet.create(doc, found);
}
