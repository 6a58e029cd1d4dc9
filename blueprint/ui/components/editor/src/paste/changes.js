/** Tracked changes are taken as accepted: what was deleted, and what is hidden, is left out and counted. */
/** @import { LeftOut } from "./left_out.js" */
import { unwrap, wordsOf } from "./elements.js";

const DELETED = "del[cite], del[datetime], .msoDel, .TrackedDeletion, [class*='TrackChangeDelete']";
const HIDDEN = "[style*='mso-hide:all'], [style*='mso-hide: all'], [style*='display:none'], [style*='display: none']";

/** @param {HTMLElement} body @param {LeftOut} leftOut */
export function takeDeletions(body, leftOut) {
  leftOut.add("deletions", take(body, DELETED));
  for (const one of body.querySelectorAll("ins, .msoIns")) unwrap(one);
}

/** @param {HTMLElement} body @param {LeftOut} leftOut */
export function takeHidden(body, leftOut) {
  leftOut.add("hidden", take(body, HIDDEN));
}

/** The number of passages with words that were taken out. @param {HTMLElement} body @param {string} selector */
function take(body, selector) {
  const outermost = [...body.querySelectorAll(selector)].filter((one) => !one.parentElement?.closest(selector));
  for (const one of outermost) one.remove();
  return outermost.filter((one) => wordsOf(one)).length;
}
