/**
 * The editor's text. `openText(markdown)` gives the document to edit; `save(document)` gives it back as Markdown in
 * which everything that was not touched has its source of before, byte for byte.
 */
/** @import { NodeJSON, ReadableLink, Remedies, SourceNode } from "./types.js" */
/** @import { Parsed } from "./writer/writer.js" */
import { dialect } from "./dialect.js";
import { keyOf, meantChildren, sameMeaning as same } from "./keys.js";
import { textblockKinds } from "./textblocks.js";
import { Source } from "./newlines.js";
import { locateBlocks } from "./block_positions.js";
import { buildTree } from "./tree.js";
import { Writer } from "./writer/writer.js";

/** @typedef {{ document: NodeJSON, save: (edited: NodeJSON) => string }} OpenedText */

const md = locateBlocks(dialect());

const ATTEMPTS = 8;

/** @param {string} markdown @returns {Parsed} */
function parse(markdown) {
  const source = new Source(markdown);
  /** @type {Parsed["env"]} */
  const env = {};
  const tokens = md.parse(source.text, env);
  return { source, env, tree: buildTree(tokens, source.text) };
}

/**
 * The document of a text, in ProseMirror's JSON.
 * @param {string} markdown
 */
export function read(markdown) {
  return parse(markdown).tree.json;
}

/** @param {string} markdown @returns {OpenedText} */
export function openText(markdown) {
  const parsed = parse(markdown);
  const document = parsed.tree.json;
  return { document, save: (edited) => (keyOf(edited) === keyOf(document) ? markdown : write(parsed, edited)) };
}

/**
 * Whether two documents mean the same to a reader.
 * @param {NodeJSON} one
 * @param {NodeJSON} other
 */
export function sameMeaning(one, other) {
  const { links } = textblockKinds(md, () => ({})).paragraph;
  return same(one, other, links);
}

/**
 * Written, read back and compared. What did not come back as it was meant is first set apart by a blank line, then
 * written anew without trust in its old source. After a few attempts the last wording is used: every word is in it.
 * @param {Parsed} parsed
 * @param {NodeJSON} edited
 */
function write(parsed, edited) {
  const kinds = textblockKinds(md, environment(parsed.env, edited));
  const writer = new Writer(parsed, kinds);
  /** @type {Remedies} */
  const remedies = { apart: new Set(), distrusted: new Set() };
  for (let attempt = 0; ; attempt += 1) {
    const markdown = writer.writeDocument(edited, remedies);
    const suspects = differing(edited, read(markdown), kinds.paragraph.links);
    if (attempt === ATTEMPTS || !remedy(suspects, remedies)) return markdown;
  }
}

/** @param {NodeJSON[]} suspects @param {Remedies} remedies */
function remedy(suspects, { apart, distrusted }) {
  for (const node of suspects) {
    const untried = [apart, distrusted].find((tried) => !tried.has(node));
    if (untried) return untried.add(node);
  }
  return null;
}

/**
 * The top-level nodes that may be why a text reads otherwise than it was meant, likeliest first.
 * @param {NodeJSON} meant
 * @param {NodeJSON} seen
 * @param {ReadableLink} links
 * @returns {NodeJSON[]}
 */
function differing(meant, seen, links) {
  if (same(meant, seen, links)) return [];
  const children = meantChildren(meant);
  const others = meantChildren(seen);
  const at = children.findIndex((child, index) => !others[index] || !same(child, others[index], links));
  const [first, second] = [children[at], children[at + 1]].map((node) => (meant.content?.includes(node) ? node : null));
  // Indented code under a list would be read as the last item's.
  const order = second?.type === "codeBlock" ? [second, first] : [first, second];
  return order.filter((node) => node !== null);
}

/**
 * Reference definitions of the text as it was, and the notes of the text as it is.
 * @param {Parsed["env"]} env
 * @param {NodeJSON} edited
 */
function environment(env, edited) {
  const labels = footnoteLabels(edited);
  return () => ({
    references: { ...env.references },
    footnotes: { refs: Object.fromEntries(labels.map((label) => [`:${label}`, -1])) },
  });
}

/** @param {NodeJSON} node @returns {string[]} */
function footnoteLabels(node) {
  const own = node.type === "footnote" ? [node.attrs?.label ?? ""] : [];
  return [...own, ...(node.content ?? []).flatMap(footnoteLabels)];
}

/**
 * The pieces of a text that can be touched by themselves, {path, type, from, to}: path leads to the node in the
 * document.
 * @param {string} markdown
 */
export function outline(markdown) {
  const { source, tree } = parse(markdown);
  const offset = source.lead.length;
  return [...pieces(tree, [])].map(({ node, path }) => ({
    path,
    type: node.type,
    from: offset + source.toOriginal(node.start),
    to: offset + source.toOriginal(node.end),
  }));
}

const LEAVES = new Set(["paragraph", "heading", "tableRow", "codeBlock"]);

/** @param {SourceNode} node @param {number[]} path @returns {Generator<{ node: SourceNode, path: number[] }>} */
function* pieces(node, path) {
  if (LEAVES.has(node.type)) yield { node, path };
  else for (const [at, child] of node.children.entries()) yield* pieces(child, [...path, at]);
}
