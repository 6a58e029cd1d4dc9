// Pins: the numbers after the words that a thread is about.

/** @import { ThreadView } from "../types.js" */
import { make } from "../elements.js";
import { plural } from "../messages.js";

export class Pins {
  /** @param {ThreadView[]} cards */
  constructor(cards) {
    this.cards = new Map(cards.map((card) => [card.id, card]));
  }

  /** @param {string} id @returns {number | undefined} */
  number(id) {
    return this.cards.get(id)?.number;
  }

  /**
   * The pins of those threads among `threads` that are open.
   * @param {Iterable<string>} threads
   */
  draw(threads) {
    const cards = Array.from(threads, (id) => this.cards.get(id));
    return cards
      .filter((card) => card !== undefined && !card.resolved)
      .map((card) => drawPin(/** @type {ThreadView} */ (card)));
  }
}

/** @param {ThreadView} card */
export function drawPin(card) {
  const label = plural("pin", card.turns.length, { number: card.number });
  const attributes = { type: "button", class: "fo-thread-number", "data-thread": card.id, "aria-label": label };
  return make("button", attributes, String(card.number));
}
