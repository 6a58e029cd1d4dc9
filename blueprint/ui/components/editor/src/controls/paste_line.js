/** The line under the text that says what became of a pasted text, and offers what can be done about it. */
/** @import { Node as DocumentNode } from "@tiptap/pm/model" */
import { make } from "../../../../client/elements.js";
import { icon } from "./icons.js";
import { message } from "../messages.js";

/**
 * Something to do about a pasted text; `onlyWhole` offers are made until the text changes.
 * @typedef {{ label: string, act: () => void, onlyWhole?: boolean }} Offer
 */
/**
 * @typedef {object} PasteNotice
 * @property {string} text
 * @property {Offer[]} [offers]
 * @property {DocumentNode | null} [whole] the document that the notice speaks of
 * @property {boolean} [lasting] whether it ends by itself
 */

export class PasteLine {
  constructor() {
    this.dom = make("div", { class: "bp-paste-line", role: "status", "aria-live": "polite" });
    /** @type {DocumentNode | null} */
    this.whole = null;
  }

  /** @param {PasteNotice} notice */
  show({ text, offers = [], whole = null, lasting = false }) {
    this.whole = whole;
    this.dom.replaceChildren(
      make("span", { class: "bp-paste-words" }, text),
      ...offers.map((offer) => this.button(offer)),
      ...(lasting ? [] : [this.closeButton()]),
    );
  }

  /** One more sentence. @param {string} text */
  add(text) {
    const words = this.dom.querySelector(".bp-paste-words");
    if (words) words.append(` ${text}`);
    else this.show({ text });
  }

  /** @param {Offer} offer */
  button({ label, act, onlyWhole }) {
    const onclick = () => {
      this.clear();
      act();
    };
    const attributes = { type: "button", class: "bp-secondary", onclick, "data-whole": onlyWhole ?? false };
    return make("button", attributes, label);
  }

  closeButton() {
    const label = message("dismiss");
    const attributes = {
      type: "button",
      class: "bp-tool",
      "aria-label": label,
      title: label,
      onclick: () => this.clear(),
    };
    return make("button", attributes, icon("close"));
  }

  /** The text is another one now: what concerned the whole of it is offered no more. @param {DocumentNode} doc */
  changed(doc) {
    if (!this.whole || doc.eq(this.whole)) return;
    this.whole = null;
    for (const one of this.dom.querySelectorAll("[data-whole]")) one.remove();
  }

  clear() {
    this.whole = null;
    this.dom.replaceChildren();
  }
}
