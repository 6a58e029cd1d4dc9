/**
 * Replacing a document by another one block by block, so that the caret, the scroll and undo live on: what is the same
 * in both is not touched.
 */
/** @import { Node as DocumentNode } from "@tiptap/pm/model" */
/** @import { Transaction } from "@tiptap/pm/state" */

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
  for (const [from, to, newFrom, newTo] of differences(before, after).reverse()) {
    if (to - from === newTo - newFrom) {
      for (let at = to - from - 1; at >= 0; at -= 1)
        replaceWithin(transaction, starts[from + at], before[from + at], after[newFrom + at]);
    } else {
      transaction.replace(starts[from], starts[to], doc.slice(newStarts[newFrom], newStarts[newTo]));
    }
  }
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
  transaction.replace(at + 1 + start, at + 1 + a, block.slice(start, b));
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
 * Ranges of blocks that differ, in order: from, to in the old document, from, to in the new one.
 * @param {DocumentNode[]} before
 * @param {DocumentNode[]} after
 * @returns {[number, number, number, number][]}
 */
function differences(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start].eq(after[start])) start += 1;
  let [end, newEnd] = [before.length, after.length];
  while (end > start && newEnd > start && before[end - 1].eq(after[newEnd - 1])) [end, newEnd] = [end - 1, newEnd - 1];
  const kept = commonBlocks(before.slice(start, end), after.slice(start, newEnd));
  /** @type {[number, number, number, number][]} */
  const found = [];
  let [from, newFrom] = [start, start];
  for (const [at, newAt] of [...kept, [end - start, newEnd - start]]) {
    const [to, newTo] = [start + at, start + newAt];
    if (to > from || newTo > newFrom) found.push([from, to, newFrom, newTo]);
    [from, newFrom] = [to + 1, newTo + 1];
  }
  return found;
}

/**
 * Pairs of equal blocks in the same order, as many as there are (longest common subsequence).
 * @param {DocumentNode[]} before
 * @param {DocumentNode[]} after
 * @returns {[number, number][]}
 */
function commonBlocks(before, after) {
  if (before.length * after.length > MOST_COMPARISONS) return [];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let at = before.length - 1; at >= 0; at -= 1) {
    for (let newAt = after.length - 1; newAt >= 0; newAt -= 1) {
      const skipped = Math.max(lengths[(at + 1) * width + newAt], lengths[at * width + newAt + 1]);
      const same = before[at].eq(after[newAt]);
      lengths[at * width + newAt] = same ? lengths[(at + 1) * width + newAt + 1] + 1 : skipped;
    }
  }
  /** @type {[number, number][]} */
  const pairs = [];
  for (let [at, newAt] = [0, 0]; at < before.length && newAt < after.length;) {
    if (before[at].eq(after[newAt])) pairs.push([at++, newAt++]);
    else if (lengths[(at + 1) * width + newAt] >= lengths[at * width + newAt + 1]) at += 1;
    else newAt += 1;
  }
  return pairs;
}
