/** What sticks to the top and the bottom of the window over the text: the caret must not be scrolled to below it. */

/** Pixels between the caret and what covers the text. */
const DISTANCE = 8;

/** @typedef {{ top: number, bottom: number, left: number, right: number }} Covered */

/**
 * The pixels that are covered on each side of the window, measured whenever they are read.
 * @param {() => Element} text
 * @returns {Covered}
 */
export function covered(text) {
  const height = (/** @type {string} */ bar) =>
    (text().closest(".bp-editor")?.querySelector(bar)?.clientHeight ?? 0) + DISTANCE;
  return {
    left: 0,
    right: 0,
    get top() {
      return height(".bp-toolbar");
    },
    get bottom() {
      return height(".bp-save-bar");
    },
  };
}
