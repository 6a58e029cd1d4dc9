/**
 * Tables as Markdown can express them: the first row is the head, and a column is aligned as its head is. Kept so after
 * every change, whichever way rows and columns came or went. A table without a head has a head row without words, which
 * is not shown.
 */
/** @import { Node as DocumentNode, ResolvedPos, Schema } from "@tiptap/pm/model" */
/** @import { EditorState, Transaction } from "@tiptap/pm/state" */
import { Extension } from "@tiptap/core";
import { Table } from "@tiptap/extension-table";
import { Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";

export const PlainTable = Table.extend({
  addAttributes: () => ({
    headless: {
      default: false,
      parseHTML: (dom) => dom.dataset.headless !== undefined,
      renderHTML: ({ headless }) => (headless ? { "data-headless": "" } : {}),
    },
  }),
});

export const TableShape = Extension.create({
  name: "tableShape",
  priority: 900,
  addCommands: () => ({
    toggleHeadRow:
      () =>
      ({ state, tr, dispatch }) =>
        toggleHeadRow(state, tr, Boolean(dispatch)),
  }),
  addKeyboardShortcuts() {
    // A cell is one paragraph; a new line in it is a break.
    return { Enter: () => isInCell(this.editor.state.selection.$from) && this.editor.commands.setHardBreak() };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey("tableShape"),
      appendTransaction: (transactions, _, state) => {
        const tr = transactions.some((one) => one.docChanged) ? shaped(state) : state.tr;
        leaveHiddenRow(tr);
        return tr.docChanged || tr.selectionSet ? tr : null;
      },
    }),
  ],
});

/** @param {ResolvedPos} $at */
export function isInCell($at) {
  return $at.depth > 0 && ["tableCell", "tableHeader"].includes($at.node(-1).type.name);
}

/** @param {ResolvedPos} $at @returns {{ table: DocumentNode, at: number } | null} */
function tableAt($at) {
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    if ($at.node(depth).type.name === "table") return { table: $at.node(depth), at: $at.before(depth) };
  }
  return null;
}

/**
 * With a head, its words become the first row below an empty head, which is hidden; without, the first row is the head.
 * @param {EditorState} state @param {Transaction} tr @param {boolean} apply
 */
function toggleHeadRow({ selection, schema }, tr, apply) {
  const found = tableAt(selection.$from);
  const head = found?.table.firstChild;
  if (!found || !head || (found.table.attrs.headless && found.table.childCount < 2)) return false;
  if (!apply) return true;
  const { table, at } = found;
  tr.setNodeMarkup(at, null, { ...table.attrs, headless: !table.attrs.headless });
  if (table.attrs.headless) tr.delete(at + 1, at + 1 + head.nodeSize);
  else tr.insert(at + 1, emptyRow(head, schema));
  return true;
}

/** @param {DocumentNode} row @param {Schema} schema */
function emptyRow(row, { nodes }) {
  /** @type {DocumentNode[]} */
  const cells = [];
  row.forEach((cell) => cells.push(nodes.tableHeader.create(cell.attrs, nodes.paragraph.create())));
  return nodes.tableRow.create(null, cells);
}

/** @param {EditorState} state */
function shaped(state) {
  const { tr } = state;
  state.doc.descendants((node, at) => {
    if (node.type.name === "table") shapeTable(node, at, tr, state.schema);
    return !node.isTextblock;
  });
  return tr;
}

/** @param {DocumentNode} table @param {number} start @param {Transaction} tr @param {Schema} schema */
function shapeTable(table, start, tr, { nodes }) {
  const head = table.firstChild;
  if (table.attrs.headless && (table.childCount < 2 || head?.textContent || hasLeaf(head)))
    tr.setNodeAttribute(start, "headless", false);
  /** @type {(string | null)[]} */
  const aligns = [];
  head?.forEach((cell) => aligns.push(cell.attrs.align ?? null));
  table.forEach((row, rowAt, rowIndex) => {
    const type = rowIndex === 0 ? nodes.tableHeader : nodes.tableCell;
    row.forEach((cell, cellAt, column) => {
      const align = aligns[column] ?? null;
      if (cell.type === type && (cell.attrs.align ?? null) === align) return;
      tr.setNodeMarkup(start + 1 + rowAt + 1 + cellAt, type, { ...cell.attrs, align });
    });
  });
}

/** @param {DocumentNode | null | undefined} row */
function hasLeaf(row) {
  let found = false;
  row?.descendants((node) => {
    found ||= node.isInline;
  });
  return found;
}

/** The caret goes nowhere where it is not seen. @param {Transaction} tr */
function leaveHiddenRow(tr) {
  const { $from, empty } = tr.selection;
  const found = empty ? tableAt($from) : null;
  const head = found?.table.attrs.headless ? found.table.firstChild : null;
  if (!found || !head || $from.pos > found.at + 1 + head.nodeSize) return;
  tr.setSelection(TextSelection.near(tr.doc.resolve(found.at + 1 + head.nodeSize)));
}
