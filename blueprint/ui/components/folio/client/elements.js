// Elements are made one by one and filled with textContent: nothing that a person wrote is ever read as HTML.

/**
 * @typedef {{ listen(event: Event): unknown }["listen"]} Listener a method's type, so that it may name its own event
 */
/** @typedef {string | number | boolean | null | undefined | Listener} AttributeValue */
/** @typedef {Node | string | null | undefined} Child */

/**
 * An element with its attributes, `on…` listeners and children; what is null, undefined or false is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, AttributeValue>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  const wanted = children.flat().filter((child) => child !== null && child !== undefined && child !== "");
  element.append(.../** @type {(Node | string)[]} */ (wanted));
  return element;
}

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
