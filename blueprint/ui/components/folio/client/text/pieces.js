// Words: the pieces of a row as elements. Each `.w` knows which range of which revision's source it shows.

import { IMAGE, make, safeHref } from "../elements.js";

const MARKS = {
  strong: "strong",
  emphasis: "em",
  code: "code",
  strikethrough: "s",
  superscript: "sup",
  subscript: "sub",
};

// Fill `host` with a row's pieces; `pins` says which numbers stand after the last words of which thread.
export function fillWords(host, pieces, pins, side) {
  const last = lastPieces(pieces);
  host.replaceChildren();
  let cell = null;
  pieces.forEach((piece, at) => {
    if (piece.c !== undefined && piece.c !== cell) cell = piece.c;
    const into = cell === null ? host : cellAt(host, cell);
    into.append(drawPiece(piece, side));
    for (const id of last.get(at) || []) if (pins.has(id)) into.append(pins.get(id)());
  });
}

function lastPieces(pieces) {
  const of = new Map();
  pieces.forEach((piece, at) => (piece.on || []).forEach((id) => of.set(id, at)));
  const found = new Map();
  of.forEach((at, id) => found.set(at, [...(found.get(at) || []), id]));
  return found;
}

function cellAt(line, number) {
  while (line.children.length <= number) {
    const tag = line.dataset.head ? "th" : "td";
    line.append(make(tag, { dir: "auto", scope: line.dataset.head ? "col" : null }));
  }
  return line.children[number];
}

function drawPiece(piece, side) {
  const shown = make("span", { class: "w", "data-s": piece.s, "data-e": piece.e, "data-side": piece.side || side });
  shown.textContent = piece.t;
  let drawn = shown;
  for (const [kind, href] of [...(piece.m || [])].reverse()) drawn = mark(drawn, kind, href, piece);
  if (piece.on) drawn = make("mark", { class: "fo-said", "data-on": piece.on.join(" ") }, drawn);
  if (piece.op === "+") return make("ins", { class: "fo-ins" }, drawn);
  if (piece.op === "-") return make("del", { class: "fo-del" }, drawn);
  return drawn;
}

function mark(inner, kind, href, piece) {
  if (MARKS[kind]) return make(MARKS[kind], {}, inner);
  if (kind === "link") return link(inner, href);
  if (kind === "footnote")
    return make("sup", {}, make("a", { href: "#", role: "doc-noteref", "data-note": href }, inner));
  if (kind === "image") return picture(inner, href, piece);
  if (kind === "math" || kind === "html") return make("code", { class: `fo-${kind}` }, inner);
  return inner;
}

function link(inner, href) {
  const safe = safeHref(href);
  if (!safe) return inner;
  return make("a", { href: safe, target: "_blank", rel: "noopener noreferrer nofollow" }, inner);
}

function picture(inner, href, piece) {
  if (!IMAGE.test(href || "")) return make("span", { class: "fo-missing" }, inner);
  inner.classList.add("fo-unseen");
  inner.setAttribute("aria-hidden", "true");
  const image = make("img", { src: `/${href}`, alt: piece.t, loading: "lazy" });
  image.addEventListener("load", () => image.dispatchEvent(new CustomEvent("fo-settled", { bubbles: true })));
  return make("span", { class: "fo-picture" }, image, inner);
}
