/**
 * The editor's text. `openText(markdown)` gives the document to edit; `save(document)` gives it back as Markdown in
 * which everything that was not touched has its source of before, byte for byte.
 */
import { dialect } from "./dialect.js";
import { keyOf, meantChildren, sameMeaning as same } from "./keys.js";
import { leafKinds } from "./leaf.js";
import { Source } from "./newlines.js";
import { locateBlocks } from "./places.js";
import { buildTree } from "./tree.js";
import { Writer } from "./write.js";

const md = locateBlocks(dialect());

const ATTEMPTS = 8;

function parse(markdown) {
  const source = new Source(markdown);
  const env = {};
  const tokens = md.parse(source.text, env);
  return { source, env, tree: buildTree(tokens, source.text) };
}

/** The document of a text, in ProseMirror's JSON. */
export function read(markdown) {
  return parse(markdown).tree.json;
}

export function openText(markdown) {
  const parsed = parse(markdown);
  const document = parsed.tree.json;
  return { document, save: (edited) => (keyOf(edited) === keyOf(document) ? markdown : write(parsed, edited)) };
}

/** Do two documents say the same to a reader? */
export function sameMeaning(one, other) {
  const { links } = leafKinds(md, () => ({})).paragraph;
  return same(one, other, links);
}

/**
 * Written, read back and compared. What did not come back as it was meant is first set apart by a blank line, then
 * written anew without trust in its old source. After a few attempts the last wording stands: every word is in it.
 */
function write(parsed, edited) {
  const kinds = leafKinds(md, environment(parsed.env, edited));
  const writer = new Writer(parsed, kinds);
  const remedies = { apart: new Set(), distrusted: new Set() };
  for (let attempt = 0; ; attempt += 1) {
    const markdown = writer.writeDocument(edited, remedies);
    const suspects = differing(edited, read(markdown), kinds.paragraph.links);
    if (attempt === ATTEMPTS || !remedy(suspects, remedies)) return markdown;
  }
}

function remedy(suspects, { apart, distrusted }) {
  for (const node of suspects) {
    const untried = [apart, distrusted].find((tried) => !tried.has(node));
    if (untried) return untried.add(node);
  }
  return null;
}

/** The top-level nodes that may be why a text reads otherwise than it was meant, likeliest first. */
function differing(meant, seen, links) {
  if (same(meant, seen, links)) return [];
  const children = meantChildren(meant);
  const others = meantChildren(seen);
  const at = children.findIndex((child, index) => !others[index] || !same(child, others[index], links));
  const [first, second] = [children[at], children[at + 1]].map((node) => (meant.content.includes(node) ? node : null));
  // Indented code under a list would be read as the last item's.
  const order = second?.type === "codeBlock" ? [second, first] : [first, second];
  return order.filter(Boolean);
}

/** Reference definitions of the text as it was, and the notes of the text as it is. */
function environment(env, edited) {
  const labels = footnoteLabels(edited);
  return () => ({
    references: { ...env.references },
    footnotes: { refs: Object.fromEntries(labels.map((label) => [`:${label}`, -1])) },
  });
}

function footnoteLabels(node) {
  const own = node.type === "footnote" ? [node.attrs.label] : [];
  return [...own, ...(node.content ?? []).flatMap(footnoteLabels)];
}

/**
 * The pieces of a text that can be touched by themselves, {path, type, from, to}: path leads to the node in the
 * document.
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

function* pieces(node, path) {
  if (LEAVES.has(node.type)) yield { node, path };
  else for (const [at, child] of (node.children ?? []).entries()) yield* pieces(child, [...path, at]);
}
