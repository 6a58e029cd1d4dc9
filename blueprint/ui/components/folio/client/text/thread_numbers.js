// The numbers of threads, as buttons after the words that they are about.

/** @import { ThreadView } from "../types.js" */
import { make } from "../elements.js";
import { plural } from "../messages.js";

export class ThreadNumbers {
  /** @param {ThreadView[]} cards */
  constructor(cards) {
    this.cards = new Map(cards.map((card) => [card.id, card]));
  }

  /** @param {string} id @returns {number | undefined} */
  number(id) {
    return this.cards.get(id)?.number;
  }

  /**
   * The numbers of those threads among `threads` that are open.
   * @param {Iterable<string>} threads
   */
  draw(threads) {
    const cards = Array.from(threads, (id) => this.cards.get(id));
    return cards
      .filter((card) => card !== undefined && !card.resolved)
      .map((card) => drawThreadNumber(/** @type {ThreadView} */ (card)));
  }
}

/** @param {ThreadView} card */
export function drawThreadNumber(card) {
  const label = plural("threadNumber", card.comments.length, { number: card.number });
  const attributes = { type: "button", class: "fo-thread-number", "data-thread": card.id, "aria-label": label };
  return make("button", attributes, String(card.number));
}
