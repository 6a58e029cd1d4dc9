/**
 * Lists of pasted pages. Word processors say sign and level of each item; web pages say the kind of sign and count
 * themselves. A sign that no list of ours has, as "Article 2" or "1.1", becomes words before the item's own.
 */
/** @import { Reading, Sign } from "../source/list_signs.js" */
import { following, likeliest, signAt } from "../source/list_signs.js";
import { counterSign, isCounter, isOurs } from "./counters.js";
import { isOffice, made, rename, styleOf, wordsOf, wrap } from "./elements.js";
import { rtfSigns } from "./rtf.js";

/**
 * An item: its level from 1, its sign ("" for a bullet) and what holds its words.
 * @typedef {{ level: number, sign: string, words: Element }} PastedItem
 */
/**
 * A list that is being made; a bulleted one has no sign.
 * @typedef {{ level: number, list: HTMLElement, first: Sign | null, readings: Reading[] }} OpenList
 */

/**
 * The lists and paragraphs of items in a row.
 * @param {PastedItem[]} items
 */
export function buildLists(items) {
  /** @type {HTMLElement[]} */
  const roots = [];
  /** @type {OpenList[]} */
  const open = [];
  for (const item of items) {
    const sign = item.sign ? signAt(`${item.sign}  x`) : null;
    while ((open.at(-1)?.level ?? 0) > item.level) close(open);
    if (item.sign && sign?.text !== item.sign) addWords(item, roots, open);
    else addItem(item, sign, roots, open);
  }
  while (open.length) close(open);
  return roots;
}

/** @param {PastedItem} item @param {HTMLElement[]} roots @param {OpenList[]} open */
function addWords({ level, sign, words }, roots, open) {
  while ((open.at(-1)?.level ?? 0) >= level) close(open);
  const paragraph = made(words, "p", `${sign} `, ...trimmed(words));
  const outer = open.at(-1)?.list.lastElementChild;
  if (outer) outer.append(paragraph);
  else roots.push(paragraph);
}

/** @param {PastedItem} item @param {Sign | null} sign @param {HTMLElement[]} roots @param {OpenList[]} open */
function addItem({ level, words }, sign, roots, open) {
  const last = open.at(-1);
  const goesOn = last?.level === level && continues(last, sign);
  if (last?.level === level && !goesOn) close(open);
  if (!goesOn) openList(roots, open, level, sign, words);
  open.at(-1)?.list.append(made(words, "li", made(words, "p", ...trimmed(words))));
}

/** @param {OpenList} open @param {Sign | null} sign */
function continues(open, sign) {
  if (!open.first || !sign) return !open.first && !sign;
  const next = following(open.readings, open.first.delimiter, sign).filter(
    ({ style, number }) => style !== "decimal" || open.readings.some((one) => one.number + 1 === number),
  );
  if (next.length) open.readings = next;
  return next.length > 0;
}

/**
 * @param {HTMLElement[]} roots
 * @param {OpenList[]} open
 * @param {number} level
 * @param {Sign | null} sign
 * @param {Element} near
 */
function openList(roots, open, level, sign, near) {
  const list = made(near, sign ? "ol" : "ul");
  const parent = open.at(-1)?.list.lastElementChild;
  if (parent) parent.append(list);
  else roots.push(list);
  open.push({ level, list, first: sign, readings: sign?.readings ?? [] });
}

/** Its last item tells how its first sign was meant. @param {OpenList[]} open */
function close(open) {
  const closed = open.pop();
  if (!closed?.first) return;
  const { style } = likeliest(closed.readings);
  const start = closed.first.readings.find((one) => one.style === style)?.number ?? 1;
  setSigns(closed.list, style, closed.first.delimiter, start);
}

/** @param {HTMLElement} list @param {string} style @param {string} delimiter @param {number} start */
function setSigns(list, style, delimiter, start) {
  Object.assign(list.dataset, { style, delimiter });
  list.setAttribute("start", String(start));
}

/** The words of an item without spaces before them. @param {Element} words */
function trimmed(words) {
  const walker = words.ownerDocument.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  const first = walker.nextNode();
  if (first) first.textContent = (first.textContent ?? "").replace(/^[\s\u00A0]+/, "");
  return [...words.childNodes];
}

/** @type {Record<string, string>} */
const STYLES = {
  a: "lower-alpha",
  A: "upper-alpha",
  i: "lower-roman",
  I: "upper-roman",
  "lower-alpha": "lower-alpha",
  "lower-latin": "lower-alpha",
  "upper-alpha": "upper-alpha",
  "upper-latin": "upper-alpha",
  "lower-roman": "lower-roman",
  "upper-roman": "upper-roman",
};

/**
 * LibreOffice's HTML says less of its lists than what it prints, which is in the other form of the same text.
 * @param {HTMLElement} body
 * @param {string} rtf
 */
export function printedSigns(body, rtf) {
  if (!rtf || !isOffice(body)) return;
  const items = [...body.querySelectorAll("li")];
  const signs = rtfSigns(rtf);
  if (signs.length !== items.length) return;
  items.forEach((item, at) => {
    if (/[\p{L}\p{N}]/u.test(signs[at]) && item.closest("ol, ul")?.localName === "ol") item.dataset.sign = signs[at];
  });
}

