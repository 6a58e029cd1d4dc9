/**
 * A text as it was given, beside the same text with every newline written "\n" (which is what the parser reads).
 *
 * All offsets elsewhere are into `text`; `slice` gives back the characters as they were, whatever their newlines, NULs
 * or byte order mark. `lead` is the byte order mark, if there is one; it belongs to no paragraph.
 */
export class Source {
  /** @param {string} original */
  constructor(original) {
    this.lead = original.startsWith("\uFEFF") ? "\uFEFF" : "";
    this.original = original.slice(this.lead.length);
    this.text = this.original.replace(/\r\n?|\n/g, "\n").replace(/\0/g, "\uFFFD");
    this.newline = dominant(this.original);
    this.pairs = positionsOfPairs(this.original);
  }

  /** @param {number} from @param {number} to */
  slice(from, to) {
    return this.original.slice(this.toOriginal(from), this.toOriginal(to));
  }

  /**
   * Offset in `text` → offset in `original`: one more for every "\r\n" that ends before it.
   * @param {number} offset
   */
  toOriginal(offset) {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pairs[middle] < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  }
}

/**
 * Offsets, in the text with plain newlines, of the newlines that were "\r\n".
 * @param {string} original
 */
function positionsOfPairs(original) {
  const positions = [];
  for (let at = original.indexOf("\r\n"); at >= 0; at = original.indexOf("\r\n", at + 2)) {
    positions.push(at - positions.length);
  }
  return positions;
}

/**
 * The newline that most lines of a text end with; "\n" for a text of one line.
 * @param {string} text
 */
export function dominant(text) {
  /** @type {Record<string, number>} */
  const counts = { "\r\n": 0, "\r": 0, "\n": 0 };
  for (const [newline] of text.matchAll(/\r\n?|\n/g)) counts[newline] += 1;
  if (counts["\r\n"] > counts["\n"] && counts["\r\n"] >= counts["\r"]) return "\r\n";
  return counts["\r"] > counts["\n"] ? "\r" : "\n";
}
