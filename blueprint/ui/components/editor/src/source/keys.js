/** When two nodes are the same: a string for each, of what Markdown can tell apart and nothing else. */
import { atomKey, atomsOfContent, settled } from "./atoms.js";
import { sameMarks, markKey, MARK_ORDER } from "./inline.js";

const ATTRIBUTES = {
  heading: ["level"], orderedList: ["start"], codeBlock: ["language"], footnote: ["label"], footnoteReference: ["label"],
  sourceBlock: ["source"], sourceInline: ["source"], tableCell: ["align"], tableHeader: ["align"],
  image: ["src", "alt", "title"],
};

const keys = new WeakMap();

/** The key of a node just as it stands. */
export function keyOf(node) {
  if (!keys.has(node)) keys.set(node, `${headOf(node)}(${inlineOrBlocks(node)})`);
  return keys.get(node);
}

/** The key of a leaf's content, whatever kind of leaf it is in. */
export function contentKey(node) {
  return inlineOrBlocks(node);
}

function inlineOrBlocks(node) {
  return joinedText(node.content ?? []).map((part) => (part.type === "text" ? textKey(part) : keyOf(part) + marksKey(part))).join("\u0002");
}

function joinedText(content) {
  const joined = [];
  for (const part of content) {
    const last = joined.at(-1);
    if (part.type === "text" && last?.type === "text" && sameMarks(last.marks, part.marks)) {
      joined[joined.length - 1] = { ...last, text: last.text + part.text };
    } else joined.push(part);
  }
  return joined;
}

function textKey(part) {
  return `"${part.text}"${marksKey(part)}`;
}

function marksKey({ marks = [] }) {
  return MARK_ORDER.flatMap((type) => marks.filter((mark) => mark.type === type)).map(markKey).join(",");
}

function headOf({ type, attrs = {} }) {
  return `${type} ${(ATTRIBUTES[type] ?? []).map((name) => attrs[name] ?? (name === "start" ? 1 : "")).join("\u0001")}`;
}

export function isEmptyParagraph({ type, content }) {
  return type === "paragraph" && !(content ?? []).some((part) => part.type !== "text" || part.text.trim() !== "");
}

/** The children Markdown can say: without empty paragraphs, unless there is nothing else. */
export function childrenOf(node) {
  const children = node.content ?? [];
  const full = children.filter((child) => !isEmptyParagraph(child));
  return full.length ? full : children.slice(0, 1);
}

const LISTS = new Set(["bulletList", "orderedList"]);
const LEAVES = new Set(["paragraph", "heading"]);

/** What a reader is told by a node: its settled content; lists of one kind that touch are one list. */
export function meaningOf(node, links) {
  if (node.type === "codeBlock") return `${headOf(node)}(${(node.content ?? []).map((part) => part.text).join("")})`;
  if (LEAVES.has(node.type)) return `${headOf(node)}(${settled(atomsOfContent(node.content), links).map(atomKey).join("\u0002")})`;
  if (node.type === "tableHeader" || node.type === "tableCell") return `cell ${node.attrs?.align ?? ""}(${node.content.map((one) => meaningOf(one, links))})`;
  const children = node.type === "tableRow" || node.type === "table" ? node.content : joinedLists(childrenOf(node));
  return `${headOf(node)}(${(children ?? []).map((child) => meaningOf(child, links)).join("\u0003")})`;
}

function joinedLists(children) {
  const joined = [];
  for (const child of children) {
    const last = joined.at(-1);
    if (LISTS.has(child.type) && last?.type === child.type) joined[joined.length - 1] = { ...last, content: [...last.content, ...child.content] };
    else joined.push(child);
  }
  return joined;
}
