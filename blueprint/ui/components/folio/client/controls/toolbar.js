// Telling: the bar above the text, and what is said to who cannot see it.

import { rememberChoice } from "../storage.js";
import { button, count, make } from "../elements.js";

export const Telling = {
  tell(sentence) {
    this.foot.replaceChildren(
      make(
        "p",
        { class: "fo-banner fo-refusal", role: "alert" },
        sentence,
        button("Close", () => this.foot.replaceChildren()),
      ),
    );
  },

  offerUndo(sentence, undo) {
    const banner = make(
      "p",
      { class: "fo-banner" },
      sentence,
      button("Undo", () => {
        this.foot.replaceChildren();
        undo();
      }),
    );
    this.foot.replaceChildren(banner);
    this.say(sentence);
    setTimeout(() => banner.remove(), 10000);
  },

  say(sentence) {
    this.status.textContent = sentence;
  },

  showPosition(text) {
    this.position.textContent = text;
  },

  drawBar() {
    const { data } = this;
    const comparing = data.mode === "comparing";
    const open = data.cards.filter((card) => !card.resolved).length;
    const resolved = data.cards.length - open;
    const said = [open ? count(open, "open comment", "open comments") : "", resolved ? `${resolved} resolved` : ""]
      .filter(Boolean)
      .join(", ");
    this.position = this.position || make("span", { class: "fo-position" });
    const [back, forth] = comparing ? ["Previous change", "Next change"] : ["Previous comment", "Next comment"];
    const steps =
      comparing || open
        ? [
            button("↑", () => this.next(-1), { "aria-label": back, title: `${back} (p)` }),
            button("↓", () => this.next(1), { "aria-label": forth, title: `${forth} (n)` }),
          ]
        : [];
    const hint = data.may.comment ? "Select words, or click a paragraph, to comment." : "";
    const layout = comparing ? this.layoutChoice() : null;
    this.bar.replaceChildren(
      ...[
        comparing ? make("strong", { class: "fo-summary" }, data.compared.summary) : null,
        make("span", { class: "fo-count" }, said || (data.may.comment ? "" : "No comments yet.")),
        make("span", { class: "fo-hint" }, hint),
        this.position,
        layout,
        make("span", { class: "fo-steps" }, steps),
      ].filter(Boolean),
    );
  },

  layoutChoice() {
    const choose = (columns) => {
      this.columns = columns;
      rememberChoice("folio-columns", columns);
      this.draw();
      this.drawBar();
      this.arrange();
    };
    return make(
      "span",
      { class: "fo-layout", role: "group", "aria-label": "Layout" },
      button("Side by side", () => choose(true), { "aria-pressed": String(this.columns) }),
      button("One column", () => choose(false), { "aria-pressed": String(!this.columns) }),
    );
  },
};
