/**
 * Markdown → a tree of nodes that know their source, and the same tree as the editor's document (ProseMirror's JSON).
 *
 * See SourceNode in types.d.ts for what a node knows.
 */
/** @import { Attributes, LocatedToken, NodeJSON, Place, SourceNode } from "./types.js" */
import { inlineContent } from "./inline.js";
import { signAt, spacesBehind } from "./list_signs.js";

/** @typedef {{ tokens: LocatedToken[], at: number, src: string }} Cursor */

/** @type {Record<string, string>} */
const CONTAINERS = {
  blockquote_open: "blockquote",
  bullet_list_open: "bulletList",
  ordered_list_open: "orderedList",
  list_item_open: "listItem",
  footnote_reference_open: "footnote",
  table_open: "table",
  tr_open: "tableRow",
};

/** Tokens that only group others. */
const TRANSPARENT = new Set(["thead_open", "thead_close", "tbody_open", "tbody_close"]);

/** @param {LocatedToken[]} tokens @param {string} src the whole text @returns {SourceNode} */
export function buildTree(tokens, src) {
  const cursor = { tokens, at: 0, src };
  const root = sourceNode("doc", { start: 0, end: src.length, lead: 0, indent: 0, lines: [] }, "", "");
  while (cursor.at < tokens.length) append(root, cursor, "");
  return finish(root, src);
}

/** @param {SourceNode} parent @param {Cursor} cursor @param {string} base */
function append(parent, cursor, base) {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  if (TRANSPARENT.has(token.type) || !token.place) return;
  const node = sourceNode("", token.place, base, token.markup);
  if (CONTAINERS[token.type]) readContainer(node, token, cursor);
  else if (token.type === "paragraph_open" || token.type === "heading_open") readText(node, token, cursor);
  else readWhole(node, token, cursor.src);
  if (node.type !== "paragraph" || node.json.content) parent.children.push(node);
}

/**
 * A node of which more is to be read.
 * @param {string} type
 * @param {Place} place
 * @param {string} base
 * @param {string} markup
 * @returns {SourceNode}
 */
function sourceNode(type, { start, end, lead, indent, lines }, base, markup) {
  return { type, json: { type }, start, end, lead, indent, lines, base, markup, children: [] };
}

/** @param {SourceNode} node @param {LocatedToken} token @param {Cursor} cursor */
function readContainer(node, token, cursor) {
  node.type = CONTAINERS[token.type];
  node.attrs = attributesOf(token);
  const close = token.type.replace(/_open$/, "_close");
  const base = node.type === "blockquote" ? `${prefixOf(node)}> ` : node.base;
  while (!(cursor.tokens[cursor.at].type === close && cursor.tokens[cursor.at].level === token.level)) {
    if (node.type === "tableRow") readCell(node, cursor);
    else append(node, cursor, base);
  }
  cursor.at += 1;
  if (node.type === "table" && isEmptyRow(node.children[0])) node.attrs = { headless: true };
  finish(node, cursor.src);
}

/**
 * A head row without words says that there is none.
 * @param {SourceNode | undefined} row
 */
function isEmptyRow(row) {
  return row?.children.every((cell) => !cell.strip?.text) ?? false;
}

/** @param {LocatedToken} token @returns {Attributes | undefined} */
function attributesOf(token) {
  if (token.type === "ordered_list_open") return token.meta;
  if (token.type === "list_item_open") return token.meta ?? undefined;
  if (token.type === "footnote_reference_open") return { label: token.meta.label };
  return undefined;
}

/**
 * What comes before a line at this node's own level.
 * @param {{ base: string, indent: number }} node
 */
export function prefixOf(node) {
  return node.base + " ".repeat(node.indent);
}

/** @param {SourceNode} node @param {LocatedToken} token @param {Cursor} cursor */
function readText(node, token, cursor) {
  const inline = cursor.tokens[cursor.at];
  cursor.at += 2;
  node.type = token.type === "heading_open" ? "heading" : "paragraph";
  node.attrs = node.type === "heading" ? { level: Number(token.tag.slice(1)) } : undefined;
  node.strip = inline.strip;
  node.json = json(node, inlineContent(inline.children ?? []));
}

