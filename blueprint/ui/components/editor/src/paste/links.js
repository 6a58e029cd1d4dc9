/** Links: into the page they came from they lead nowhere here, so their words stay and the link goes. */
import { fragmentOf, unwrap } from "./elements.js";

/** @param {HTMLElement} body */
export function withoutDeadLinks(body) {
  for (const link of body.querySelectorAll("a[href]")) {
    const href = link.getAttribute("href") ?? "";
    if (/^(?:#|file:|about:|javascript:|data:|blob:)/i.test(href.trim()) || isOwn(link)) unwrap(link);
  }
  for (const line of body.querySelectorAll("a u")) unwrap(line);
}

/** Word's and Google's links between parts of one document. @param {Element} link */
function isOwn(link) {
  return /^(?:_(?:Toc|Ref|ftn|edn|msocom)|ftnt|cmnt|heading=)/.test(fragmentOf(link));
}

/**
 * An address alone, as it is put on the clipboard from a browser's address bar, or null.
 * @param {string} text
 */
export function loneAddress(text) {
  const address = text.trim();
  if (!/^(?:https?:\/\/|mailto:)[^\s<>"]+$/i.test(address) || address.length > 2000) return null;
  return URL.canParse(address) ? address : null;
}
