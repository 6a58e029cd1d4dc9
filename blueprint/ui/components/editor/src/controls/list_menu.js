/** The menu beside the button of numbered lists: which signs the items have, and with which number they begin. */
/** @import { Editor } from "@tiptap/core" */
/** @import { ListSigns } from "../schema/lists.js" */
import { make } from "../../../../client/elements.js";
import { orderedListAt } from "../schema/lists.js";
import { DELIMITERS, LIST_STYLES, signOf } from "../source/list_signs.js";
import { icon } from "./icons.js";
import { message } from "../messages.js";

const LARGEST_START = 9999;

export class ListMenu {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    this.choices = LIST_STYLES.flatMap((style) => DELIMITERS.map((delimiter) => ({ style, delimiter })));
    this.radios = this.choices.map((_, at) => make("input", { type: "radio", name: "bp-list-signs", value: at }));
    this.start = make("input", { type: "number", min: 0, max: LARGEST_START, inputmode: "numeric" });
    this.panel = this.makePanel();
    this.button = this.makeButton();
  }

  makeButton() {
    const label = message("listSigns");
    const button = make(
      "button",
      {
        type: "button",
        class: "bp-tool bp-tool-narrow",
        title: label,
        "aria-label": label,
        "aria-haspopup": "dialog",
        tabindex: "-1",
        "data-tool": "listSigns",
      },
      icon("open"),
    );
    button.popoverTargetElement = this.panel;
    return button;
  }

  makePanel() {
    const label = message("listSigns");
    const signs = this.choices.map((list, at) =>
      make("label", {}, this.radios[at], make("bdi", {}, `${signOf(list, 1)} ${signOf(list, 2)}`)),
    );
    const panel = make(
      "div",
      { class: "bp-menu", popover: "auto", role: "dialog", "aria-label": label },
      make("div", { class: "bp-menu-signs", role: "radiogroup", "aria-label": label }, ...signs),
      make("label", { class: "bp-menu-start" }, make("span", {}, message("listStart")), this.start),
    );
    panel.addEventListener("focusin", (event) => event.stopPropagation());
    panel.addEventListener("keydown", (event) => this.key(event));
    panel.addEventListener("change", (event) => this.changed(event.target));
    panel.addEventListener("toggle", (event) => this.toggled(/** @type {ToggleEvent} */ (event).newState));
    return panel;
  }

  list() {
    return orderedListAt(this.editor.state.selection.$from);
  }

  /** @param {string} state */
  toggled(state) {
    if (state !== "open") return;
    const signs = /** @type {ListSigns | undefined} */ (this.list()?.node.attrs);
    this.choices.forEach(({ style, delimiter }, at) => {
      this.radios[at].checked = style === signs?.style && delimiter === signs.delimiter;
    });
    this.start.value = String(signs?.start ?? 1);
    this.place();
  }

  /** Below the button, within the window. */
  place() {
    const { panel, button } = this;
    const box = button.getBoundingClientRect();
    const room = document.documentElement.clientWidth - panel.offsetWidth - 8;
    panel.style.left = `${Math.max(8, Math.min(box.left, room))}px`;
    panel.style.top = `${box.bottom + 4}px`;
    (this.radios.find((radio) => radio.checked) ?? this.radios[0]).focus();
  }

  /** @param {EventTarget | null} target */
  changed(target) {
    const start = Math.min(LARGEST_START, Math.max(0, Number.parseInt(this.start.value, 10) || 0));
    const choice = this.choices[this.radios.findIndex((radio) => radio.checked)];
    const signs = target === this.start ? { start } : choice;
    if (!signs) return;
    const { editor } = this;
    const chain = editor.chain();
    if (this.list()) chain.setListSigns(signs).run();
    else if (editor.isActive("bulletList")) chain.toggleOrderedList().setListSigns(signs).run();
    else chain.wrapInList("orderedList", signs).run();
  }

  /** Enter takes the number that is typed; it and Escape lead back to the text. @param {KeyboardEvent} event */
  key(event) {
    event.stopPropagation();
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    if (event.key === "Enter") this.changed(event.target);
    this.panel.hidePopover();
    this.editor.commands.focus();
  }

  /** @param {boolean} inSource */
  update(inSource) {
    const canBegin = this.editor.can().toggleOrderedList();
    this.button.disabled = inSource || !(this.list() || canBegin);
  }
}
