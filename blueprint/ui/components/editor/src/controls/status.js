/** The status line: whether the text is saved. */
/** @import { State } from "../types.js" */
import { make } from "../../../../client/elements.js";
import { message } from "../messages.js";

/** @type {Set<State>} */
const UNPROBLEMATIC = new Set(["saved", "saving", "updated", "unchanged"]);

export class Status {
  /** @param {string} signInUrl */
  constructor(signInUrl) {
    this.signInUrl = signInUrl;
    this.dom = make("p", { class: "bp-save-status", role: "status", "aria-live": "polite" });
    /** @type {State | null} */
    this.state = null;
    this.show("unchanged");
  }

  /** @param {State} state @param {string | null} [detail] */
  show(state, detail = null) {
    clearTimeout(this.timer);
    clearTimeout(this.savingTimer);
    // "Saving…" only where it takes a moment, so that nothing flickers at every pause.
    if (state === "saving" && this.state === "saved")
      this.savingTimer = setTimeout(() => this.write(state, detail), 400);
    else this.write(state, detail);
  }

  /** @param {State} state @param {string | null} detail */
  write(state, detail) {
    this.state = state;
    this.dom.dataset.state = state;
    this.dom.classList.toggle("bp-save-problem", !UNPROBLEMATIC.has(state));
    this.dom.replaceChildren(...this.content(state, detail));
    if (state === "updated") this.timer = setTimeout(() => this.write("saved", null), 8_000);
    if (state === "saved") this.timer = setTimeout(() => this.dom.replaceChildren(savedAt(new Date())), 30_000);
  }

  /** @param {State} state @param {string | null} detail */
  content(state, detail) {
    if (state === "saved") return [detail ?? message("savedJustNow")];
    if (state === "refused") return [detail === "tooLarge" ? message("tooLarge") : (detail ?? message("refused"))];
    if (state !== "signedOut") return [detail ?? message(state)];
    const link = make("a", { href: this.signInUrl, target: "_blank", rel: "noopener" }, message("signIn"));
    return [`${message("signedOut")} `, link, ` ${message("signInAfter")}`];
  }
}

/** @param {Date} time */
function savedAt(time) {
  return message("savedAt", { time: time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) });
}
