// The margin: arranges the cards on the screen where it is wide enough for them to be beside the text.

import { all } from "../elements.js";
import { stackCards } from "./margin_layout.js";

export class Margin {
  /**
   * @param {HTMLElement} root of the folio
   * @param {(card: HTMLElement) => HTMLElement | null} wordsOf
   */
  constructor(root, wordsOf) {
    this.root = root;
    this.wordsOf = wordsOf;
    this.frame = 0;
  }

  get elements() {
    return all(this.root, ".fo-margin .fo-cards > *");
  }

  /** Whether cards are beside the text now, not under their words. */
  get isBeside() {
    const first = this.elements.at(0);
    return first !== undefined && getComputedStyle(first).position === "absolute";
  }

  arrange() {
    const content = all(this.root, ".fo-content").at(0);
    if (!content) return;
    if (this.isBeside) this.stack(content);
    else this.clear(content);
  }

  arrangeSoon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.arrange());
  }

  /** @param {HTMLElement} content */
  stack(content) {
    const top = content.getBoundingClientRect().top;
    const cards = this.elements.map((card) => this.measure(card, top)).sort((one, other) => one.wanted - other.wanted);
    const active = cards.findIndex(({ card }) => card.classList.contains("fo-active"));
    const tops = stackCards(cards, Math.max(0, active));
    cards.forEach(({ card, origin }, at) => {
      card.style.top = `${tops[at] - origin}px`;
    });
    // A card that reaches past the end of the text has the content reach as far.
    content.style.minHeight = `${Math.max(...cards.map(({ height }, at) => tops[at] + height))}px`;
  }

  /** @param {HTMLElement} card @param {number} top of the content */
  measure(card, top) {
    const host = card.parentElement ?? this.root;
    const beside = this.wordsOf(card) ?? host;
    return {
      card,
      wanted: beside.getBoundingClientRect().top - top,
      height: card.offsetHeight,
      origin: host.getBoundingClientRect().top - top,
    };
  }

  /** @param {HTMLElement} content */
  clear(content) {
    for (const card of this.elements) card.style.top = "";
    content.style.minHeight = "";
  }
}
