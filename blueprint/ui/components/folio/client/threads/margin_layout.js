// Where cards go in the margin: beside their words and never on each other.

/** Pixels between two cards. */
export const GAP = 10;

/**
 * The top of each card, for cards in the order of the tops they want. The active one gets the place it wants; those
 * after it go as high as they may, those before it as low; none above 0.
 * @param {{ wanted: number, height: number }[]} cards
 * @param {number} active its index
 */
export function stackCards(cards, active) {
  /** @type {number[]} */
  const tops = new Array(cards.length).fill(0);
  cards.forEach(({ wanted }, at) => {
    if (at >= active) tops[at] = at === active ? wanted : Math.max(wanted, bottom(cards, tops, at - 1) + GAP);
  });
  for (let at = active - 1; at >= 0; at -= 1) {
    tops[at] = Math.min(cards[at].wanted, tops[at + 1] - cards[at].height - GAP);
  }
  for (let at = 0, floor = 0; at < cards.length; at += 1) {
    tops[at] = Math.max(tops[at], floor);
    floor = bottom(cards, tops, at) + GAP;
  }
  return tops;
}

/** @param {{ height: number }[]} cards @param {number[]} tops @param {number} at */
function bottom(cards, tops, at) {
  return tops[at] + cards[at].height;
}
