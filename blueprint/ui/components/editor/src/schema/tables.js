/**
 * Tables as Markdown can express them: the first row is the head, and a column is aligned as its head is. Kept so after
 * every change, whichever way rows and columns came or went.
 */
/** @import { Node as DocumentNode, Schema } from "@tiptap/pm/model" */
/** @import { EditorState, Transaction } from "@tiptap/pm/state" */
import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

export const TableShape = Extension.create({
  name: "tableShape",
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("tableShape"),
      appendTransaction: (transactions, _, state) =>
        transactions.some((one) => one.docChanged) ? shaped(state) : null,
    }),
  ],
});

/** @param {EditorState} state */
function shaped(state) {
  const { tr } = state;
  state.doc.descendants((node, at) => {
    if (node.type.name === "table") shapeTable(node, at, tr, state.schema);
    return !node.isTextblock;
  });
  return tr.docChanged ? tr : null;
}

/** @param {DocumentNode} table @param {number} start @param {Transaction} tr @param {Schema} schema */
function shapeTable(table, start, tr, { nodes }) {
  /** @type {(string | null)[]} */
  const aligns = [];
  table.firstChild?.forEach((cell) => aligns.push(cell.attrs.align ?? null));
  table.forEach((row, rowAt, rowIndex) => {
    const type = rowIndex === 0 ? nodes.tableHeader : nodes.tableCell;
    row.forEach((cell, cellAt, column) => {
      const align = aligns[column] ?? null;
      if (cell.type === type && (cell.attrs.align ?? null) === align) return;
      tr.setNodeMarkup(start + 1 + rowAt + 1 + cellAt, type, { ...cell.attrs, align });
    });
  });
}
