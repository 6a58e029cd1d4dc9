// Hosting: every card stands where its words are, or where they stood; none is ever left out.

import { ThreadCard } from "./thread_card.js";
import { count, make, on } from "../elements.js";

export const Hosting = {
  makePins() {
    this.byId = new Map(this.data.cards.map((card) => [card.id, card]));
    this.pins = new Map(
      this.data.cards.filter((card) => !card.resolved).map((card) => [card.id, () => this.pin(card)]),
    );
  },

  pin(card) {
    const label = `Comment ${card.number}, ${count(card.turns.length, "turn", "turns")}`;
    return make(
      "button",
      { type: "button", class: "fo-pin", "data-thread": card.id, "aria-label": label },
      String(card.number),
    );
  },

  // Put every card where its words are; none is ever left out.
  placeCards() {
    for (const id of [...this.cards.keys()])
      if (!this.byId.has(id)) {
        this.cards.get(id).element.remove();
        this.cards.delete(id);
      }
    for (const absence of this.root.querySelectorAll(".fo-absence")) absence.remove();
    const hosts = new Map();
    for (const card of this.data.cards) {
      const held = this.cards.get(card.id) || new ThreadCard(this, card);
      this.cards.set(card.id, held);
      held.update(card);
      const host = this.hostOf(card);
      hosts.set(host, [...(hosts.get(host) || []), held.element]);
      if (card.lost && !card.resolved && host !== this.later()) this.markAbsence(card);
    }
    hosts.forEach((elements, host) => this.fill(host, elements));
    this.countFolds();
  },

  fill(host, elements) {
    if (!host) return elements.forEach((element) => element.remove());
    const boxes = [...host.children].filter((child) => child.classList.contains("fo-fresh"));
    const wanted = [...elements, ...boxes];
    if (wanted.length !== host.children.length || wanted.some((element, at) => host.children[at] !== element))
      host.replaceChildren(...wanted);
    return undefined;
  },

  hostOf(card) {
    if (card.row < 0) return this.later();
    const entry = this.entries.get(`${card.side}:${card.row}`);
    if (entry) return entry.cards;
    return this.folded(card) ? null : this.later();
  },

  folded(card) {
    return [...this.folds.values()].find(({ rows }) => rows.has(`${card.side}:${card.row}`));
  },

  later() {
    if (!this.laterHost?.isConnected) {
      this.laterHost = make("div", { class: "fo-later" });
      this.sheet.append(this.laterHost);
    }
    return this.laterHost;
  },

  markAbsence(card) {
    const entry = this.entries.get(`${card.side}:${card.row}`);
    if (!entry) return;
    const said = make("span", {}, "Words that stood here were removed");
    entry.element.prepend(make("div", { class: "fo-absence", "data-on": card.id }, said, this.pin(card)));
  },

  countFolds() {
    this.folds.forEach(({ rows }, fold) => {
      const inside = this.data.cards.filter((card) => rows.has(`${card.side}:${card.row}`) && !card.resolved).length;
      fold.querySelector(".fo-fold-cards").textContent = inside
        ? count(inside, "comment in them", "comments in them")
        : "";
    });
  },

  // Where a card's or a new box's words are on the screen.
  wordsOf(element) {
    const id = element.dataset.thread;
    if (!id) return this.entryOf(element.dataset.for)?.words;
    return (
      this.root.querySelector(`.fo-stage .fo-pin[data-thread="${id}"]`)?.parentElement?.closest("mark, .fo-absence") ||
      this.root.querySelector(`mark[data-on~="${id}"], .fo-absence[data-on="${id}"], .fo-words[data-on~="${id}"]`)
    );
  },

  entryOf(key) {
    return this.entries.get(key);
  },

  activate(id, { scroll = true, focus = true } = {}) {
    const card = this.byId.get(id);
    if (!card) return;
    this.folded(card)?.open();
    for (const [other, held] of this.cards) this.setActive(held, other === id);
    for (const said of this.root.querySelectorAll(".fo-said, .fo-whole"))
      said.classList.toggle("fo-active", on(said, "on").includes(id));
    this.arrange();
    const { element } = this.cards.get(id);
    if (scroll) (this.wordsOf(element) || element).scrollIntoView({ block: "nearest", behavior: this.motion() });
    if (scroll) element.scrollIntoView({ block: "nearest", behavior: this.motion() });
    if (focus && !element.contains(document.activeElement)) element.focus({ preventScroll: true });
  },

  setActive(held, active) {
    held.element.classList.toggle("fo-active", active);
    if (held.open === active) return;
    held.open = active || [...this.boxes.keys()].some((key) => held.element.contains(this.boxes.get(key).element));
    held.draw();
  },
};
