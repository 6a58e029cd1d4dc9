// Placing: giving a thread other words by hand.

import { button, make, short } from "../elements.js";
import { showPending } from "../text/selection.js";

export const Placing = {
  // Giving a thread other words by hand.
  startPlacing(card) {
    this.placing = card;
    this.stage.classList.add("fo-placing");
    const stop = button("Cancel", () => this.stopPlacing());
    this.foot.replaceChildren(
      make("p", { class: "fo-banner" }, `Select the words that comment ${card.number} is about. `, stop),
    );
    this.say(`Select the words that comment ${card.number} is about, or press Enter on a paragraph.`);
  },

  offerPlace(found) {
    if (found.side === "old") return;
    showPending(found.range);
    const here = button(
      "Place here",
      () => {
        this.act({
          action: "place",
          thread: this.placing.id,
          revision: this.data.revision,
          start: found.s,
          end: found.e,
        });
        this.stopPlacing();
      },
      { class: "fo-primary" },
    );
    const words = found.text || this.nameOf(this.entries.get(`${found.words.dataset.side}:${found.words.dataset.row}`));
    this.foot.replaceChildren(
      make(
        "p",
        { class: "fo-banner" },
        make("span", { dir: "auto" }, `“${short(words)}”`),
        here,
        button("Cancel", () => this.stopPlacing()),
      ),
    );
  },

  stopPlacing() {
    this.placing = null;
    showPending(null);
    this.stage.classList.remove("fo-placing");
    this.foot.replaceChildren();
  },
};