/** Lists of HTML itself, with the signs they are shown with. @param {HTMLElement} body */
export function plainLists(body) {
  nestedLists(body);
  for (const list of body.querySelectorAll("ol, ul")) if (typeInStyle(list) === "none") typedSigns(list);
  for (const list of body.querySelectorAll("ol:not([data-style])")) {
    divided(/** @type {HTMLElement} */ (list));
  }
  for (const item of body.querySelectorAll("li")) takeTask(item);
  for (const item of body.querySelectorAll("li")) if (!item.closest("ul, ol")) wrap(item, "ul");
}

/**
 * A list that shows no signs of its own because they are typed before the words.
 * @param {Element} list
 */
function typedSigns(list) {
  const items = [...list.children].filter((one) => one.localName === "li");
  const signs = items.map((item) => signAt(wordsOf(item))?.text ?? "");
  if (!items.length || signs.includes("")) return;
  items.forEach((item, at) => withoutStart(item, signs[at]));
  list.replaceWith(...buildLists(items.map((words, at) => ({ level: 1, sign: signs[at], words }))));
}

/** Takes a sign away that is the beginning of an item's words. @param {Element} item @param {string} sign */
function withoutStart(item, sign) {
  const walker = item.ownerDocument.createTreeWalker(item, NodeFilter.SHOW_TEXT);
  for (let rest = sign; rest && walker.nextNode();) {
    const text = (walker.currentNode.textContent ?? "").replace(/^[\s\u00A0]+/, "");
    const length = Math.min(rest.length, text.length);
    if (!rest.startsWith(text.slice(0, length))) return;
    walker.currentNode.textContent = text.slice(length);
    rest = rest.slice(length);
  }
}

/** @param {Element} list */
function typeInStyle(list) {
  const item = list.querySelector(":scope > li");
  const pattern = /list-style(?:-type)?:\s*"?([\w-]+)/;
  return (item && pattern.exec(styleOf(item))?.[1]) ?? pattern.exec(styleOf(list))?.[1] ?? "";
}

/** The style that a list of a page counts in, as it names it. @param {HTMLElement} list */
function styleOfList(list) {
  const named = typeInStyle(list);
  return STYLES[list.getAttribute("type") ?? ""] ?? STYLES[named] ?? (isCounter(named) ? named : "decimal");
}

/**
 * A list for each row of numbers, and words before the items whose signs no list of ours has.
 * @param {HTMLElement} list
 */
function divided(list) {
  const items = [...list.children].filter((one) => one.localName === "li");
  const style = styleOfList(list);
  const step = list.hasAttribute("reversed") ? -1 : 1;
  const start = Number.parseInt(list.getAttribute("start") ?? "", 10);
  let number = Number.isFinite(start) ? start : step < 0 ? items.length : 1;
  let next = Number.NaN;
  let last = /** @type {Element} */ (list);
  for (const item of items) {
    const value = Number.parseInt(item.getAttribute("value") ?? "", 10);
    if (Number.isFinite(value)) number = value;
    const printed = /** @type {HTMLElement} */ (item).dataset.sign;
    const sign = printed ? printedSign(printed, style) : { number, delimiter: "." };
    if (sign && isOurs(style, sign.number)) {
      ({ number } = sign);
      if (number !== next) last = partOf(list, last, style, number, sign.delimiter);
      last.append(item);
      next = number + 1;
    } else {
      const words = rename(item, "div");
      prepend(words, `${printed ?? counterSign(style, number)} `);
      last.after(words);
      [last, next] = [words, Number.NaN];
    }
    number += step;
  }
  if (!list.children.length) list.remove();
}

/**
 * What a sign that is printed says in this style; null when no list of ours has it.
 * @param {string} sign
 * @param {string} style
 */
function printedSign(sign, style) {
  const found = signAt(`${sign}  x`);
  const number = found?.readings.find((one) => one.style === style)?.number;
  return found?.text === sign && number !== undefined ? { number, delimiter: found.delimiter } : null;
}

/**
 * @param {HTMLElement} list
 * @param {Element} last
 * @param {string} style
 * @param {number} start
 * @param {string} delimiter
 */
function partOf(list, last, style, start, delimiter) {
  const part = made(list, "ol");
  setSigns(part, style, delimiter, start);
  last.after(part);
  return part;
}

/** Before the first word, wherever that is. @param {Element} holder @param {string} words */
function prepend(holder, words) {
  const walker = holder.ownerDocument.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!wordsOf(walker.currentNode)) continue;
    walker.currentNode.textContent = words + (walker.currentNode.textContent ?? "").trimStart();
    return;
  }
  holder.prepend(words);
}

/** "[x]" as web pages show it: a checkbox before the item's words. @param {Element} item */
function takeTask(item) {
  const box = item.querySelector("input[type='checkbox']");
  const role = item.getAttribute("role") === "checkbox" ? item.getAttribute("aria-checked") : null;
  if (!role && (!box || box.closest("li") !== item)) return;
  item.setAttribute("data-checked", String(role ? role === "true" : box?.hasAttribute("checked")));
  box?.remove();
}

/** Google Docs puts a nested list beside its item; it belongs inside. @param {HTMLElement} body */
function nestedLists(body) {
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = list.previousElementSibling;
    if (item?.localName === "li") item.append(list);
    else wrap(list, "li");
  }
}
