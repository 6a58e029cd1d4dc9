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
