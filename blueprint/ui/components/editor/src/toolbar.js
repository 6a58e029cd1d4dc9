/** The toolbar: one stop for the Tab key, arrow keys within it, and each button says whether it is on. */
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { WORDS } from "./messages.js";

const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);
const keyName = (keys) =>
  APPLE ? keys.replace("Ctrl", "\u2318").replace("Alt", "\u2325").replace("Shift", "\u21E7") : keys;

/** [name, words, keys, command, the mark or node that makes it pressed] in groups. */
function groups(act) {
  return [
    [
      ["undo", WORDS.undo, "Ctrl+Z", (chain) => chain.undo()],
      ["redo", WORDS.redo, "Ctrl+Y", (chain) => chain.redo()],
    ],
    ["style"],
    [
      ["bold", WORDS.bold, "Ctrl+B", (chain) => chain.toggleBold(), "bold"],
      ["italic", WORDS.italic, "Ctrl+I", (chain) => chain.toggleItalic(), "italic"],
      ["strike", WORDS.strike, "Ctrl+Shift+S", (chain) => chain.toggleStrike(), "strike"],
      ["link", WORDS.link, "Ctrl+K", act.link, "link"],
    ],
    [
      ["bullets", WORDS.bullets, "Ctrl+Shift+8", (chain) => chain.toggleBulletList(), "bulletList"],
      ["numbers", WORDS.numbers, "Ctrl+Shift+7", (chain) => chain.toggleOrderedList(), "orderedList"],
      ["quotation", WORDS.quotation, "Ctrl+Shift+9", (chain) => chain.toggleBlockquote(), "blockquote"],
    ],
    [
      ["table", WORDS.table, "", (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }), "table"],
      ["footnote", WORDS.footnote, "Ctrl+Alt+F", (chain) => chain.addFootnote()],
      ["image", WORDS.image, "", act.picture],
    ],
    [
      "in-table",
      ["addRow", WORDS.rowAdd, "", (chain) => chain.addRowAfter()],
      ["addColumn", WORDS.columnAdd, "", (chain) => chain.addColumnAfter()],
      ["removeRow", WORDS.rowRemove, "", (chain) => chain.deleteRow()],
      ["removeColumn", WORDS.columnRemove, "", (chain) => chain.deleteColumn()],
      ["removeTable", WORDS.tableRemove, "", (chain) => chain.deleteTable()],
    ],
    ["at-end", ["source", WORDS.showSource, "", act.source]],
  ];
}

export class Toolbar {
  constructor(editor, act) {
    this.editor = editor;
    this.buttons = new Map();
    this.dom = element("div", {
      class: "bp-bar",
      role: "toolbar",
      "aria-label": WORDS.toolbar,
      onkeydown: (event) => this.move(event),
      onfocusin: (event) => this.rest(event.target),
    });
    for (const group of groups(act)) this.dom.append(this.group(group));
    this.items()[0].tabIndex = 0;
  }

  group(group) {
    const names = group.filter((one) => typeof one === "string");
    const dom = element("div", { class: `bp-group ${names.map((name) => `bp-${name}`).join(" ")}`, role: "group" });
    if (names.includes("style")) dom.append((this.style = this.stylePicker()));
    for (const [name, ...rest] of group.filter((one) => typeof one !== "string"))
      dom.append(this.button(name, ...rest));
    return dom;
  }

  button(name, words, keys, command, active) {
    const title = keys ? `${words} (${keyName(keys)})` : words;
    const press = () => (command.length ? command(this.editor.chain().focus()).run() : command());
    const shortcut = keys.replace("Ctrl", "Control") || undefined;
    const dom = element(
      "button",
      {
        type: "button",
        class: "bp-tool",
        title,
        "aria-label": words,
        "aria-keyshortcuts": shortcut,
        tabindex: "-1",
        "data-tool": name,
        onclick: press,
        onmousedown: (event) => event.preventDefault(),
      },
      icon(name),
    );
    this.buttons.set(name, { dom, active, command });
    return dom;
  }

  stylePicker() {
    const picker = element("select", {
      class: "bp-style-picker",
      "aria-label": WORDS.style,
      title: WORDS.style,
      tabindex: "-1",
    });
    WORDS.styles.forEach((words, level) => picker.append(element("option", { value: String(level) }, words)));
    picker.addEventListener("change", () => {
      const level = Number(picker.value);
      const chain = this.editor.chain().focus();
      (level ? chain.setHeading({ level }) : chain.setParagraph()).run();
    });
    return picker;
  }

  items() {
    return [...this.dom.querySelectorAll("button, select")].filter(
      (item) => (!item.disabled && item.offsetParent !== null) || !this.dom.isConnected,
    );
  }

  rest(item) {
    for (const other of this.dom.querySelectorAll("button, select")) other.tabIndex = other === item ? 0 : -1;
  }

  move(event) {
    const items = this.items();
    const at = items.indexOf(document.activeElement);
    const forward = getComputedStyle(this.dom).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    const next = { [forward]: at + 1, [backward]: at - 1 + items.length, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    items[next % items.length].focus();
  }

  /** Shows what holds where the caret is. */
  update(inSource) {
    const { editor } = this;
    const inTable = !inSource && editor.isActive("table");
    this.dom.classList.toggle("bp-bar-in-table", inTable);
    for (const [name, { dom, active, command }] of this.buttons) {
      if (active) dom.setAttribute("aria-pressed", String(!inSource && editor.isActive(active)));
      dom.disabled = name !== "source" && (inSource || (command.length > 0 && !command(editor.can().chain()).run()));
    }
    this.buttons.get("source").dom.setAttribute("aria-pressed", String(inSource));
    this.style.value = String([1, 2, 3, 4, 5, 6].find((level) => editor.isActive("heading", { level })) ?? 0);
    this.style.disabled = inSource;
    if (!this.dom.querySelector("[tabindex='0']:not(:disabled)")) this.rest(this.items()[0]);
  }
}
