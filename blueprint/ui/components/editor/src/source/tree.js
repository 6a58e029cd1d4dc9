/**
 * Markdown → a tree of nodes that know their source, and the same tree as the editor's document (ProseMirror's JSON).
 *
 * A node is {type, json, start, end, lead, indent, base, markup, children | strip}: `json` is its part of the document;
 * [start, end) its source; `base` what stands before every line inside the enclosing quotations; `indent` the further
 * spaces of the enclosing list items; `strip` the inline source of a leaf. A node without children and without strip is
 * kept or written as a whole (code, rules, opaque source).
 */
import { inlineContent } from "./inline.js";

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

export function buildTree(tokens, src) {
  const cursor = { tokens, at: 0, src };
  const root = { type: "doc", start: 0, end: src.length, lead: 0, indent: 0, base: "", children: [] };
  while (cursor.at < tokens.length) append(root, cursor, "");
  return finish(root, src);
}

function append(parent, cursor, base) {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  if (TRANSPARENT.has(token.type) || !token.place) return;
  const node = { ...placed(token, base), children: undefined };
  if (CONTAINERS[token.type]) readContainer(node, token, cursor);
  else if (token.type === "paragraph_open" || token.type === "heading_open") readText(node, token, cursor);
  else readWhole(node, token, cursor.src);
  if (node.type !== "paragraph" || node.json.content) parent.children.push(node);
}

function placed(token, base) {
  const { start, end, lead, indent, lines } = token.place;
  return { start, end, lead, indent, base, lines, markup: token.markup, info: token.info };
}

function readContainer(node, token, cursor) {
  node.type = CONTAINERS[token.type];
  node.attrs = attributesOf(token);
  node.children = [];
  const close = token.type.replace(/_open$/, "_close");
  const base = node.type === "blockquote" ? `${prefixOf(node)}> ` : node.base;
  while (!(cursor.tokens[cursor.at].type === close && cursor.tokens[cursor.at].level === token.level)) {
    if (node.type === "tableRow") readCell(node, cursor);
    else append(node, cursor, base);
  }
  cursor.at += 1;
  finish(node, cursor.src);
}

function attributesOf(token) {
  if (token.type === "ordered_list_open") return { start: Number(token.attrGet("start") ?? 1) };
  if (token.type === "footnote_reference_open") return { label: token.meta.label };
  return undefined;
}

/** What stands before a line at this node's own level. */
export function prefixOf(node) {
  return node.base + " ".repeat(node.indent);
}

function readText(node, token, cursor) {
  const inline = cursor.tokens[cursor.at];
  cursor.at += 2;
  node.type = token.type === "heading_open" ? "heading" : "paragraph";
  node.attrs = node.type === "heading" ? { level: Number(token.tag.slice(1)) } : undefined;
  node.strip = inline.strip;
  node.json = json(node, inlineContent(inline.children));
}

function readCell(row, cursor) {
  const [open, inline] = cursor.tokens.slice(cursor.at, cursor.at + 2);
  cursor.at += 3;
  const align = /text-align:(\w+)/.exec(open.attrGet("style") ?? "")?.[1] ?? null;
  const cell = { type: open.type === "th_open" ? "tableHeader" : "tableCell", attrs: { align }, strip: inline.strip };
  cell.json = json(cell, [json({ type: "paragraph" }, inlineContent(inline.children))]);
  row.children.push(cell);
}

function readWhole(node, token, src) {
  if (token.type === "fence" || token.type === "code_block") {
    node.type = "codeBlock";
    node.attrs = { language: token.info?.trim() || null };
    const text = token.content.replace(/\n$/, "");
    node.open =
      token.type === "fence" && !closes(src.slice(...node.lines.at(-1).slice(0, 2)), token.markup, node.lines.length);
    node.json = json(node, text ? [{ type: "text", text }] : undefined);
  } else if (token.type === "hr") {
    node.type = "horizontalRule";
    node.json = json(node);
  } else {
    opaque(node, src);
  }
}

function closes(line, markup, lineCount) {
  return lineCount > 1 && line.trim().length >= markup.length && line.trim().replaceAll(markup[0], "") === "";
}

/** Kept verbatim and shown as plain source. */
function opaque(node, src) {
  node.type = "sourceBlock";
  const lines = node.lines.map(
    ([from, to, margin]) => " ".repeat(Math.max(0, margin - node.lead)) + src.slice(from, to),
  );
  node.attrs = { source: lines.join("\n") };
  node.strip = undefined;
  node.json = json(node);
}

export function json({ type, attrs }, content) {
  return { type, ...(attrs && { attrs }), ...(content?.length && { content }) };
}

const ENDS_WITH_ITS_CHILDREN = new Set(["bulletList", "orderedList", "listItem", "footnote"]);
const MARKER = /[-+*]|\d{1,9}[.)]|\[\^[^\]]+\]:/y;

/** A container without content holds one empty paragraph, for the caret to stand in. */
function finish(node, src) {
  if (!node.children.length) node.children.push(vacancy(node, src));
  if (ENDS_WITH_ITS_CHILDREN.has(node.type)) node.end = node.children.at(-1).end;
  node.json = json(
    node,
    node.children.map((child) => child.json),
  );
  return node;
}

function vacancy(parent, src) {
  const at = vacantPlace(parent, src);
  return {
    type: "paragraph",
    json: { type: "paragraph" },
    vacant: true,
    strip: { text: "", segments: [[0, at]] },
    start: at,
    end: at,
    lead: 0,
    lines: [[at, at, 0]],
    ...vacantPrefix(parent, at),
  };
}

function vacantPlace(parent, src) {
  if (parent.type === "doc") return 0;
  if (parent.type === "blockquote") return parent.end;
  MARKER.lastIndex = parent.start;
  return parent.start + MARKER.exec(src)[0].length;
}

function vacantPrefix(parent, at) {
  if (parent.type === "blockquote") return { base: `${prefixOf(parent)}> `, indent: 0 };
  if (parent.type === "footnote") return { base: parent.base, indent: parent.indent + 4 };
  if (parent.type === "doc") return { base: "", indent: 0 };
  return { base: parent.base, indent: parent.indent + parent.lead + at - parent.start + 1 };
}
