/**
 * The way each list, quotation, table and note runs: as its first words do. (A paragraph finds out by itself; HTML's
 * "auto" does not look through one element into the next.)
 */
/** @import { Node as DocumentNode } from "@tiptap/pm/model" */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const STRONG = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|(\p{L})/u;
const CONTAINERS = new Set(["bulletList", "orderedList", "blockquote", "table", "footnote"]);

export const Directions = Extension.create({
  name: "directions",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("directions"),
      state: {
        init: (_, { doc }) => directed(doc),
        apply: (transaction, known) => (transaction.docChanged ? directed(transaction.doc) : known),
      },
      props: {
        decorations(state) {
          return this.getState(state);
        },
      },
    }),
  ],
});

/** @param {DocumentNode} doc */
function directed(doc) {
  /** @type {Decoration[]} */
  const found = [];
  doc.descendants((node, at) => {
    if (CONTAINERS.has(node.type.name)) found.push(Decoration.node(at, at + node.nodeSize, { dir: directionOf(node) }));
    return !node.isTextblock;
  });
  return DecorationSet.create(doc, found);
}

/**
 * "rtl" if the first letter belongs to a script written so (Unicode UAX 9, rule P2, by script).
 * @param {DocumentNode} node
 */
function directionOf(node) {
  /** @type {"ltr" | "rtl" | null} */
  let direction = null;
  node.descendants((part) => {
    const letter = direction === null && part.isText ? STRONG.exec(part.text ?? "") : null;
    if (letter) direction = letter[1] ? "ltr" : "rtl";
    return direction === null;
  });
  return direction ?? "ltr";
}
