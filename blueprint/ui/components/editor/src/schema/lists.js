/** Lists: ordered ones with their signs, items that may be tasks, and the keys and words that begin and nest them. */
/** @import { ChainedCommands, Editor } from "@tiptap/core" */
/** @import { Node as DocumentNode, ResolvedPos } from "@tiptap/pm/model" */
/** @import { EditorState, Transaction } from "@tiptap/pm/state" */
/** @import { Delimiter, ListStyle, Reading } from "../source/list_signs.js" */
import { InputRule } from "@tiptap/core";
import { ListItem, OrderedList } from "@tiptap/extension-list";
import { canJoin, findWrapping } from "@tiptap/pm/transform";
import { countsOn, following, likeliest, signAt } from "../source/list_signs.js";
import { message } from "../messages.js";

/** @typedef {{ start: number, style: ListStyle, delimiter: Delimiter }} ListSigns */

/** What an item that moves inwards begins: 1. → (a) → (i) → (A). @type {Record<ListStyle, ListStyle>} */
const NESTED = {
  decimal: "lower-alpha",
  "lower-alpha": "lower-roman",
  "lower-roman": "upper-alpha",
  "upper-alpha": "decimal",
  "upper-roman": "upper-alpha",
};

export const NumberedList = OrderedList.extend({
  addAttributes: () => ({
    start: { default: 1, parseHTML: (dom) => startOf(dom) },
    style: {
      default: "decimal",
      parseHTML: (dom) => dom.dataset.style ?? "decimal",
      renderHTML: ({ style }) => ({ "data-style": style }),
    },
    delimiter: {
      default: ".",
      parseHTML: (dom) => dom.dataset.delimiter ?? ".",
      renderHTML: ({ delimiter }) => ({ "data-delimiter": delimiter }),
    },
  }),
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addCommands() {
    return {
      ...this.parent?.(),
      setListSigns:
        (signs) =>
        ({ state, tr, dispatch }) =>
          setSigns(state.selection.$from, tr, signs, Boolean(dispatch)),
    };
  },
  addInputRules: () => [
    new InputRule({
      find: /^(\(?[0-9a-zA-Z]{1,9}[.)])\s{1,2}$/,
      handler: ({ state, range, match }) => beginList(state, range, match[0], match[1]),
    }),
  ],
  // Pasted lines are read by our own reader.
  addProseMirrorPlugins: () => [],
});

/** @param {HTMLElement} dom */
function startOf(dom) {
  const start = Number.parseInt(dom.getAttribute("start") ?? "1", 10);
  return Number.isFinite(start) ? Math.max(0, start) : 1;
}

/**
 * The list around a position, with its own position, or null.
 * @param {ResolvedPos} $at
 */
export function orderedListAt($at) {
  for (let depth = $at.depth; depth > 0; depth -= 1) {
    const node = $at.node(depth);
    if (node.type.name === "bulletList") return null;
    if (node.type.name === "orderedList") return { node, at: $at.before(depth), depth };
  }
  return null;
}

/** @param {ResolvedPos} $at @param {Transaction} tr @param {Partial<ListSigns>} signs @param {boolean} apply */
function setSigns($at, tr, signs, apply) {
  const list = orderedListAt($at);
  if (list && apply) tr.setNodeMarkup(list.at, null, { ...list.node.attrs, ...signs });
  return list !== null;
}

/**
 * A first sign, or one that goes on from the list before, begins a list at the beginning of a paragraph.
 * @param {EditorState} state
 * @param {{ from: number, to: number }} range
 * @param {string} typed with the spaces behind the sign
 * @param {string} text
 */
function beginList(state, range, typed, text) {
  const sign = signAt(`${typed}x`);
  if (!sign || sign.text !== text) return null;
  const { tr } = state;
  const before = listBefore(state.doc.resolve(range.from));
  const reading = (before && nextReading(before, sign)) ?? firstReading(sign.readings, sign.delimiter);
  if (!reading) return null;
  tr.delete(range.from, range.to);
  const $start = tr.doc.resolve(range.from);
  const block = $start.blockRange();
  const signs = { start: reading.number, style: reading.style, delimiter: sign.delimiter };
  const wrapping = block && findWrapping(block, state.schema.nodes.orderedList, signs);
  if (!block || !wrapping) return null;
  tr.wrap(block, wrapping);
  if (before && reading === nextReading(before, sign) && canJoin(tr.doc, range.from - 1)) tr.join(range.from - 1);
  return undefined;
}

/** @param {ResolvedPos} $at @returns {DocumentNode | null} */
function listBefore($at) {
  const before = $at.depth > 0 ? $at.doc.resolve($at.before()).nodeBefore : null;
  return before?.type.name === "orderedList" ? before : null;
}

/** @param {DocumentNode} list @param {{ delimiter: Delimiter, readings: Reading[] }} sign */
function nextReading(list, sign) {
  const { style, delimiter, start } = list.attrs;
  const last = [{ style, number: start + list.childCount - 1 }];
  return following(last, delimiter, { ...sign, text: "" }).find(({ number }) => number === start + list.childCount);
}

/** @param {Reading[]} readings @param {Delimiter} delimiter */
function firstReading(readings, delimiter) {
  const reading = readings.find(({ number }) => number === 1) ?? likeliest(readings);
  return countsOn({ style: reading.style, delimiter }) || reading.number === 1 ? reading : undefined;
}

