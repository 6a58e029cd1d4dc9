/** The line that says whether the words are safe. */
import { element } from "./elements.js";
import { WORDS } from "./messages.js";

const CALM = new Set(["saved", "saving", "unchanged"]);

export class Status {
  constructor(signInUrl) {
    this.signInUrl = signInUrl;
    this.dom = element("p", { class: "bp-status", role: "status", "aria-live": "polite" });
    this.show("unchanged");
  }

  show(state, detail = null) {
    clearTimeout(this.timer);
    clearTimeout(this.calmTimer);
    // "Saving…" only where it takes a moment, so that nothing flickers at every pause.
    if (state === "saving" && this.state === "saved") this.calmTimer = setTimeout(() => this.write(state, detail), 400);
    else this.write(state, detail);
  }

  write(state, detail) {
    this.state = state;
    this.dom.dataset.state = state;
    this.dom.classList.toggle("bp-alarm", !CALM.has(state));
    this.dom.replaceChildren(...this.say(state, detail));
    if (state === "saved") this.timer = setTimeout(() => this.dom.replaceChildren(savedAt(new Date())), 30_000);
  }

  say(state, detail) {
    if (state === "saved") return [detail ?? WORDS.savedJustNow];
    if (state === "refused") return [detail === "tooLarge" ? WORDS.tooLarge : (detail ?? WORDS.refused)];
    if (state !== "signedOut") return [detail ?? WORDS[state]];
    const link = element("a", { href: this.signInUrl, target: "_blank", rel: "noopener" }, WORDS.signIn);
    return [`${WORDS.signedOut} `, link, ` ${WORDS.signInAfter}`];
  }
}

function savedAt(time) {
  return WORDS.savedAt(time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
}
