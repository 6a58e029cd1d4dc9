/**
 * Replacing a document by another one block by block, so that the caret, the scroll and undo live on: what is the same
 * in both is not touched, and in a block that is changed only what differs.
 */
/** @import { Node as DocumentNode } from "@tiptap/pm/model" */
/** @import { Transaction } from "@tiptap/pm/state" */
import { ReplaceStep } from "@tiptap/pm/transform";

/** Blocks `from` to `to` of the old document and of the new one. @typedef {[number, number, number, number]} Range */
/** @typedef {(old: DocumentNode, block: DocumentNode) => boolean} Same */

/** With more comparisons than these, what differs is replaced as one. */
const MOST_COMPARISONS = 250_000;

/**
 * Adds the steps that make the transaction's document `doc`.
 * @param {Transaction} transaction
 * @param {DocumentNode} doc
 */
export function replaceDocument(transaction, doc) {
  const before = children(transaction.doc);
  const after = children(doc);
  const starts = positions(before);
  const newStarts = positions(after);
  // From the end, so that the positions before it stay what they are.
  for (const [from, to, newFrom, newTo] of changes(before, after).reverse()) {
    if (to - from === 1 && newTo - newFrom === 1) {
      replaceWithin(transaction, starts[from], before[from], after[newFrom]);
    } else {
      transaction.replace(starts[from], starts[to], doc.slice(newStarts[newFrom], newStarts[newTo]));
    }
  }
  if (!transaction.doc.eq(doc)) transaction.replaceWith(0, transaction.doc.content.size, doc.content);
  return transaction;
}

/**
 * A block for a block: only what differs inside.
 * @param {Transaction} transaction
 * @param {number} at
 * @param {DocumentNode} old
 * @param {DocumentNode} block
 */
function replaceWithin(transaction, at, old, block) {
  const sameShape = old.sameMarkup(block) && !old.isAtom && !old.isLeaf;
  const start = sameShape ? old.content.findDiffStart(block.content) : null;
  const end = sameShape ? old.content.findDiffEnd(block.content) : null;
  if (start === null || !end) {
    transaction.replaceWith(at, at + old.nodeSize, block);
    return;
  }
  let { a, b } = end;
  const overlap = start - Math.min(a, b);
  if (overlap > 0) [a, b] = [a + overlap, b + overlap];
  // Exactly: `transaction.replace` fits a slice in, and would make new cells of what is in a table.
  const step = new ReplaceStep(at + 1 + start, at + 1 + a, block.slice(start, b));
  if (transaction.maybeStep(step).failed) transaction.replaceWith(at, at + old.nodeSize, block);
}

/** @param {DocumentNode} doc */
function children(doc) {
  /** @type {DocumentNode[]} */
  const found = [];
  doc.forEach((child) => found.push(child));
  return found;
}

/** Where each block begins, and where the last one ends. @param {DocumentNode[]} blocks */
function positions(blocks) {
  let at = 0;
  return [0, ...blocks.map(({ nodeSize }) => (at += nodeSize))];
}

/**
 * What is to be replaced, in order; a block that is changed by itself.
 * @param {DocumentNode[]} before
 * @param {DocumentNode[]} after
 * @returns {Range[]}
 */
function changes(before, after) {
  /** @type {Range} */
  const whole = [0, before.length, 0, after.length];
  return between(before, after, whole, equal, false).flatMap((range) => between(before, after, range, alike, true));
}

/**
 * The ranges between blocks that are the same, in order; with `paired` the pairs of these blocks, too.
 * @param {DocumentNode[]} before
 * @param {DocumentNode[]} after
 * @param {Range} range
 * @param {Same} same
 * @param {boolean} paired
 */
function between(before, after, [start, end, newStart, newEnd], same, paired) {
  const pairs = common(before.slice(start, end), after.slice(newStart, newEnd), same);
  /** @type {Range[]} */
  const found = [];
  let [from, newFrom] = [start, newStart];
  for (const [at, newAt] of [...pairs, [end - start, newEnd - newStart]]) {
    const [to, newTo] = [start + at, newStart + newAt];
    if (to > from || newTo > newFrom) found.push([from, to, newFrom, newTo]);
    if (paired && to < end) found.push([to, to + 1, newTo, newTo + 1]);
    [from, newFrom] = [to + 1, newTo + 1];
  }
  return found;
}

/** @type {Same} */
function equal(old, block) {
  return old.eq(block);
}

/** Whether the one may have become the other: at least half of the shorter text is the same. @type {Same} */
function alike(old, block) {
  if (!old.sameMarkup(block)) return false;
  const [text, other] = [old.textContent, block.textContent];
  const length = Math.min(text.length, other.length);
  let start = 0;
  while (start < length && text[start] === other[start]) start += 1;
  let end = 0;
  while (end < length - start && text[text.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  return 2 * (start + end) >= Math.max(text.length, other.length) - Math.abs(text.length - other.length) && length > 0;
}

/**
 * Pairs of blocks that are the same, in order, as many as there are (longest common subsequence).
 * @param {DocumentNode[]} before
 * @param {DocumentNode[]} after
 * @param {Same} same
 * @returns {[number, number][]}
 */
function common(before, after, same) {
  let start = 0;
  while (start < before.length && start < after.length && same(before[start], after[start])) start += 1;
  let [end, newEnd] = [before.length, after.length];
  while (end > start && newEnd > start && same(before[end - 1], after[newEnd - 1]))
    [end, newEnd] = [end - 1, newEnd - 1];
  const inside = longest(before.slice(start, end), after.slice(start, newEnd), same);
  /** @type {[number, number][]} */
  const first = before.slice(0, start).map((_block, at) => [at, at]);
  /** @type {[number, number][]} */
  const last = before.slice(end).map((_block, at) => [end + at, newEnd + at]);
  /** @type {[number, number][]} */
  const middle = inside.map(([at, newAt]) => [start + at, start + newAt]);
  return [...first, ...middle, ...last];
}

/** @param {DocumentNode[]} before @param {DocumentNode[]} after @param {Same} same @returns {[number, number][]} */
function longest(before, after, same) {
  if (before.length * after.length > MOST_COMPARISONS) return [];
  const width = after.length + 1;
  const isSame = before.map((old) => after.map((block) => same(old, block)));
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let at = before.length - 1; at >= 0; at -= 1) {
    for (let newAt = after.length - 1; newAt >= 0; newAt -= 1) {
      const skipped = Math.max(lengths[(at + 1) * width + newAt], lengths[at * width + newAt + 1]);
      lengths[at * width + newAt] = isSame[at][newAt] ? lengths[(at + 1) * width + newAt + 1] + 1 : skipped;
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let [at, newAt] = [0, 0]; at < before.length && newAt < after.length;) {
    if (isSame[at][newAt]) pairs.push([at++, newAt++]);
    else if (lengths[(at + 1) * width + newAt] >= lengths[at * width + newAt + 1]) at += 1;
    else newAt += 1;
  }
  return pairs;
}
