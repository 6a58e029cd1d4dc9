// Elements of the folio, beside the shared `make`.

/** @import { AttributeValue, Child } from "../../../client/elements.js" */
import { make } from "../../../client/elements.js";

export { make };

/**
 * @param {Child | Child[]} label
 * @param {(event: MouseEvent) => unknown} press
 * @param {Record<string, AttributeValue>} [attributes]
 */
export function button(label, press, attributes = {}) {
  const classes = ["fo-button", attributes.class].filter(Boolean).join(" ");
  return make("button", { type: "button", onclick: press, ...attributes, class: classes }, label);
}

/**
 * The ids in an element's data attribute, which are separated by spaces; none for no element.
 * @param {HTMLElement | null} element
 * @param {string} name
 */
export function ids(element, name) {
  return (element?.dataset[name] ?? "").split(" ").filter(Boolean);
}

/**
 * The nearest element around an event's target, itself included.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function closest(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function all(parent, selector) {
  return [...parent.querySelectorAll(selector)].filter((element) => element instanceof HTMLElement);
}

export const EDITABLE = "textarea, input, select, [contenteditable]";

/** Screens from which a scroll is a jump. */
const FAR = 2;
/** Frames in which the parts of a long text around a place are drawn, and take their heights. */
const DRAWING_FRAMES = 6;

/**
 * Scroll elements into view, one after the other: smoothly to one that is near, to a far one at once.
 * @param {HTMLElement[]} elements
 * @param {ScrollLogicalPosition} [block]
 */
export function reveal(elements, block = "nearest") {
  const far = elements.some((element) => Math.abs(element.getBoundingClientRect().top) > FAR * innerHeight);
  const calm = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  for (const element of elements) element.scrollIntoView({ block, behavior: calm ? "instant" : "smooth" });
  if (far) settle(elements, block, DRAWING_FRAMES);
}

/** @param {HTMLElement[]} elements @param {ScrollLogicalPosition} block @param {number} frames */
function settle(elements, block, frames) {
  requestAnimationFrame(() => {
    for (const element of elements) element.scrollIntoView({ block, behavior: "instant" });
    if (frames > 0) settle(elements, block, frames - 1);
  });
}

/** The nearest element around another that scrolls; null for the page itself. @param {HTMLElement} element */
export function scrollerOf(element) {
  for (let around = element.parentElement; around; around = around.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(around).overflowY)) return around;
  }
  return null;
}
