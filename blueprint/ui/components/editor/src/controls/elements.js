/**
 * @typedef {{ listen(event: Event): unknown }["listen"]} Listener a method's type, so that it may name its own event
 */
/** @typedef {string | number | boolean | null | undefined | Listener} AttributeValue */

/**
 * Makes an element: attributes by name, `on…` listeners, children as text or elements. Text is never read as HTML; what
 * is null, undefined or false is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, AttributeValue>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
