/** Word on a computer: its titles, and its lists, which are paragraphs with their level and their sign typed out. */
/** @import { PastedItem } from "./lists.js" */
import { made, rename, styleOf, wordsOf, wrap } from "./elements.js";
import { buildLists } from "./lists.js";

const SIGNS = "span[style*='mso-list:Ignore'], span[style*='mso-list: Ignore']";
const BULLET_FONTS = /Symbol|Wingdings|Webdings|Courier New/;

/** @param {HTMLElement} body */
export function wordSpaces(body) {
  for (const one of body.querySelectorAll("span[style*='mso-spacerun'], span.Apple-converted-space"))
    one.textContent = one.textContent.replace(/\u00A0/g, " ");
  for (const one of body.querySelectorAll("span[style*='mso-tab-count']")) one.replaceWith(" ");
}

/**
 * The words of text boxes follow the paragraph that they were fixed to.
 * @param {HTMLElement} body
 * @param {string[]} boxes
 */
export function wordBoxes(body, boxes) {
  for (const place of [...body.querySelectorAll("[data-box]")].reverse()) {
    const { body: box } = new DOMParser().parseFromString(boxes[Number(place.getAttribute("data-box"))], "text/html");
    const holder = place.closest("p, h1, h2, h3, h4, h5, h6") ?? place;
    holder.after(made(place, "div", ...box.childNodes));
    place.remove();
  }
}

/** @param {HTMLElement} body */
export function wordTitles(body) {
  for (const one of body.querySelectorAll("p.MsoTitle, p[class*='MsoTitle']")) rename(one, "h1");
  for (const one of body.querySelectorAll("p[class*='MsoHeading'], p[style*='mso-outline-level']")) {
    const level = /mso-outline-level:\s*(\d)/.exec(styleOf(one))?.[1] ?? "2";
    signed(rename(one, `h${Math.min(6, Math.max(1, Number(level)))}`));
  }
  for (const one of body.querySelectorAll(":is(h1,h2,h3,h4,h5,h6)")) signed(one);
  for (const one of body.querySelectorAll("p[class*='MsoQuote'], p[class*='MsoIntenseQuote']")) wrap(one, "blockquote");
}

/** A numbered heading keeps its number as words. @param {Element} heading */
function signed(heading) {
  const sign = signOf(heading);
  for (const marker of heading.querySelectorAll(SIGNS)) marker.remove();
  if (sign) heading.prepend(`${sign} `);
}

/** @param {HTMLElement} body */
export function wordLists(body) {
  for (const first of [...body.querySelectorAll("p[style*='mso-list']")].filter(
    (one) => isItem(one) && !isItem(one.previousElementSibling),
  )) {
    const items = itemsFrom(first);
    const place = first.ownerDocument.createComment("");
    first.before(place);
    place.replaceWith(...buildLists(items.map(pastedItem)));
    for (const item of items) item.remove();
  }
}

/** The list items in a row, from the first one on. @param {Element} first */
function itemsFrom(first) {
  const items = [];
  for (let next = /** @type {Element | null} */ (first); next && isItem(next); next = next.nextElementSibling) {
    items.push(next);
  }
  return items;
}

/** @param {Element | null} one */
function isItem(one) {
  return one?.localName === "p" && /mso-list:\s*l\d+/i.test(styleOf(one));
}

/** @param {Element} paragraph @returns {PastedItem} */
function pastedItem(paragraph) {
  const level = Number(/level(\d+)/.exec(styleOf(paragraph))?.[1] ?? 1);
  const sign = signOf(paragraph);
  for (const marker of paragraph.querySelectorAll(SIGNS)) marker.remove();
  return { level, sign, words: made(paragraph, "p", ...paragraph.childNodes) };
}

/** What numbers a paragraph; "" for a bullet, whatever sign its font draws. @param {Element} paragraph */
function signOf(paragraph) {
  const [marker] = paragraph.querySelectorAll(SIGNS);
  const sign = marker ? wordsOf(marker) : "";
  const font = marker ? styleOf(marker) + styleOf(marker.parentElement ?? marker) : "";
  const isBullet = !/[\p{L}\p{N}]/u.test(sign) || sign === "o" || (BULLET_FONTS.test(font) && sign.length === 1);
  return isBullet ? "" : sign;
}
