// The pieces of a row as text nodes, within elements for their marks. `sources` says what each node shows.

/** @import { TextPiece, Side } from "../types.js" */
/** @import { ThreadNumbers } from "./thread_numbers.js" */
import { make } from "../elements.js";
import { message } from "../messages.js";
import { drawFormulaOf } from "./formula.js";
import { isImage, safeHref } from "./links.js";

/** @typedef {{ s: number, e: number, side: Side }} Source a range of a revision's source */

/** @type {WeakMap<Node, Source>} */
const sources = new WeakMap();

/**
 * The text nodes of a paragraph's words, in their order.
 * @param {Node} words
 */
export function textNodes(words) {
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  /** @type {{ node: Node, source: Source }[]} */
  const found = [];
  while (walker.nextNode()) {
    const source = sources.get(walker.currentNode);
    if (source) found.push({ node: walker.currentNode, source });
  }
  return found;
}

/** @type {Record<string, "strong" | "em" | "code" | "s" | "sup" | "sub">} */
const TAGS = {
  strong: "strong",
  emphasis: "em",
  code: "code",
  strikethrough: "s",
  superscript: "sup",
  subscript: "sub",
};

/**
 * Fill `host` with a row's pieces, and the number of each thread after the last of its words.
 * @param {HTMLElement} host
 * @param {TextPiece[]} pieces
 * @param {ThreadNumbers} threadNumbers
 * @param {Side} side
 */
export function fillWords(host, pieces, threadNumbers, side) {
  const endings = threadEndings(pieces);
  host.replaceChildren();
  /** @type {number | null} */
  let cell = null;
  pieces.forEach((piece, at) => {
    cell = piece.c ?? cell;
    const into = cell === null ? host : cellAt(host, cell);
    into.append(drawPiece(piece, side), ...threadNumbers.draw(endings.get(at) ?? []));
  });
}

/**
 * The threads that end at a piece, by its position.
 * @param {TextPiece[]} pieces
 */
export function threadEndings(pieces) {
  /** @type {Map<string, number>} */
  const last = new Map();
  pieces.forEach((piece, at) => piece.on?.forEach((id) => last.set(id, at)));
  /** @type {Map<number, string[]>} */
  const endings = new Map();
  last.forEach((at, id) => endings.set(at, [...(endings.get(at) ?? []), id]));
  return endings;
}

/** @param {HTMLElement} line @param {number} number */
function cellAt(line, number) {
  const head = Boolean(line.dataset.head);
  while (line.children.length <= number) {
    line.append(make(head ? "th" : "td", { dir: "auto", scope: head ? "col" : null }));
  }
  return line.children[number];
}

/** @param {TextPiece} piece @param {Side} side */
function drawPiece(piece, side) {
  /** @type {Node} */
  let drawn = document.createTextNode(piece.t);
  sources.set(drawn, { s: piece.s, e: piece.e, side: piece.side ?? side });
  for (const [kind, href] of [...(piece.m ?? [])].reverse()) drawn = drawMark(drawn, kind, href, piece);
  if (piece.on) drawn = make("mark", { class: "fo-commented", "data-on": piece.on.join(" ") }, drawn);
  if (piece.op === "+") return make("ins", { class: "fo-ins" }, drawn);
  if (piece.op === "-") return make("del", { class: "fo-del" }, drawn);
  return drawn;
}

/**
 * @param {Node} inner
 * @param {string} kind
 * @param {string} href
 * @param {TextPiece} piece
 * @returns {Node}
 */
function drawMark(inner, kind, href, piece) {
  if (TAGS[kind]) return make(TAGS[kind], {}, inner);
  if (kind === "link") return drawLink(inner, href);
  if (kind === "footnote") {
    return make("sup", {}, make("a", { href: "#", role: "doc-noteref", "data-note": href }, inner));
  }
  if (kind === "image") return drawImage(inner, href, piece);
  if (kind === "math" && href) return drawFormulaOf(hidden(inner), `${href}${piece.t}${href}`);
  if (kind === "task") return drawBox(inner, piece.t);
  if (kind === "math" || kind === "html") return make("code", { class: `fo-${kind}` }, inner);
  return inner;
}

/**
 * The box of a task, as it is written, "[x] ".
 * @param {Node} inner
 * @param {string} written
 */
function drawBox(inner, written) {
  const isDone = written[1] !== " ";
  const label = message(isDone ? "taskDone" : "taskOpen");
  return make(
    "span",
    { class: "fo-task" },
    make("span", { role: "img", "aria-label": label }, isDone ? "\u2611" : "\u2610"),
    hidden(inner),
  );
}

/** Words that are shown in another way stay, for selections and comments. @param {Node} inner */
export function hidden(inner) {
  return make("span", { class: "fo-visually-hidden", "aria-hidden": "true" }, inner);
}

/** @param {Node} inner @param {string} href */
function drawLink(inner, href) {
  const safe = safeHref(href);
  return safe ? make("a", { href: safe, target: "_blank", rel: "noopener noreferrer nofollow" }, inner) : inner;
}

/** @param {Node} inner @param {string} href @param {TextPiece} piece */
function drawImage(inner, href, piece) {
  if (!isImage(href)) return make("span", { class: "fo-missing", "data-label": `${message("image")} ` }, inner);
  const image = make("img", { src: `/${href}`, alt: piece.t, loading: "lazy" });
  image.addEventListener("load", () => image.dispatchEvent(new CustomEvent("fo-resized", { bubbles: true })));
  return make("span", { class: "fo-image-box" }, image, hidden(inner));
}
