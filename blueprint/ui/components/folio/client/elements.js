// Elements are made one by one and filled with textContent: nothing that a person wrote is ever read as HTML.

export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const SAFE_HREF = /^(https?:\/\/|mailto:|#|[^:/?#\s]+(?:[/?#]|$)|\/(?!\/))/i;
export const IMAGE = /^images\/[0-9a-f]{64}\.[a-z0-9]{1,5}$/;

// Addresses that may be followed: the web, mail, and places on this site. Anything else stays plain words.
export function safeHref(href) {
  const tidy = (href || "").replace(/[\u0000-\u0020]/g, "");
  return SAFE_HREF.test(tidy) ? tidy : null;
}

export function button(label, press, attributes = {}) {
  const classes = ["fo-button", attributes.class].filter(Boolean).join(" ");
  return make("button", { type: "button", onclick: press, ...attributes, class: classes }, label);
}

export function on(element, name) {
  return (element.dataset[name] || "").split(" ").filter(Boolean);
}

export const characters = (text) => Array.from(text).length;

export function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

export const EDITABLE = "textarea, input, select, [contenteditable]";

export function short(words) {
  return words.length > 160 ? `${words.slice(0, 160)} …` : words;
}
