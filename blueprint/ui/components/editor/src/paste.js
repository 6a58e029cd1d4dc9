/**
 * Makes what word processors put on the clipboard into plain structure: headings, lists, tables, notes and emphasis
 * stay; fonts, colours, empty paragraphs and what only their maker understands go.
 */

/**
 * `freeLabel(n)` names the n-th pasted note. The result is HTML for ProseMirror's own parser, which reads no script.
 * @param {string} html
 * @param {(index: number) => string} freeLabel
 */
export function cleanPasted(html, freeLabel) {
  const page = new DOMParser().parseFromString(withoutConditions(html), "text/html");
  const { body } = page;
  for (const step of [
    dropForeign,
    noteSpaces,
    wordNotes(freeLabel),
    wordTitles,
    wordLists,
    nestedLists,
    plainHeadings,
    plainTables,
    dropEmpty,
  ])
    step(body);
  // eslint-disable-next-line no-restricted-properties -- read, not set; the editor's own parser takes it
  return body.innerHTML;
}

/** @typedef {{ level: number, ordered: boolean, list: HTMLElement }} OpenList */

/** @param {string} html */
function withoutConditions(html) {
  return html.replace(/<!--\[if[^]*?<!\[endif\]-->/g, "").replace(/<!\[(if|endif)[^>]*>/g, "");
}

/** @param {HTMLElement} body */
function dropForeign(body) {
  for (const one of body.querySelectorAll(
    "style, script, meta, link, title, xml, iframe, object, br.Apple-interchange-newline",
  ))
    one.remove();
  for (const one of [...body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":"))) {
    if (one.textContent.trim()) one.replaceWith(...one.childNodes);
    else one.remove();
  }
  for (const one of body.querySelectorAll("b[id^='docs-internal-guid']")) one.replaceWith(...one.childNodes);
}

/** @param {HTMLElement} body */
function noteSpaces(body) {
  for (const one of body.querySelectorAll("span[style*='mso-spacerun'], span.Apple-converted-space"))
    one.textContent = one.textContent.replace(/\u00A0/g, " ");
}

/**
 * Word's notes are links to and fro; ours are a reference and an aside.
 * @param {(index: number) => string} freeLabel
 * @returns {(body: HTMLElement) => void}
 */
const wordNotes = (freeLabel) => (body) => {
  const references = [...body.querySelectorAll("a[href*='#_ftn'], a[href*='#_edn']")].filter(
    (one) => !/(ftn|edn)ref/.test(hrefOf(one)),
  );
  references.forEach((reference, index) => {
    const name = /#_?((?:ftn|edn)\w+)/.exec(hrefOf(reference))?.[1];
    if (!name) return;
    const note = body.querySelector(`#${CSS.escape(name)}`);
    if (!note) {
      reference.remove();
      return;
    }
    const label = freeLabel(index);
    const sign = body.ownerDocument.createElement("sup");
    sign.dataset.label = label;
    reference.replaceWith(sign);
    for (const back of note.querySelectorAll("a[href*='ftnref'], a[href*='ednref']")) back.remove();
    const aside = body.ownerDocument.createElement("aside");
    aside.dataset.label = label;
    aside.append(...note.childNodes);
    note.remove();
    body.append(aside);
  });
};

/** @param {HTMLElement} body */
function wordTitles(body) {
  for (const one of body.querySelectorAll("p.MsoTitle, p[class*='MsoTitle']")) rename(one, "h1");
  for (const one of body.querySelectorAll("p[class*='MsoHeading'], p[style*='mso-outline-level']")) {
    const level = /mso-outline-level:\s*(\d)/.exec(one.getAttribute("style") ?? "")?.[1] ?? "2";
    rename(one, `h${Math.min(6, Math.max(1, Number(level)))}`);
  }
  for (const one of body.querySelectorAll("p[class*='MsoQuote'], p[class*='MsoIntenseQuote']")) wrap(one, "blockquote");
}

/**
 * Word writes list items as paragraphs that say their list and level, with the bullet typed out.
 * @param {HTMLElement} body
 */
function wordLists(body) {
  for (const first of [...body.querySelectorAll("p[style*='mso-list']")].filter(
    (one) => isItem(one) && !isItem(one.previousElementSibling),
  )) {
    const items = itemsFrom(first);
    const place = first.ownerDocument.createComment("");
    first.before(place);
    place.replaceWith(...buildLists(items));
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
  return one !== null && /mso-list:\s*l\d+/i.test(styleOf(one));
}

/** @param {Element} one */
function styleOf(one) {
  return one.getAttribute("style") ?? "";
}

/** @param {Element} one */
function hrefOf(one) {
  return one.getAttribute("href") ?? "";
}

/** @param {Element[]} items */
function buildLists(items) {
  /** @type {HTMLElement[]} */
  const roots = [];
  /** @type {OpenList[]} */
  const open = [];
  for (const item of items) {
    const level = Number(/level(\d+)/.exec(styleOf(item))?.[1] ?? 1);
    const ordered = isNumber(item);
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    const last = open.at(-1);
    if (last?.level === level && last.ordered !== ordered) open.pop();
    if (open.at(-1)?.level !== level) openList(roots, open, level, ordered, item.ownerDocument);
    open.at(-1)?.list.append(listItem(item));
  }
  return roots;
}

/**
 * @param {HTMLElement[]} roots
 * @param {OpenList[]} open
 * @param {number} level
 * @param {boolean} ordered
 * @param {Document} page
 */
function openList(roots, open, level, ordered, page) {
  const list = page.createElement(ordered ? "ol" : "ul");
  const parent = open.at(-1)?.list.lastElementChild;
  if (parent) parent.append(list);
  else roots.push(list);
  open.push({ level, ordered, list });
}

/** @param {Element} item */
const markers = (item) => item.querySelectorAll("span[style*='mso-list:Ignore'], span[style*='mso-list: Ignore']");
/** @param {Element} item */
const isNumber = (item) => /^[\s\u00A0]*\(?[\dA-Za-z]{1,4}[.)]/.test(markers(item)[0]?.textContent ?? "");

/** @param {Element} item */
function listItem(item) {
  for (const marker of markers(item)) marker.remove();
  const made = item.ownerDocument.createElement("li");
  made.append(...item.childNodes);
  wrapChildren(made, "p");
  item.remove();
  return made;
}

/**
 * Google Docs puts a nested list beside its item; it belongs inside.
 * @param {HTMLElement} body
 */
function nestedLists(body) {
  for (const list of body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = list.previousElementSibling;
    if (item?.localName === "li") item.append(list);
  }
}

/** @param {HTMLElement} body */
function plainHeadings(body) {
  for (const one of body.querySelectorAll(":is(h1,h2,h3,h4,h5,h6) :is(b,strong)")) one.replaceWith(...one.childNodes);
  for (const one of body.querySelectorAll(":is(h1,h2,h3,h4,h5,h6) span")) {
    if (one instanceof HTMLElement) one.style.fontWeight = "";
  }
}

/**
 * One paragraph a cell, as many cells in every row, the first row as the head.
 * @param {HTMLElement} body
 */
function plainTables(body) {
  for (const table of body.querySelectorAll("table")) {
    const rows = [...table.rows];
    for (const row of rows) for (const cell of [...row.cells]) plainCell(cell);
    const width = Math.max(...rows.map((row) => row.cells.length));
    rows.forEach((row, index) => {
      while (row.cells.length < width) row.append(table.ownerDocument.createElement("td"));
      for (const cell of [...row.cells]) rename(cell, index === 0 ? "th" : "td");
    });
  }
}

/** @param {HTMLTableCellElement} cell */
function plainCell(cell) {
  const blocks = [...cell.querySelectorAll("p, div, li, h1, h2, h3, h4, h5, h6")].filter((one) =>
    one.textContent.trim(),
  );
  blocks.slice(0, -1).forEach((block) => block.append(cell.ownerDocument.createElement("br")));
  for (const one of cell.querySelectorAll("p, div, ul, ol, li, h1, h2, h3, h4, h5, h6"))
    one.replaceWith(...one.childNodes);
  for (let more = cell.colSpan - 1; more > 0; more -= 1) cell.after(cell.ownerDocument.createElement("td"));
  cell.removeAttribute("colspan");
  cell.removeAttribute("rowspan");
}

/** @param {HTMLElement} body */
function dropEmpty(body) {
  for (const one of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    if (!one.textContent.replace(/\u00A0/g, " ").trim() && !one.querySelector("img, sup") && !one.closest("td, th"))
      one.remove();
  }
}

/** @param {Element} one @param {string} name */
function rename(one, name) {
  if (one.localName === name) return;
  const made = one.ownerDocument.createElement(name);
  made.append(...one.childNodes);
  one.replaceWith(made);
}

/** @param {Element} one @param {string} name */
function wrap(one, name) {
  const made = one.ownerDocument.createElement(name);
  one.before(made);
  made.append(one);
}

/** @param {Element} parent @param {string} name */
function wrapChildren(parent, name) {
  const made = parent.ownerDocument.createElement(name);
  made.append(...parent.childNodes);
  parent.append(made);
}
