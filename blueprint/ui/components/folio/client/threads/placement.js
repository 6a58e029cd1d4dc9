// Giving a thread other words by hand: the person selects them, or chooses a paragraph, and confirms.

/** @import { Action, ThreadView, FolioState, Selected } from "../types.js" */
/** @import { Announcer } from "../controls/announcer.js" */
/** @import { TextView } from "../text/text_view.js" */
import { button, make } from "../elements.js";
import { message } from "../messages.js";
import { nameOf } from "../text/rows.js";
import { highlightPending } from "../text/selection.js";
import { quoted } from "./quoting.js";

export class Placement {
  /**
   * @param {FolioState} state
   * @param {TextView} text
   * @param {Announcer} announcer
   * @param {(action: Action) => void} act
   */
  constructor(state, text, announcer, act) {
    this.state = state;
    this.text = text;
    this.announcer = announcer;
    this.act = act;
    /** @type {ThreadView | null} the thread to be placed */
    this.card = null;
  }

  get isActive() {
    return this.card !== null;
  }

  /** @param {ThreadView} card */
  start(card) {
    this.card = card;
    this.text.container.classList.add("fo-placing");
    this.announcer.show(`${message("placing", { number: card.number })} `, this.cancelButton());
    this.announcer.announce(message("placingByKeyboard", { number: card.number }));
  }

  /** Ask whether the thread goes here. @param {Selected} selected */
  offer(selected) {
    if (selected.side === "old") return;
    highlightPending(selected.range);
    const entry = this.text.entryOf(selected.words);
    const words = selected.text || (entry ? nameOf(entry.row) : "");
    const confirm = button(message("placeHere"), () => this.confirm(selected), { class: "fo-primary" });
    this.announcer.show(make("span", { dir: "auto" }, quoted(words)), confirm, this.cancelButton());
  }

  /** @param {Selected} selected */
  confirm({ s, e }) {
    const { revision } = this.state.data;
    if (this.card) this.act({ action: "place", thread: this.card.id, revision, start: s, end: e });
    this.stop();
  }

  stop() {
    this.card = null;
    highlightPending(null);
    this.text.container.classList.remove("fo-placing");
    this.announcer.clear();
  }

  cancelButton() {
    return button(message("cancel"), () => this.stop());
  }
}
