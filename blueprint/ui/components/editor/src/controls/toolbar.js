/** The toolbar: one stop for the Tab key, arrow keys within it, and each button says whether it is on. */
/** @import { ChainedCommands, Editor } from "@tiptap/core" */
/** @import { Commands } from "../types.js" */
/** @import { IconName } from "./icons.js" */
import { make } from "../../../../client/elements.js";
import { icon } from "./icons.js";
import { ListMenu } from "./list_menu.js";
import { message } from "../messages.js";

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);

/** @param {string} keys */
function keyName(keys) {
  return APPLE ? keys.replace("Ctrl", "\u2318").replace("Alt", "\u2325").replace("Shift", "\u21E7") : keys;
}

const LEVELS = /** @type {const} */ ([1, 2, 3, 4, 5, 6]);

/**
 * A button of the toolbar. It changes the text by `change`, or does something else by `act`; `active` is the mark or
 * node that makes it pressed.
 * @typedef {object} Tool
 * @property {IconName} name
 * @property {string} label
 * @property {string} [keys]
 * @property {(chain: ChainedCommands) => ChainedCommands} [change]
 * @property {() => void} [act]
 * @property {string} [active]
 * @property {Record<string, unknown>} [attributes] that the active node must have
 */
/** @typedef {{ tools: Tool[], name?: "style" | "blocks" | "in-table" | "at-end" }} Group */

/** @param {Commands} commands @returns {Group[]} */
function groups(commands) {
  return [
    {
      tools: [
        { name: "undo", label: message("undo"), keys: "Ctrl+Z", change: (chain) => chain.undo() },
        { name: "redo", label: message("redo"), keys: "Ctrl+Y", change: (chain) => chain.redo() },
      ],
    },
    { tools: [], name: "style" },
    { tools: markTools(commands) },
    { tools: blockTools(), name: "blocks" },
    { tools: insertingTools(commands) },
    { tools: tableTools(), name: "in-table" },
    { tools: [{ name: "source", label: message("showSource"), act: commands.source }], name: "at-end" },
  ];
}

/** @param {Commands} commands @returns {Tool[]} */
function markTools({ link }) {
  return [
    mark("bold", "Ctrl+B", (chain) => chain.toggleBold()),
    mark("italic", "Ctrl+I", (chain) => chain.toggleItalic()),
    mark("strike", "Ctrl+Shift+S", (chain) => chain.toggleStrike()),
    mark("subscript", "Ctrl+,", (chain) => chain.toggleMark("subscript")),
    mark("superscript", "Ctrl+.", (chain) => chain.toggleMark("superscript")),
    { name: "link", label: message("link"), keys: "Ctrl+K", act: link, active: "link" },
  ];
}

/**
 * @param {"bold" | "italic" | "strike" | "subscript" | "superscript"} name
 * @param {string} keys
 * @param {Tool["change"]} change
 * @returns {Tool}
 */
function mark(name, keys, change) {
  return { name, label: message(name), keys, change, active: name };
}

/** @returns {Tool[]} */
function blockTools() {
  return [
    {
      name: "bullets",
      label: message("bullets"),
      keys: "Ctrl+Shift+8",
      change: (chain) => chain.toggleBulletList(),
      active: "bulletList",
    },
    {
      name: "numbers",
      label: message("numbers"),
      keys: "Ctrl+Shift+7",
      change: (chain) => chain.toggleOrderedList(),
      active: "orderedList",
    },
    {
      name: "tasks",
      label: message("tasks"),
      keys: "Ctrl+Shift+6",
      change: (chain) => chain.toggleTasks(),
      active: "listItem",
      attributes: { checked: /true|false/ },
    },
    {
      name: "quotation",
      label: message("quotation"),
      keys: "Ctrl+Shift+9",
      change: (chain) => chain.toggleBlockquote(),
      active: "blockquote",
    },
  ];
}

/** @param {Commands} commands @returns {Tool[]} */
function insertingTools({ image, formula }) {
  const size = { rows: 3, cols: 3, withHeaderRow: true };
  return [
    { name: "table", label: message("table"), change: (chain) => chain.insertTable(size), active: "table" },
    { name: "footnote", label: message("footnote"), keys: "Ctrl+Alt+F", change: (chain) => chain.addFootnote() },
    { name: "image", label: message("image"), act: () => image() },
    { name: "formula", label: message("formula"), act: () => formula(), active: "math" },
  ];
}

/** @returns {Tool[]} */
function tableTools() {
  return [
    {
      name: "headRow",
      label: message("headRow"),
      change: (chain) => chain.toggleHeadRow(),
      active: "table",
      attributes: { headless: false },
    },
    { name: "addRowAbove", label: message("rowAddAbove"), change: (chain) => chain.addRowBefore() },
    { name: "addRow", label: message("rowAdd"), change: (chain) => chain.addRowAfter() },
    { name: "addColumn", label: message("columnAdd"), change: (chain) => chain.addColumnAfter() },
    { name: "removeRow", label: message("rowRemove"), change: (chain) => chain.deleteRow() },
    { name: "removeColumn", label: message("columnRemove"), change: (chain) => chain.deleteColumn() },
    { name: "removeTable", label: message("tableRemove"), change: (chain) => chain.deleteTable() },
  ];
}

