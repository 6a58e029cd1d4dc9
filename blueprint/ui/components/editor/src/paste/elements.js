/** Elements of a pasted page: what several readers ask of them and do with them. */

/** @param {Element} one */
export const styleOf = (one) => one.getAttribute("style") ?? "";

/**
 * The words of an element with plain spaces.
 * @param {Node} node
 */
export const wordsOf = (node) => (node.textContent ?? "").replace(/[\s\u00A0]+/g, " ").trim();

/** Whether LibreOffice or OpenOffice wrote the page. @param {HTMLElement} body */
export function isOffice(body) {
  const generator = body.ownerDocument.querySelector("meta[name='generator' i]")?.getAttribute("content") ?? "";
  return /LibreOffice|OpenOffice/.test(generator);
}

/** The part of a link's address behind "#". @param {Element} link */
export const fragmentOf = (link) => /#([^#]*)$/.exec(link.getAttribute("href") ?? "")?.[1] ?? "";

/**
 * An element of the same page.
 * @param {Element} near
 * @param {string} name
 * @param {(Node | string)[]} children
 */
export function made(near, name, ...children) {
  const element = near.ownerDocument.createElement(name);
  element.append(...children);
  return element;
}

/** @param {Element} one */
export function unwrap(one) {
  one.replaceWith(...one.childNodes);
}

/** @param {Element} one @param {string} name */
export function rename(one, name) {
  if (one.localName === name) return one;
  const element = made(one, name, ...one.childNodes);
  one.replaceWith(element);
  return element;
}

/** @param {Element} one @param {string} name */
export function wrap(one, name) {
  const element = made(one, name);
  one.before(element);
  element.append(one);
}
