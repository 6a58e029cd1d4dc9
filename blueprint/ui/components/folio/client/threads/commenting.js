// Commenting: a box beside the words that were clicked or selected, kept until it was sent.

import { allKept, Box } from "./comment_box.js";
import { make, short } from "../elements.js";
import { selectedWords, showPending, wholeRow } from "../text/selection.js";

export const Commenting = {
  comment(words) {
    const entry = this.entries.get(`${words.dataset.side}:${words.dataset.row}`);
    this.settle(words);
    if (entry) this.offer(wholeRow(words, entry), true);
  },

  // Words were selected: offer a box beside them, and leave the selection to the person.
  selected() {
    if (this.root.contains(document.activeElement) && document.activeElement.matches("textarea")) return;
    const found = selectedWords(this);
    if (found) this.offer(found, false);
  },

  offer(found, focus) {
    if (!this.data.may.comment) return;
    if (this.placing) {
      this.offerPlace(found);
      return;
    }
    const revision = found.side === "old" ? this.data.old : this.data.revision;
    const key = `new:${revision}:${found.s}-${found.e}`;
    this.dropEmpty(key);
    const box = this.openNew(key, { action: "start", revision, start: found.s, end: found.e }, found);
    showPending(found.range);
    if (focus) box.area.focus({ preventScroll: true });
    this.arrange();
    if (focus || !this.isMargin()) box.host.scrollIntoView({ block: "nearest", behavior: "instant" });
  },

  openNew(key, target, found) {
    const box = this.box(key, { label: "Your comment", verb: "Comment", target });
    const entry = this.entries.get(`${found.words.dataset.side}:${found.words.dataset.row}`);
    const quote = make(
      "p",
      { class: "fo-quote", dir: "auto" },
      found.text ? `“${short(found.text)}”` : this.nameOf(entry),
    );
    box.host = make(
      "div",
      { class: "fo-fresh", "data-for": `${found.words.dataset.side}:${found.words.dataset.row}` },
      quote,
      box.element,
    );
    box.shut = () => {
      box.host.remove();
      this.boxes.delete(key);
      showPending(null);
      this.arrange();
    };
    box.done = () => {
      const here = box.element.contains(document.activeElement);
      box.shut();
      if (here) box.leave();
    };
    box.reopen = () => {
      this.boxes.set(key, box);
      entry.cards.append(box.host);
      this.arrange();
    };
    box.leave = () => found.words.focus({ preventScroll: true });
    entry.cards.append(box.host);
    box.grow();
    return box;
  },

  nameOf(entry) {
    return entry.row.n
      ? `On paragraph ${entry.row.n}`
      : `On this ${entry.row.kind === "heading" ? "heading" : "passage"}`;
  },

  box(key, what) {
    const held = this.boxes.get(key);
    if (held) {
      held.host?.remove();
      return held;
    }
    const box = new Box(this, key, what);
    this.boxes.set(key, box);
    return box;
  },

  dropEmpty(except) {
    for (const [key, box] of [...this.boxes]) if (key !== except && key.startsWith("new:") && box.empty) box.shut();
  },

  // After a reload: open every box that had words in it.
  restoreBoxes() {
    for (const kept of allKept(`folio:${this.data.key}:`)) {
      if (kept.key?.startsWith("new:")) this.restoreNew(kept);
      else this.restoreIn(kept);
    }
    for (const [key, box] of this.boxes)
      if (key.startsWith("new:") && !box.host?.isConnected) this.restoreNew({ key, target: box.target });
  },

  restoreNew({ key, target }) {
    const side = target.revision === this.data.revision ? "new" : target.revision === this.data.old ? "old" : null;
    const entry = [...this.entries.values()].find(
      (one) => one.words && !one.guest && one.side === side && one.row.s <= target.start && target.start < one.row.e,
    );
    if (entry) this.openNew(key, target, { words: entry.words, text: "", side });
  },

  restoreIn({ key, label, verb, target }) {
    const card = this.data.cards.find(
      (one) => one.id === target.thread || one.turns.some((turn) => turn.id === target.comment),
    );
    if (card) this.cards.get(card.id).host(this.box(key, { label, verb, target }));
  },
};