export class Toolbar {
  /** @param {Editor} editor @param {Commands} commands */
  constructor(editor, commands) {
    this.editor = editor;
    /** @type {{ dom: HTMLButtonElement, tool: Tool }[]} */
    this.buttons = [];
    this.style = this.stylePicker();
    this.listMenu = new ListMenu(editor);
    this.dom = make("div", { class: "bp-toolbar", role: "toolbar", "aria-label": message("toolbar") });
    this.dom.addEventListener("keydown", (event) => this.move(event));
    this.dom.addEventListener("focusin", (event) => this.setTabStop(event.target));
    for (const group of groups(commands)) this.dom.append(this.group(group));
    this.items()[0].tabIndex = 0;
  }

  /** @param {Group} group */
  group({ name, tools }) {
    const dom = make("div", { class: `bp-tool-group ${name ? `bp-${name}` : ""}`, role: "group" });
    if (name === "style") dom.append(this.style);
    dom.append(...tools.map((tool) => this.button(tool)));
    if (name === "blocks") {
      dom.querySelector("[data-tool='numbers']")?.after(this.listMenu.button);
      dom.append(this.listMenu.panel);
    }
    return dom;
  }

  /** @param {Tool} tool */
  button(tool) {
    const { name, label, keys = "", change, act } = tool;
    const attributes = {
      type: "button",
      class: "bp-tool",
      title: keys ? `${label} (${keyName(keys)})` : label,
      "aria-label": label,
      "aria-keyshortcuts": keys.replace("Ctrl", "Control") || undefined,
      tabindex: "-1",
      "data-tool": name,
      onclick: () => (change ? change(this.editor.chain().focus()).run() : act?.()),
      onmousedown: (/** @type {MouseEvent} */ event) => event.preventDefault(),
    };
    const dom = make("button", attributes, icon(name));
    this.buttons.push({ dom, tool });
    return dom;
  }

  stylePicker() {
    const label = message("style");
    const picker = make("select", { class: "bp-style-picker", "aria-label": label, title: label, tabindex: "-1" });
    picker.append(make("option", { value: "0" }, message("styleText")));
    for (const level of LEVELS) {
      picker.append(make("option", { value: String(level) }, message("styleHeading", { level })));
    }
    picker.addEventListener("change", () => {
      const level = LEVELS.find((one) => String(one) === picker.value);
      const chain = this.editor.chain().focus();
      (level ? chain.setHeading({ level }) : chain.setParagraph()).run();
    });
    return picker;
  }

  controls() {
    const found = [...this.dom.querySelectorAll("button, select")];
    return found.filter((one) => one instanceof HTMLButtonElement || one instanceof HTMLSelectElement);
  }

  items() {
    return this.controls().filter((one) => (!one.disabled && one.offsetParent !== null) || !this.dom.isConnected);
  }

  /** One control at a time can be reached with Tab. @param {EventTarget | null} item */
  setTabStop(item) {
    for (const other of this.controls()) other.tabIndex = other === item ? 0 : -1;
  }

  /** Arrows go from tool to tool, Escape back to the text. @param {KeyboardEvent} event */
  move(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      this.editor.commands.focus();
      return;
    }
    const items = this.items();
    const at = items.findIndex((item) => item === document.activeElement);
    const forward = getComputedStyle(this.dom).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const next = { [forward]: at + 1, [backward]: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    items[next % items.length].focus();
  }

  /** Shows what holds where the caret is. @param {boolean} inSource */
  update(inSource) {
    const { editor } = this;
    this.dom.classList.toggle("bp-toolbar-in-table", !inSource && editor.isActive("table"));
    for (const { dom, tool } of this.buttons) this.updateButton(dom, tool, inSource);
    this.style.value = String(LEVELS.find((level) => editor.isActive("heading", { level })) ?? 0);
    this.style.disabled = inSource;
    this.listMenu.update(inSource);
    if (!this.dom.querySelector("[tabindex='0']:not(:disabled)")) this.setTabStop(this.items()[0]);
  }

  /** @param {HTMLButtonElement} dom @param {Tool} tool @param {boolean} inSource */
  updateButton(dom, { name, change, active, attributes }, inSource) {
    const { editor } = this;
    if (active) dom.setAttribute("aria-pressed", String(!inSource && editor.isActive(active, attributes)));
    if (name === "source") dom.setAttribute("aria-pressed", String(inSource));
    else dom.disabled = inSource || (change !== undefined && !change(editor.can().chain()).run());
  }
}
