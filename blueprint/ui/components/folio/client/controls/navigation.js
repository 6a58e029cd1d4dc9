// Going about: from paragraph to paragraph, comment to comment, to a footnote.

import { goToChange } from "../text/comparison.js";
import { EDITABLE } from "../elements.js";

export const Going = {
  pressed(event) {
    if (event.target.closest(EDITABLE)) return;
    if (event.key === "Escape" && this.placing) this.stopPlacing();
    const words = event.target.closest(".fo-words");
    if (
      words &&
      (event.key === "Enter" || event.key === "c") &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.target.closest("a, button")
    ) {
      event.preventDefault();
      this.comment(words);
    } else {
      this.walk(event);
    }
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  },

  walk(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const step = { n: 1, p: -1, j: 1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (event.key === "j" || event.key === "k") this.nextRow(step);
    else this.next(step);
  },

  next(step) {
    if (this.data.mode === "comparing") goToChange(this, step);
    else this.nextCard(step);
  },

  nextCard(step) {
    const open = this.data.cards.filter((card) => !card.resolved);
    if (!open.length) return this.say("There are no open comments.");
    const here = open.findIndex((card) => this.cards.get(card.id).element.classList.contains("fo-active"));
    const at = here < 0 ? (step > 0 ? 0 : open.length - 1) : Math.min(Math.max(here + step, 0), open.length - 1);
    this.activate(open[at].id);
    this.showPosition(`Comment ${at + 1} of ${open.length}`);
    return this.say(`Comment ${at + 1} of ${open.length}`);
  },

  nextRow(step) {
    const all = [...this.sheet.querySelectorAll(".fo-words")];
    const here = all.findIndex((words) => words.tabIndex === 0);
    const started = all[here]?.contains(document.activeElement);
    const words = all[Math.min(Math.max(started ? here + step : Math.max(here, 0), 0), all.length - 1)];
    if (words) {
      this.settle(words);
      words.focus();
      words.scrollIntoView({ block: "nearest" });
    }
  },

  // One paragraph at a time can be reached with Tab: the one last used.
  settle(words) {
    for (const other of this.sheet.querySelectorAll('.fo-words[tabindex="0"]')) other.tabIndex = -1;
    words.tabIndex = 0;
  },

  focusRow(index, side) {
    const words = this.entries.get(`${side}:${index}`)?.words;
    if (words) {
      this.settle(words);
      words.focus({ preventScroll: true });
    }
  },

  // Where the address leads: once, as whoever came there then goes on by themselves.
  open() {
    const { key, at } = this.data;
    const words = this.opened === `${key} ${at}` ? null : this.entries.get(`new:${at}`)?.words;
    if (!words) return;
    this.opened = `${key} ${at}`;
    this.settle(words);
    words.focus({ preventScroll: true });
    words.scrollIntoView({ block: "center", behavior: "instant" });
  },

  toNote(label) {
    const wanted = `[^${label}]:`;
    const note = [...this.root.querySelectorAll("[data-footnote]")].find((one) => one.dataset.footnote === wanted);
    const words = note?.parentElement.querySelector(".fo-words");
    if (words) {
      words.scrollIntoView({ block: "center", behavior: this.motion() });
      this.settle(words);
      words.focus({ preventScroll: true });
    }
  },
};
