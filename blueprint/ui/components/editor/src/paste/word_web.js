/** Word for the web: each item is a list of its own, which says level, place and the form of its sign. */
/** @import { PastedItem } from "./lists.js" */
import { signOf } from "../source/list_signs.js";
import { made, styleOf, wordsOf } from "./elements.js";
import { buildLists } from "./lists.js";

const ITEM = "li[data-aria-level][data-listid], li[data-leveltext]";
const WRAPPER = ".ListContainerWrapper";

/** @param {HTMLElement} body */
export function webLists(body) {
  /** @type {Element[]} */
  let run = [];
  for (const item of body.querySelectorAll(ITEM)) {
    if (run.length && !follows(/** @type {Element} */ (run.at(-1)), item)) {
      replace(run);
      run = [];
    }
    run.push(item);
  }
  replace(run);
}

/** The element that holds an item alone, or with others of its list. @param {Element} item */
const holderOf = (item) => item.closest(WRAPPER) ?? item.closest("ol, ul") ?? item;

/** @param {Element} before @param {Element} item */
function follows(before, item) {
  const [one, other] = [holderOf(before), holderOf(item)];
  return one === other || nextOf(one) === other;
}

/** @param {Element} one */
function nextOf(one) {
  let next = one.nextElementSibling;
  while (next && !wordsOf(next) && !next.matches(WRAPPER)) next = next.nextElementSibling;
  return next;
}

/** @param {Element[]} items */
function replace(items) {
  if (!items.length) return;
  /** @type {number[]} */
  const numbers = [];
  const pasted = items.map((item) => pastedItem(item, numbers));
  const holders = new Set(items.map(holderOf));
  const [first] = holders;
  const place = first.ownerDocument.createComment("");
  first.before(place);
  for (const holder of holders) holder.remove();
  place.replaceWith(...buildLists(pasted));
}

/** @param {Element} item @param {number[]} numbers the last one of each level @returns {PastedItem} */
function pastedItem(item, numbers) {
  const level = Number(item.getAttribute("data-aria-level") ?? 1) || 1;
  const words = made(item, "p", ...[...item.childNodes].flatMap((one) => contentOf(one)));
  if (item.closest("ol, ul")?.localName !== "ol") return { level, sign: "", words };
  const place = Number(item.getAttribute("data-aria-posinset")) || (numbers[level] ?? 0) + 1;
  const start = Number(item.closest("ol")?.getAttribute("start")) || 1;
  numbers[level] = Math.max(place, start);
  numbers.length = level + 1;
  return { level, sign: signFor(item, level, numbers), words };
}

/** @param {Node} node */
function contentOf(node) {
  return node instanceof Element && node.localName === "p" ? [...node.childNodes] : [node];
}

/**
 * "(%1)" with the number of its level, in its kind of letters.
 * @param {Element} item
 * @param {number} level
 * @param {number[]} numbers
 */
function signFor(item, level, numbers) {
  const form = item.getAttribute("data-leveltext") || `%${level}.`;
  const style = /list-style-type:\s*([\w-]+)/.exec(styleOf(item.closest("ol") ?? item))?.[1] ?? "decimal";
  return form.replace(/%(\d)/g, (_, at) => {
    const number = numbers[Number(at)] ?? 1;
    return Number(at) === level ? signOf({ style, delimiter: "." }, number).slice(0, -1) : String(number);
  });
}
