/** When two nodes are the same: a string for each, of what Markdown can express and nothing else. */
/** @import { Attributes, NodeJSON, ReadableLink } from "./types.js" */
import { atomsOfContent, sameAtoms, normalized } from "./atoms.js";
import { sameMarks, markKey, MARK_ORDER } from "./inline.js";
import { countsOn, signOf } from "./list_signs.js";

/** @type {Record<string, (keyof Attributes)[]>} */
const ATTRIBUTES = {
  heading: ["level"],
  orderedList: ["start", "style", "delimiter"],
  listItem: ["checked"],
  codeBlock: ["language"],
  footnote: ["label"],
  footnoteReference: ["label"],
  sourceBlock: ["source"],
  sourceInline: ["source"],
  math: ["source"],
  tableCell: ["align"],
  tableHeader: ["align"],
  image: ["src", "alt", "title"],
};

/** What an attribute is where a node does not say it. @type {Partial<Record<keyof Attributes, unknown>>} */
const DEFAULTS = { start: 1, style: "decimal", delimiter: "." };

/** @type {WeakMap<NodeJSON, string>} */
const keys = new WeakMap();

/**
 * The key of a node as it is, without normalization.
 * @param {NodeJSON} node
 * @returns {string}
 */
export function keyOf(node) {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key = `${headOf(node)}(${inlineOrBlocks(node)})`;
  keys.set(node, key);
  return key;
}

/**
 * The key of a leaf's content, whatever kind of leaf it is in.
 * @param {NodeJSON} node
 */
export function contentKey(node) {
  return inlineOrBlocks(node);
}

/** @param {NodeJSON} node */
function inlineOrBlocks(node) {
  return joinedText(node.content ?? [])
    .map((part) => (part.type === "text" ? textKey(part) : keyOf(part) + marksKey(part)))
    .join("\u0002");
}

/** @param {NodeJSON[]} content */
function joinedText(content) {
  /** @type {NodeJSON[]} */
  const joined = [];
  for (const part of content) {
    const last = joined.at(-1);
    if (part.type === "text" && last?.type === "text" && sameMarks(last.marks, part.marks)) {
      joined[joined.length - 1] = { ...last, text: `${last.text}${part.text}` };
    } else joined.push(part);
  }
  return joined;
}

/** @param {NodeJSON} part */
function textKey(part) {
  return `"${part.text}"${marksKey(part)}`;
}

/** @param {NodeJSON} node */
function marksKey({ marks }) {
  if (!marks?.length) return "";
  return MARK_ORDER.flatMap((type) => marks.filter((mark) => mark.type === type))
    .map(markKey)
    .join(",");
}

/** @param {NodeJSON} node */
function headOf({ type, attrs = {} }) {
  return `${type} ${(ATTRIBUTES[type] ?? []).map((name) => attrs[name] ?? DEFAULTS[name] ?? "").join("\u0001")}`;
}

/** @param {NodeJSON} node */
export function isEmptyParagraph({ type, content }) {
  return type === "paragraph" && !(content ?? []).some((part) => part.type !== "text" || part.text?.trim() !== "");
}

/**
 * The children Markdown can express: without empty paragraphs, unless there is nothing else.
 * @param {NodeJSON} node
 */
export function childrenOf(node) {
  const children = node.content ?? [];
  const full = children.filter((child) => !isEmptyParagraph(child));
  return full.length ? full : children.slice(0, 1);
}

const LISTS = new Set(["bulletList", "orderedList"]);
const LEAVES = new Set(["paragraph", "heading"]);

/**
 * Whether two nodes mean the same to a reader. Normalized content counts; lists of one kind that touch are one list.
 * @param {NodeJSON} one
 * @param {NodeJSON} other
 * @param {ReadableLink} links
 * @returns {boolean}
 */
export function sameMeaning(one, other, links) {
  if (keyOf(one) === keyOf(other)) return true;
  if (!sameHead(one, other)) return false;
  if (LEAVES.has(one.type)) return sameAtoms(normalizedContent(one, links), normalizedContent(other, links));
  if (one.type === "codeBlock") return codeOf(one) === codeOf(other);
  const [children, others] = [meantChildren(one), meantChildren(other)];
  return children.length === others.length && children.every((child, at) => sameMeaning(child, others[at], links));
}

const CELLS = new Set(["tableHeader", "tableCell"]);

/**
 * Whether a cell is a head cell depends on its row.
 * @param {NodeJSON} one
 * @param {NodeJSON} other
 */
function sameHead(one, other) {
  if (CELLS.has(one.type) && CELLS.has(other.type)) return (one.attrs?.align ?? null) === (other.attrs?.align ?? null);
  if (one.type === "orderedList" && other.type === "orderedList") return sameSigns(one, other);
  return headOf(one) === headOf(other);
}

/**
 * Whether the items of two lists have the same signs: one "(i)" may be a letter or a number.
 * @param {NodeJSON} one
 * @param {NodeJSON} other
 */
function sameSigns(one, other) {
  const signs = [one, other].map(({ attrs = {}, content = [] }) =>
    [0, content.length - 1].map((at) => signOf(attrs, (attrs.start ?? 1) + at)),
  );
  return signs[0].join() === signs[1].join();
}

/** @param {NodeJSON} node @param {ReadableLink} links */
const normalizedContent = (node, links) => normalized(atomsOfContent(node.content), links);
/** @param {NodeJSON} node */
const codeOf = (node) => (node.content ?? []).map((part) => part.text).join("");

/**
 * The children as Markdown has them.
 * @param {NodeJSON} node
 */
export function meantChildren(node) {
  return node.type === "table" || node.type === "tableRow" ? (node.content ?? []) : joinedLists(childrenOf(node));
}

/** @param {NodeJSON[]} children */
function joinedLists(children) {
  /** @type {NodeJSON[]} */
  const joined = [];
  for (const child of children) {
    const last = joined.at(-1);
    if (last && isOneList(last, child))
      joined[joined.length - 1] = { ...last, content: [...(last.content ?? []), ...(child.content ?? [])] };
    else joined.push(child);
  }
  return joined;
}

/**
 * Whether a list that touches the one before is read as its end. Two plain lists are one, whichever sign sets them
 * apart.
 * @param {NodeJSON} before
 * @param {NodeJSON} list
 */
function isOneList(before, list) {
  if (!LISTS.has(list.type) || before.type !== list.type) return false;
  if (list.type === "bulletList") return true;
  const [one, other] = [before.attrs ?? {}, list.attrs ?? {}];
  if (countsOn(one) || countsOn(other)) return countsOn(one) && countsOn(other);
  const next = (one.start ?? 1) + (before.content?.length ?? 0);
  return signOf(one, next) === signOf(other, other.start ?? 1) && one.style === other.style;
}