/** @param {SourceNode} row @param {Cursor} cursor */
function readCell(row, cursor) {
  const [open, inline] = cursor.tokens.slice(cursor.at, cursor.at + 2);
  cursor.at += 3;
  const align = /text-align:(\w+)/.exec(open.attrGet("style") ?? "")?.[1] ?? null;
  const cell = sourceNode(open.type === "th_open" ? "tableHeader" : "tableCell", row, row.base, "");
  cell.attrs = { align };
  cell.strip = inline.strip;
  cell.json = json(cell, [json({ type: "paragraph" }, inlineContent(inline.children ?? []))]);
  row.children.push(cell);
}

/** @param {SourceNode} node @param {LocatedToken} token @param {string} src */
function readWhole(node, token, src) {
  if (token.type === "fence" || token.type === "code_block") {
    node.type = "codeBlock";
    node.attrs = { language: token.info?.trim() || null };
    const text = token.content.replace(/\n$/, "");
    const [from, to] = node.lines[node.lines.length - 1];
    node.open = token.type === "fence" && !closes(src.slice(from, to), token.markup, node.lines.length);
    node.json = json(node, text ? [{ type: "text", text }] : undefined);
  } else if (token.type === "hr") {
    node.type = "horizontalRule";
    node.json = json(node);
  } else {
    opaque(node, src);
  }
}

/** @param {string} line @param {string} markup @param {number} lineCount */
function closes(line, markup, lineCount) {
  return lineCount > 1 && line.trim().length >= markup.length && line.trim().replaceAll(markup[0], "") === "";
}

/**
 * Kept verbatim and shown as plain source.
 * @param {SourceNode} node
 * @param {string} src
 */
function opaque(node, src) {
  node.type = "sourceBlock";
  const lines = node.lines.map(
    ([from, to, margin]) => " ".repeat(Math.max(0, margin - node.lead)) + src.slice(from, to),
  );
  node.attrs = { source: lines.join("\n") };
  node.strip = undefined;
  node.json = json(node);
}

/** @param {{ type: string, attrs?: Attributes }} node @param {NodeJSON[]} [content] @returns {NodeJSON} */
export function json({ type, attrs }, content) {
  return { type, ...(attrs && { attrs }), ...(content?.length && { content }) };
}

const ENDS_WITH_ITS_CHILDREN = new Set(["bulletList", "orderedList", "listItem", "footnote"]);
const MARKER = /^(?:[-+*](?=\s|$)|\[\^[^\]]+\]:)/;
const BOX = /^[ \t]+\[[ xX]\]/;

/**
 * A container without content holds one empty paragraph, for the caret to be in.
 * @param {SourceNode} node
 * @param {string} src
 */
function finish(node, src) {
  if (!node.children.length) node.children.push(vacancy(node, src));
  if (ENDS_WITH_ITS_CHILDREN.has(node.type)) node.end = node.children[node.children.length - 1].end;
  node.json = json(
    node,
    node.children.map((child) => child.json),
  );
  return node;
}

/** @param {SourceNode} parent @param {string} src @returns {SourceNode} */
function vacancy(parent, src) {
  const at = vacantPlace(parent, src);
  return {
    ...sourceNode("paragraph", { start: at, end: at, lead: 0, indent: 0, lines: [[at, at, 0]] }, "", ""),
    ...vacantPrefix(parent, src, at),
    vacant: true,
    strip: { text: "", segments: [[0, at]] },
  };
}

/** @param {SourceNode} parent @param {string} src */
function vacantPlace(parent, src) {
  if (parent.type === "doc") return 0;
  if (parent.type === "blockquote") return parent.end;
  const lineEnd = src.indexOf("\n", parent.start);
  const line = src.slice(parent.start, lineEnd < 0 ? undefined : lineEnd);
  const marker = MARKER.exec(line)?.[0] ?? signAt(line)?.text ?? "";
  const box = typeof parent.attrs?.checked === "boolean" ? BOX.exec(line.slice(marker.length))?.[0] : "";
  return parent.start + marker.length + (box ?? "").length;
}

/** @param {SourceNode} parent @param {string} src @param {number} at */
function vacantPrefix(parent, src, at) {
  if (parent.type === "blockquote") return { base: `${prefixOf(parent)}> `, indent: 0 };
  if (parent.type === "footnote") return { base: parent.base, indent: parent.indent + 4 };
  if (parent.type === "doc") return { base: "", indent: 0 };
  const marker = src.slice(parent.start, at).replace(/[ \t].*/, "");
  return { base: parent.base, indent: parent.indent + parent.lead + marker.length + spacesBehind(marker) };
}