export const Item = ListItem.extend({
  // Its keys come before those of line breaks.
  priority: 200,
  content: "block+",
  addAttributes: () => ({
    checked: {
      default: null,
      parseHTML: (dom) => (dom.dataset.checked === undefined ? null : dom.dataset.checked === "true"),
      renderHTML: ({ checked }) => (checked === null ? {} : { "data-checked": String(checked) }),
    },
  }),
  addNodeView() {
    return ({ node, getPos, editor }) => {
      const box = checkbox(editor, getPos);
      const dom = document.createElement("li");
      const contentDOM = document.createElement("div");
      const isTask = node.attrs.checked !== null;
      if (isTask) dom.append(box, contentDOM);
      dom.classList.toggle("bp-task", isTask);
      box.checked = node.attrs.checked === true;
      return {
        dom,
        contentDOM: isTask ? contentDOM : dom,
        update: (next) => {
          if (next.type.name !== "listItem" || (next.attrs.checked !== null) !== isTask) return false;
          box.checked = next.attrs.checked === true;
          return true;
        },
        stopEvent: (event) => event.target === box,
        ignoreMutation: (change) => isTask && change.type !== "selection" && !contentDOM.contains(change.target),
      };
    };
  },
  addCommands: () => ({
    toggleTasks:
      () =>
      ({ tr, dispatch }) =>
        toggleTasks(tr, Boolean(dispatch)),
  }),
  addInputRules: () => [
    new InputRule({
      find: /^\[([ xX]?)\]\s$/,
      handler: ({ state, range, match }) => beginTask(state, range, match[1].toLowerCase() === "x"),
    }),
  ],
  addKeyboardShortcuts() {
    return {
      Enter: () => split(this.editor),
      Tab: () => sink(this.editor),
      "Shift-Tab": () => this.editor.commands.liftListItem("listItem"),
      "Mod-Enter": () => tick(this.editor),
      "Mod-Shift-6": () => this.editor.commands.toggleTasks(),
    };
  },
});

/** @param {Editor} editor @param {() => number | undefined} getPos */
function checkbox(editor, getPos) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.contentEditable = "false";
  box.setAttribute("aria-label", message("taskDone"));
  box.disabled = !editor.isEditable;
  box.addEventListener("change", () => {
    const at = getPos();
    if (at !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "checked", box.checked));
  });
  return box;
}

/** @param {EditorState} state @param {{ from: number, to: number }} range @param {boolean} checked */
function beginTask(state, range, checked) {
  const { tr } = state;
  const $from = state.doc.resolve(range.from);
  const isFirst = $from.depth > 1 && $from.node(-1).type.name === "listItem" && $from.index(-1) === 0;
  tr.delete(range.from, range.to);
  if (isFirst) {
    tr.setNodeAttribute($from.before(-1), "checked", checked);
    return undefined;
  }
  const block = tr.doc.resolve(range.from).blockRange();
  const wrapping = block && findWrapping(block, state.schema.nodes.bulletList);
  if (!block || !wrapping) return null;
  tr.wrap(block, wrapping);
  tr.setNodeAttribute(range.from, "checked", checked);
  return undefined;
}

/** The items that the selection's words are in. @param {Pick<Transaction, "doc" | "selection">} state */
function chosenItems({ doc, selection }) {
  /** @type {Map<number, DocumentNode>} */
  const items = new Map();
  doc.nodesBetween(selection.from, selection.to, (node, at) => {
    if (!node.isTextblock) return true;
    const $inside = doc.resolve(at);
    if ($inside.parent.type.name === "listItem") items.set($inside.before(), $inside.parent);
    return false;
  });
  return items;
}

/** @param {Transaction} tr @param {boolean} apply */
function toggleTasks(tr, apply) {
  const block = tr.selection.$from.blockRange(tr.selection.$to);
  const isListed = chosenItems(tr).size > 0;
  const wrapping = isListed || !block ? null : findWrapping(block, block.$from.doc.type.schema.nodes.bulletList);
  if (!isListed && !wrapping) return false;
  if (!apply) return true;
  if (block && wrapping) tr.wrap(block, wrapping);
  const items = chosenItems(tr);
  const checked = [...items.values()].every((item) => item.attrs.checked !== null) ? null : false;
  for (const at of items.keys()) tr.setNodeAttribute(at, "checked", checked);
  return true;
}

/** @param {Editor} editor */
function tick(editor) {
  const [first] = chosenItems(editor.state);
  if (!first || first[1].attrs.checked === null) return false;
  const [at, item] = first;
  editor.view.dispatch(editor.state.tr.setNodeAttribute(at, "checked", !item.attrs.checked));
  return true;
}

/** A new item is not done yet. @param {Editor} editor */
function split(editor) {
  return editor
    .chain()
    .splitListItem("listItem")
    .command(({ tr }) => {
      const { $from } = tr.selection;
      const item = $from.depth > 1 ? $from.node(-1) : null;
      if (item?.type.name === "listItem" && item.attrs.checked) tr.setNodeAttribute($from.before(-1), "checked", false);
      return true;
    })
    .run();
}

/** An item that moves inwards and begins a list there has the next form of sign. @param {Editor} editor */
function sink(editor) {
  return signed(editor.chain().sinkListItem("listItem")).run();
}

/** @param {ChainedCommands} chain */
function signed(chain) {
  return chain.command(({ tr }) => {
    const list = orderedListAt(tr.selection.$from);
    const outer = list && list.depth > 2 ? orderedListAt(tr.doc.resolve(list.at)) : null;
    if (list && outer && tr.selection.$from.index(list.depth) === 0) {
      const { style, delimiter } = /** @type {ListSigns} */ (outer.node.attrs);
      const signs = { start: 1, style: NESTED[style], delimiter: style === "decimal" ? "()" : delimiter };
      tr.setNodeMarkup(list.at, null, signs);
    }
    return true;
  });
}
