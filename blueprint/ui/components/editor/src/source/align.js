/**
 * Which old child a new child continues. Equal ones first (common ends, then the longest increasing subsequence of keys
 * that occur once on each side, as in patience diff), then, between them, the likest of the same type in order.
 */

/** @typedef {[at: number, other: number]} Pair */
/** @typedef {(at: number, other: number) => number} Likeness */

/** @import { Range } from "./types.js" */
/**
 * For every new child the index of its old one, or -1.
 * @param {string[]} newKeys
 * @param {string[]} oldKeys
 * @param {Likeness} likeness of a new child and an old one, by their indexes
 * @returns {number[]}
 */
export function align(newKeys, oldKeys, likeness) {
  /** @type {number[]} */
  const found = new Array(newKeys.length).fill(-1);
  matchEqual(newKeys, oldKeys, { from: 0, to: newKeys.length }, { from: 0, to: oldKeys.length }, found);
  for (const [gapNew, gapOld] of gaps(found, oldKeys.length)) pairAlike(gapNew, gapOld, likeness, found);
  return found;
}

/** @param {string[]} a @param {string[]} b @param {Range} inA @param {Range} inB @param {number[]} found */
function matchEqual(a, b, inA, inB, found) {
  let { from, to } = inA;
  let { from: start, to: end } = inB;
  while (from < to && start < end && a[from] === b[start]) found[from++] = start++;
  while (from < to && start < end && a[to - 1] === b[end - 1]) found[--to] = --end;
  if (from === to || start === end) return;
  let last = [from, start];
  const anchors = increasingSubsequence(uniquePairs(a, b, { from, to }, { from: start, to: end }));
  for (const [at, other] of anchors) {
    matchEqual(a, b, { from: last[0], to: at }, { from: last[1], to: other }, found);
    found[at] = other;
    last = [at + 1, other + 1];
  }
  if (anchors.length) matchEqual(a, b, { from: last[0], to }, { from: last[1], to: end }, found);
}

/** @param {string[]} a @param {string[]} b @param {Range} inA @param {Range} inB @returns {Pair[]} */
function uniquePairs(a, b, inA, inB) {
  /** @type {Map<string, { a: number[], b: number[] }>} */
  const counts = new Map();
  /** @param {string} key @param {"a" | "b"} side @param {number} index */
  const note = (key, side, index) => {
    const entry = counts.get(key) ?? { a: [], b: [] };
    entry[side].push(index);
    counts.set(key, entry);
  };
  for (let at = inA.from; at < inA.to; at += 1) note(a[at], "a", at);
  for (let at = inB.from; at < inB.to; at += 1) note(b[at], "b", at);
  return [...counts.values()]
    .filter((one) => one.a.length === 1 && one.b.length === 1)
    .map((one) => [one.a[0], one.b[0]]);
}

/**
 * The longest subsequence of pairs that increases on both sides (pairs come sorted by the first).
 * @param {Pair[]} pairs
 */
function increasingSubsequence(pairs) {
  /** @type {Pair[]} */
  const piles = [];
  /** @type {Map<Pair, Pair | undefined>} */
  const previous = new Map();
  for (const pair of pairs) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (piles[middle][1] < pair[1]) low = middle + 1;
      else high = middle;
    }
    previous.set(pair, piles[low - 1]);
    piles[low] = pair;
  }
  /** @type {Pair[]} */
  const run = [];
  for (let pair = piles.at(-1); pair; pair = previous.get(pair)) run.unshift(pair);
  return run;
}

/** @param {number[]} found @param {number} oldLength @returns {Generator<[Range, Range]>} */
function* gaps(found, oldLength) {
  let at = 0;
  let old = 0;
  while (at <= found.length) {
    let to = at;
    while (to < found.length && found[to] < 0) to += 1;
    const end = to < found.length ? found[to] : oldLength;
    if (to > at && end > old)
      yield [
        { from: at, to },
        { from: old, to: end },
      ];
    old = end + 1;
    at = to + 1;
  }
}

const WIDEST = 10_000;

/**
 * The pairing in order with the greatest likeness in sum; far apart in number, one after the other.
 * @param {Range} inNew
 * @param {Range} inOld
 * @param {Likeness} likeness
 * @param {number[]} found
 */
function pairAlike(inNew, inOld, likeness, found) {
  const rows = inNew.to - inNew.from;
  const columns = inOld.to - inOld.from;
  if (rows * columns > WIDEST) {
    pairInTurn(inNew, inOld, likeness, found);
    return;
  }
  const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  /** @param {number} row @param {number} column */
  const alike = (row, column) => likeness(inNew.from + row, inOld.from + column);
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const together = alike(row, column);
      best[row][column] = Math.max(
        best[row + 1][column],
        best[row][column + 1],
        together > 0 ? together + best[row + 1][column + 1] : 0,
      );
    }
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (best[row][column] === best[row + 1][column]) row += 1;
    else if (best[row][column] === best[row][column + 1]) column += 1;
    else found[inNew.from + row++] = inOld.from + column++;
  }
}

/** @param {Range} inNew @param {Range} inOld @param {Likeness} likeness @param {number[]} found */
function pairInTurn(inNew, inOld, likeness, found) {
  let old = inOld.from;
  for (let at = inNew.from; at < inNew.to && old < inOld.to; at += 1) {
    if (likeness(at, old) > 0) found[at] = old++;
  }
}
