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

export function scrollBehavior() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
}
