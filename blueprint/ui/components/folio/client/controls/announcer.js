// Banners under the text, and sentences for screen readers.

/** @import { Child } from "../../../../client/elements.js" */
import { button, make } from "../elements.js";
import { message } from "../messages.js";

/** Milliseconds for which something can be undone. */
const UNDO_WITHIN = 10_000;

export class Announcer {
  constructor() {
    this.status = make("p", { class: "fo-visually-hidden", role: "status", "aria-live": "polite" });
    this.banners = make("div", { class: "fo-banners" });
  }

  /** @param {string} sentence */
  announce(sentence) {
    this.status.textContent = sentence;
  }

  /** Show a banner in place of the one before. @param {...Child} content */
  show(...content) {
    const banner = make("p", { class: "fo-banner" }, ...content);
    this.banners.replaceChildren(banner);
    return banner;
  }

  clear() {
    this.banners.replaceChildren();
  }

  /** Show why something was not done, or not yet. @param {string} sentence */
  refuse(sentence) {
    const banner = make("p", { class: "fo-banner", role: "alert" }, sentence);
    banner.append(button(message("close"), () => this.clear()));
    this.banners.replaceChildren(banner);
    return banner;
  }

  /** @param {string} sentence @param {() => void} undo */
  offerUndo(sentence, undo) {
    const press = () => {
      this.clear();
      undo();
    };
    const banner = this.show(sentence, button(message("undo"), press));
    this.announce(sentence);
    setTimeout(() => banner.remove(), UNDO_WITHIN);
  }
}
