/**
 * Footnotes and endnotes. Word, LibreOffice, Google Docs and web pages write them alike: a link to the note, and in the
 * note a link back. Ours are a reference and an aside.
 */
/** @import { LeftOut } from "./left_out.js" */
import { fragmentOf, made, unwrap, wordsOf } from "./elements.js";

const NOTE =
  "li, aside, [role='doc-footnote'], [role='doc-endnote'], [id^='ftn'], [id^='edn'], [id^='sdfootnote'], " +
  "[id^='sdendnote'], [style*='mso-element:footnote'], [style*='mso-element:endnote']";
const LISTS = "[style*='mso-element:footnote-list'], [style*='mso-element:endnote-list'], section.footnotes";
const WITHOUT_NOTE = /^(?:_(?:ftn|edn)\d|sd(?:foot|end)note\d+sym|ftnt\d)/;
const BACK = /^(?:_(?:ftn|edn)ref|sd(?:foot|end)note\d+anc|ftnt_ref)/;
const SIGN = /^[\s\u00A0]*(?:\[?(?:\d+|[a-z]|[ivx]+|\*+)\]?[.:]?|(?:[\u2190-\u21FF^][\uFE0E\uFE0F]?)+)[\s\u00A0]*$/i;
const BACK_LINK = "[role='doc-backlink'], .footnote-backref, .footnote-back, .reversefootnote";

/**
 * @param {HTMLElement} body
 * @param {(index: number) => string} freeLabel
 * @param {LeftOut} leftOut
 */
export function ourNotes(body, freeLabel, leftOut) {
  const targets = targetsOf(body);
  /** @type {Map<Element, string>} */
  const labels = new Map();
  for (const link of body.querySelectorAll("a[href*='#']")) {
    const note = link.closest("[data-note]") ? null : noteOf(link, targets);
    if (!note) continue;
    const label = labels.get(note) ?? freeLabel(labels.size);
    labels.set(note, label);
    note.setAttribute("data-note", "");
    wholeSign(link).replaceWith(reference(link, label));
  }
  for (const [note, label] of labels) body.append(aside(note, label));
  for (const list of body.querySelectorAll(LISTS)) if (!wordsOf(list)) list.remove();
  dropLastRule(body, labels.size);
  leftOut.add("notes", dropOrphans(body));
}

/** @param {HTMLElement} body */
function targetsOf(body) {
  /** @type {Map<string, Element>} */
  const targets = new Map();
  for (const one of body.querySelectorAll("[id], a[name]")) {
    for (const name of [one.id, one.getAttribute("name")]) if (name && !targets.has(name)) targets.set(name, one);
  }
  return targets;
}

/**
 * The note that a link leads to: what it points at has a link back.
 * @param {Element} link
 * @param {Map<string, Element>} targets
 */
function noteOf(link, targets) {
  const fragment = fragmentOf(link);
  const target = targets.get(fragment) ?? targets.get(fragment.replace(/^_/, ""));
  if (!target || target.contains(link) || isBefore(target, link)) return null;
  const note = bodyOf(target);
  if (!note || note.contains(link)) return null;
  const back = [target, ...note.querySelectorAll("a[href*='#']")].some((one) => {
    const origin = targets.get(fragmentOf(one));
    return origin !== undefined && (origin.contains(link) || link.contains(origin));
  });
  return back ? note : null;
}

/** @param {Element} one @param {Element} other */
function isBefore(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** @param {Element} target */
function bodyOf(target) {
  const known = target.localName === "a" ? target.parentElement?.closest(NOTE) : target.closest(NOTE);
  if (known) return known;
  const paragraph = target.closest("p, div, dd, td");
  const box = paragraph?.parentElement;
  const isBox =
    box?.localName === "div" && [...box.children].every((one) => one.localName === "p" || one === paragraph);
  return isBox && box.querySelectorAll("a[id], a[name]").length === 1 ? box : (paragraph ?? null);
}

/** The link with the raised numbers and brackets around it that are its sign alone. @param {Element} link */
function wholeSign(link) {
  let whole = link;
  for (let up = link.parentElement; up?.matches("sup, span") && wordsOf(up) === wordsOf(link); up = up.parentElement) {
    whole = up;
  }
  return whole;
}

/** @param {Element} near @param {string} label */
function reference(near, label) {
  const sign = made(near, "sup");
  sign.dataset.label = label;
  return sign;
}

/** @param {Element} note @param {string} label */
function aside(note, label) {
  for (const back of note.querySelectorAll("a[href*='#']")) {
    const isSign = SIGN.test(back.textContent ?? "") || BACK.test(fragmentOf(back)) || back.matches(BACK_LINK);
    if (isSign) wholeSign(back).remove();
    else unwrap(back);
  }
  for (const one of note.querySelectorAll(".mw-cite-backlink")) one.remove();
  const element = made(note, "aside", ...note.childNodes);
  trimStart(element);
  element.dataset.label = label;
  const list = note.closest("ol, ul");
  note.remove();
  if (list && !wordsOf(list)) list.remove();
  return element;
}

/** @param {Element} element */
function trimStart(element) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    text.textContent = (text.textContent ?? "").replace(/^[\s\u00A0]+/, "");
    if (text.textContent) return;
  }
}

/** The line that sets notes apart belongs to them. @param {HTMLElement} body @param {number} notes */
function dropLastRule(body, notes) {
  const rule = notes ? [...body.querySelectorAll("hr")].at(-1) : null;
  if (rule && followers(rule).every((one) => one.localName === "aside" || !wordsOf(one))) rule.remove();
}

/** @param {Element} one */
function followers(one) {
  const found = [];
  for (let next = one.nextElementSibling; next; next = next.nextElementSibling) found.push(next);
  return found;
}

/** Signs of notes that were not copied: "[1]" would lead nowhere. @param {HTMLElement} body */
function dropOrphans(body) {
  const orphans = [...body.querySelectorAll("a[href*='#']")].filter((one) => WITHOUT_NOTE.test(fragmentOf(one)));
  for (const one of orphans) wholeSign(one).remove();
  return orphans.length;
}
