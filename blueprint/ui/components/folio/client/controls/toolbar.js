// The bar above the text: what there is to see, the layout, and the steps from one change or comment to the next.

/** @import { FolioState, FolioData } from "../types.js" */
import { button, make } from "../elements.js";
import { message, plural } from "../messages.js";

export class Toolbar {
  /**
   * @param {FolioState} state
   * @param {{ step: (by: 1 | -1) => void, chooseLayout: (columns: boolean) => void }} commands
   */
  constructor(state, commands) {
    this.state = state;
    this.commands = commands;
    this.element = make("div", { class: "fo-toolbar", role: "toolbar", "aria-label": message("reading") });
    this.position = make("span", { class: "fo-position" });
  }

  /** @param {string} text */
  showPosition(text) {
    this.position.textContent = text;
  }

  draw() {
    const { data } = this.state;
    const comparing = data.mode === "comparing";
    const open = data.cards.filter((card) => !card.resolved).length;
    const counts = countComments(open, data.cards.length - open) || (data.may.comment ? "" : message("noComments"));
    const hint = data.may.comment ? message("commentHint") : "";
    const parts = [
      comparing ? make("strong", { class: "fo-summary" }, data.compared.summary) : null,
      make("span", {}, counts),
      make("span", { class: "fo-hint" }, hint),
      this.position,
      comparing ? this.layout() : null,
      make("span", { class: "fo-steps" }, comparing || open ? this.steps(data) : []),
    ];
    this.element.replaceChildren(...parts.filter((part) => part !== null));
  }

  /** @param {FolioData} data */
  steps({ mode }) {
    const comparing = mode === "comparing";
    const back = message(comparing ? "previousChange" : "previousComment");
    const forth = message(comparing ? "nextChange" : "nextComment");
    const { step } = this.commands;
    return [drawStep("↑", back, "p", () => step(-1)), drawStep("↓", forth, "n", () => step(1))];
  }

  layout() {
    const choice = (/** @type {string} */ label, /** @type {boolean} */ columns) => {
      const pressed = { "aria-pressed": String(this.state.columns === columns) };
      return button(label, () => this.commands.chooseLayout(columns), pressed);
    };
    const group = { class: "fo-layout", role: "group", "aria-label": message("layout") };
    return make("span", group, choice(message("sideBySide"), true), choice(message("oneColumn"), false));
  }
}

/** @param {number} open @param {number} resolved */
function countComments(open, resolved) {
  const parts = [
    open ? plural("openComments", open) : "",
    resolved ? message("resolvedComments", { count: resolved }) : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** @param {string} arrow @param {string} label @param {string} key @param {() => void} press */
function drawStep(arrow, label, key, press) {
  return button(arrow, press, { "aria-label": label, title: message("withKey", { label, key }) });
}
