/** Edits of a document as a person would make them, on ProseMirror's JSON; random, but the same for the same seed. */

const MARKDOWN_SIGNS = [
  "*",
  "1. x",
  "# y",
  "|",
  "<b>",
  "[x]",
  "_",
  "\\",
  "`",
  "~~",
  "&amp;",
  "> q",
  "- z",
  "$a$",
  "^",
  "![",
  "](",
  "$",
  "{#id}",
  ":::",
  "word",
  "ب",
  "語",
  "e\u0301",
  "\u{1F600}x",
  "---",
  "==",
  "a_b_c",
  "\\*",
  "<!--",
  "http://a.b",
];

/** The document with a word put into the piece at `path`. */
export function touched(document, path) {
  const copy = structuredClone(document);
  insertWord(nodeAt(copy, path), " inserted ", 0.5);
  return copy;
}

function nodeAt(document, path) {
  return path.reduce((node, at) => node.content[at], document);
}

function insertWord(node, word, share) {
  const leaf = firstLeaf(node);
  const texts = (leaf.content ?? []).filter((part) => part.type === "text");
  const text = texts[Math.floor(texts.length * share * 0.99)];
  if (!text) leaf.content = [...(leaf.content ?? []), { type: "text", text: word }];
  else {
    const at = Math.floor(text.text.length * share);
    const safe = /[\uDC00-\uDFFF]/.test(text.text[at] ?? "") ? at - 1 : at;
    text.text = text.text.slice(0, safe) + word + text.text.slice(safe);
  }
}

function firstLeaf(node) {
  return node.type === "tableRow" ? node.content[0].content[0] : node;
}

/** A small generator of random numbers (mulberry32), so that a failure can be seen again. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` random edits; `untouched` are the paths (in the old document) of the pieces that none of them met. */
export function edited(document, count, seed) {
  const next = random(seed);
  const copy = structuredClone(document);
  const paths = new Map();
  mark(copy, [], paths);
  for (let done = 0; done < count; done += 1) editOnce(copy, paths, next);
  const here = new Set(nodesOf(copy));
  const untouched = new Set([...paths].filter(([node, { met }]) => here.has(node) && !met).map(([, { path }]) => path));
  return { document: copy, untouched };
}

const PIECES = new Set(["paragraph", "heading", "tableRow", "codeBlock"]);

function mark(node, path, paths) {
  if (PIECES.has(node.type)) paths.set(node, { path: path.join("."), met: false });
  else (node.content ?? []).forEach((child, at) => mark(child, [...path, at], paths));
}

function* nodesOf(node) {
  yield node;
  if (node.type === "tableRow") return;
  for (const child of node.content ?? []) yield* nodesOf(child);
}

function editOnce(document, paths, next) {
  const leaves = [...nodesOf(document)].filter((node) => PIECES.has(node.type));
  const node = leaves[Math.floor(next() * leaves.length)];
  if (!node) return;
  const parent = [...nodesOf(document)].find((one) => one.content?.includes(node));
  const entry = paths.get(node);
  if (entry) entry.met = true;
  EDITS[Math.floor(next() * EDITS.length)](node, parent, next);
}

const word = (next) => MARKDOWN_SIGNS[Math.floor(next() * MARKDOWN_SIGNS.length)];
const paragraph = (next) => ({
  type: "paragraph",
  content: [{ type: "text", text: `${word(next)} ${word(next)}${word(next)}` }],
});
const free = (parent) => parent.type === "doc" || parent.type === "blockquote";

const EDITS = [
  (node, _, next) => insertWord(node, word(next), next()),
  (node, _, next) => insertWord(node, ` ${word(next)} `, next()),
  (node, _, next) => insertWord(node, word(next), 0),
  (node, parent, next) =>
    parent.type !== "table" && parent.content.splice(parent.content.indexOf(node) + 1, 0, paragraph(next)),
  (node, parent) =>
    parent.type === "doc" && parent.content.length > 1 && parent.content.splice(parent.content.indexOf(node), 1),
  (node, parent) =>
    free(parent) && parent.content.splice(parent.content.indexOf(node), 1, { type: "blockquote", content: [node] }),
  (node, parent) =>
    free(parent) &&
    node.type === "paragraph" &&
    parent.content.splice(parent.content.indexOf(node), 1, {
      type: "bulletList",
      content: [{ type: "listItem", content: [node] }],
    }),
  (node, _, next) => node.type === "heading" && (node.attrs.level = 1 + Math.floor(next() * 6)),
  (node, _, next) => node.type === "paragraph" && bold(node, next),
  (node, parent, next) =>
    parent.type === "table" &&
    parent.content.push({
      type: "tableRow",
      content: node.content.map(({ attrs }) => ({ type: "tableCell", attrs, content: [paragraph(next)] })),
    }),
];

const KINDS = ["bold", "italic", "strike", "code"];

function bold(node, next) {
  const index = (node.content ?? []).findIndex((part) => part.type === "text" && part.text.length > 4);
  if (index < 0) return;
  const part = node.content[index];
  const [from, to] = [Math.floor(next() * part.text.length), Math.floor(next() * part.text.length)].sort(
    (one, other) => one - other,
  );
  const type = KINDS[Math.floor(next() * KINDS.length)];
  const marks = [...(part.marks ?? []).filter((own) => own.type !== type), { type }];
  const pieces = [
    [0, from, part.marks],
    [from, to, marks],
    [to, part.text.length, part.marks],
  ];
  const texts = pieces
    .filter(([start, end]) => end > start)
    .map(([start, end, own]) => ({ ...part, text: part.text.slice(start, end), marks: own }));
  node.content.splice(index, 1, ...texts);
}
