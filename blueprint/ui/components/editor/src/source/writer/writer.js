/**
 * Writes an edited document: a node that equals its old one is its old source; a leaf that changed is edited inside its
 * old source; a container is written anew only around what changed.
 *
 * Everything returns pieces: a string is new text (its newlines become the text's own), a pair [from, to] is old
 * source.
 */
/** @import { Chunk, NodeJSON, Remedies, SourceNode, Strip } from "../types.js" */
/** @import { TextblockKind, TextblockKinds, WritingPlace } from "../types.js" */
/** @import { Source } from "../newlines.js" */
/** @import { ListState } from "./list.js" */
import { align } from "../align.js";
import { childrenOf, contentKey, keyOf } from "../keys.js";
import { prefixOf } from "../tree.js";
import { editInline, writeInline } from "./inline.js";
import { editCode, wholeCode } from "./code.js";
import { newItemHead, editedItemHead, isLoose } from "./list.js";
import { writeTable } from "./table.js";

/** @typedef {{ source: Source, env: { references?: object }, tree: SourceNode }} Parsed */
/**
 * @typedef {{ nodes: Map<string, SourceNode[]>, strips: Map<string, string[]> }} Index old nodes, and inline source, by
 * what they say
 */

/** Found by their own list or table, never put anywhere else. */
const PARTS = new Set(["listItem", "tableRow", "tableCell", "tableHeader"]);

export class Writer {
  /** @param {Parsed} parsed @param {TextblockKinds} kinds */
  constructor({ source, tree }, kinds) {
    this.source = source;
    this.tree = tree;
    this.kinds = kinds;
    /** @type {WeakMap<NodeJSON, string>} the sign of each list that was written */
    this.markers = new WeakMap();
    /** @type {Set<NodeJSON>} */
    this.apart = new Set();
    /** @type {Set<NodeJSON>} */
    this.distrusted = new Set();
    /** @type {Index | null} */
    this.index = null;
  }

  /** Old nodes and old inline source by what they say; gathered when something first moved or is new. */
  get known() {
    if (this.index) return this.index;
    this.index = { nodes: new Map(), strips: new Map() };
    this.collect(this.tree, this.index);
    return this.index;
  }

  /**
   * `apart` holds top-level nodes that need a blank line after them; `distrusted` those that cannot be kept as they
   * are.
   * @param {NodeJSON} doc
   * @param {Remedies} remedies
   */
  writeDocument(doc, { apart, distrusted }) {
    this.apart = apart;
    this.distrusted = distrusted;
    const place = { prefix: "", tight: false };
    const pieces = this.writeChildren(childrenOf(doc), this.tree, place);
    const { children } = this.tree;
    const [first, last] = [children[0], children[children.length - 1]];
    /** @type {Chunk[]} */
    const tail = this.source.text ? [[last.end, this.tree.end]] : ["\n"];
    return this.render([[0, first.start], ...pieces, ...tail]);
  }

  /** @param {SourceNode} node @param {Index} index */
  collect(node, index) {
    for (const [at, child] of node.children.entries()) {
      // Words behind a box would open blocks without it.
      const isBoxed = at === 0 && isTask(node.json);
      if (!PARTS.has(child.type) && !isBoxed) push(index.nodes, keyOf(child.json), child);
      if (child.strip && child.json.content && child.type !== "tableCell" && child.type !== "tableHeader") {
        push(index.strips, contentKey(child.json), child.strip.text);
      }
      this.collect(child, index);
    }
  }

  /** @param {Chunk[]} pieces */
  render(pieces) {
    const { source } = this;
    const own = (/** @type {string} */ text) =>
      source.newline === "\n" ? text : text.replaceAll("\n", source.newline);
    return (
      source.lead + pieces.map((piece) => (typeof piece === "string" ? own(piece) : source.slice(...piece))).join("")
    );
  }

  /**
   * The children of a container, with what is between them. `parent` is the old container, or null.
   * @param {NodeJSON[]} children
   * @param {SourceNode | null} parent
   * @param {WritingPlace} place
   * @returns {Chunk[]}
   */
  writeChildren(children, parent, place) {
    const matches = this.match(children, parent);
    /** @type {Chunk[]} */
    const pieces = [];
    children.forEach((child, index) => {
      const old = parent?.children[matches[index]] ?? null;
      const next = { ...place, first: index === 0, last: index === children.length - 1, before: children[index - 1] };
      const consecutive = matches[index] > 0 && matches[index] - 1 === matches[index - 1];
      const above = consecutive ? (parent?.children[matches[index] - 1] ?? null) : null;
      if (index > 0) pieces.push(...this.gap(child, old, above, next));
      pieces.push(...this.writeNode(child, old, next));
    });
    return pieces;
  }

  /** @param {NodeJSON[]} children @param {SourceNode | null} parent */
  match(children, parent) {
    if (!parent) return children.map(() => -1);
    const trusted = children.map((child, index) => (this.distrusted.has(child) ? `#${index}` : keyOf(child)));
    const old = parent.children;
    return align(
      trusted,
      old.map((child) => keyOf(child.json)),
      (at, other) => (this.distrusted.has(children[at]) ? 0 : likeness(children[at], old[other].json)),
    );
  }

  /**
   * @param {NodeJSON} child
   * @param {SourceNode | null} old
   * @param {SourceNode | null} above the old node directly above it
   * @param {WritingPlace} place
   * @returns {Chunk[]}
   */
  gap(child, old, above, place) {
    const { before } = place;
    if (old && above && before && !this.apart.has(before)) return [[above.end, old.start]];
    const lead = " ".repeat(old?.lead ?? this.reusable(child, place)?.lead ?? 0);
    const close = place.tight && child.type.endsWith("List") && before?.type === "paragraph" && interrupts(child);
    return [(close ? "\n" : `\n${place.prefix.trimEnd()}\n`) + place.prefix + lead];
  }

  /** @param {NodeJSON} node @param {SourceNode | null} old @param {WritingPlace} place @returns {Chunk[]} */
  writeNode(node, old, place) {
    if (old && keyOf(node) === keyOf(old.json) && !(old.open && !place.last)) return [[old.start, old.end]];
    if (old) return this.edit(node, old, place) ?? this.writeNew(node, old, place);
    const same = this.reusable(node, place);
    return same ? [[same.start, same.end]] : this.writeNew(node, null, place);
  }

  /**
   * An old node with the same content and prefix.
   * @param {NodeJSON} node
   * @param {WritingPlace} place
   */
  reusable(node, { prefix, last }) {
    if (this.distrusted.has(node)) return undefined;
    return this.known.nodes.get(keyOf(node))?.find((old) => prefixOf(old) === prefix && (last || !old.open));
  }

  /**
   * Pieces that reuse the old source around what changed, or null where the whole must be written.
   * @param {NodeJSON} node
   * @param {SourceNode} old
   * @param {WritingPlace} place
   * @returns {Chunk[] | null}
   */
  edit(node, old, place) {
    switch (node.type) {
      case "paragraph":
        return this.editLeaf(node, old, place, this.paragraphKind(place));
      case "heading":
        if (node.attrs?.level !== old.attrs?.level) return null;
        return this.editLeaf(
          node,
          old,
          place,
          /^#/.test(this.source.text.slice(old.start, old.end)) ? this.kinds.heading : this.kinds.underlined,
        );
      case "blockquote":
      case "footnote":
        return this.editContainer(node, old, [[old.start, old.children[0].start]]);
      case "bulletList":
      case "orderedList":
        return this.writeItems(node, old, { ...place, prefix: prefixOf(old) });
      case "table":
        return writeTable(this, node, old, place);
      case "codeBlock":
        return keyOf({ ...node, content: [] }) === keyOf({ ...old.json, content: [] })
          ? editCode(this.source.text, node, old, place)
          : null;
      default:
        return null;
    }
  }

  /**
   * @param {NodeJSON} node
   * @param {SourceNode} old
   * @param {WritingPlace} place
   * @param {TextblockKind} kind
   * @returns {Chunk[] | null}
   */
  editLeaf(node, old, place, kind) {
    const { strip } = old;
    if (!strip?.text)
      return old.vacant && node.content ? [this.spaceBefore(old), ...this.writeNew(node, null, place)] : null;
    const edit = editInline(strip.text, node.content, kind);
    if (!edit) return null;
    const at = (/** @type {number} */ offset) => this.offset(strip, offset);
    return [[old.start, at(edit.from)], indented(edit.text, place.prefix), [at(edit.to), old.end]];
  }

  /** Words behind a box open no block. @param {WritingPlace} place */
  paragraphKind({ boxed, first }) {
    return boxed && first ? this.kinds.boxed : this.kinds.paragraph;
  }

  /** @param {Strip} strip @param {number} offset */
  offset({ segments }, offset) {
    const found = segments.findLast(([at]) => at <= offset) ?? segments[0];
    return found[1] + offset - found[0];
  }

  /** @param {SourceNode} node */
  spaceBefore({ start }) {
    return start === 0 || /\s/.test(this.source.text[start - 1]) ? "" : " ";
  }

  /** @param {NodeJSON} node @param {SourceNode} old @param {Chunk[]} head @returns {Chunk[]} */
  editContainer(node, old, head) {
    const children = childrenOf(node);
    const first = old.children[0];
    const last = old.children[old.children.length - 1];
    const boxed = isTask(node);
    const place = { prefix: prefixOf(first), tight: false, boxed };
    const space = first.vacant && children[0].type !== "paragraph" ? [this.spaceBefore(first)] : [];
    return [...head, ...space, ...this.writeChildren(children, old, place), [last.end, Math.max(last.end, old.end)]];
  }

  /** @param {NodeJSON} node @param {SourceNode | null} old @param {WritingPlace} place @returns {Chunk[]} */
  writeNew(node, old, place) {
    switch (node.type) {
      case "paragraph":
        return [indented(this.inline(node, old, this.paragraphKind(place)), place.prefix)];
      case "heading":
        return [heading(node.attrs?.level ?? 1, this.inline(node, old, this.kinds.heading))];
      case "blockquote":
        return ["> ", ...this.writeChildren(childrenOf(node), null, { prefix: `${place.prefix}> `, tight: false })];
      case "footnote":
        return [
          `[^${node.attrs?.label}]: `,
          ...this.writeChildren(childrenOf(node), null, { prefix: `${place.prefix}    `, tight: false }),
        ];
      case "bulletList":
      case "orderedList":
        return this.writeItems(node, null, place);
      case "table":
        return writeTable(this, node, null, place);
      default:
        return [indented(whole(node, old), place.prefix)];
    }
  }

  /**
   * The inline source of a leaf: what another leaf with the same content had, an edit of the old one, or new.
   * @param {NodeJSON} node
   * @param {SourceNode | null} old
   * @param {TextblockKind} kind
   */
  inline(node, old, kind) {
    const content = node.content ?? [];
    const known = this.distrusted.size ? undefined : this.known.strips.get(contentKey(node))?.[0];
    const plain = known && kind.lineBreak === "<br>" ? known.replaceAll("\n", " ") : known;
    const edit =
      plain !== undefined
        ? editInline(plain, content, kind)
        : old?.strip?.text
          ? editInline(old.strip.text, content, kind)
          : null;
    if (!edit) return writeInline(content, kind);
    const base = plain ?? old?.strip?.text ?? "";
    return base.slice(0, edit.from) + edit.text + base.slice(edit.to);
  }

  /** @param {NodeJSON} list @param {SourceNode | null} old @param {WritingPlace} place */
  writeItems(list, old, place) {
    const items = list.content ?? [];
    const matches = this.match(items, old);
    const loose = isLoose(this.source.text, list, old);
    /** @type {Chunk[]} */
    const pieces = [];
    /** @type {ListState} */
    const state = { list, old, loose, place, number: null };
    items.forEach((item, index) => {
      const oldItem = old?.children[matches[index]] ?? null;
      const consecutive = index > 0 && matches[index] > 0 && matches[index] - 1 === matches[index - 1];
      pieces.push(...this.writeItem(item, oldItem, index, consecutive, state));
    });
    return pieces;
  }

  /**
   * @param {NodeJSON} item
   * @param {SourceNode | null} old
   * @param {number} index
   * @param {boolean} consecutive
   * @param {ListState} state
   * @returns {Chunk[]}
   */
  writeItem(item, old, index, consecutive, state) {
    const model = old ?? state.old?.children.at(-1) ?? null;
    const lead = " ".repeat(model?.lead ?? 0);
    const gap = (state.loose ? `\n${state.place.prefix.trimEnd()}\n` : "\n") + state.place.prefix + lead;
    /** @type {Chunk[]} */
    const gapPieces = consecutive && old && state.old ? [[this.before(old, state.old).end, old.start]] : [gap];
    const between = index === 0 ? [] : gapPieces;
    const head = old ? editedItemHead(this, item, old, index, state) : null;
    if (old && head && keyOf(item) === keyOf(old.json) && !head.changed) return [...between, [old.start, old.end]];
    if (old && head) return [...between, ...this.editContainer(item, old, [head.piece])];
    const { text, width } = newItemHead(this, item, model, index, state);
    const prefix = state.place.prefix + lead + " ".repeat(width);
    return [
      ...between,
      text,
      ...this.writeChildren(childrenOf(item), null, { prefix, tight: !state.loose, boxed: isTask(item) }),
    ];
  }

  /** @param {SourceNode} old @param {SourceNode} list */
  before(old, list) {
    return list.children[list.children.indexOf(old) - 1];
  }
}

/** @param {NodeJSON} node */
const isTask = (node) => typeof node.attrs?.checked === "boolean";

/** @template T @param {Map<string, T[]>} map @param {string} key @param {T} value */
function push(map, key, value) {
  const present = map.get(key);
  if (present) present.push(value);
  else map.set(key, [value]);
}

/** @param {string} text @param {string} prefix */
export function indented(text, prefix) {
  return text.replace(/\n(?=(\n?))/g, (_, blank) => `\n${blank ? prefix.trimEnd() : prefix}`);
}

/**
 * Can a list follow a paragraph without a blank line?
 * @param {NodeJSON} list
 */
function interrupts(list) {
  const [first] = list.content ?? [];
  const { start = 1, style = "decimal" } = list.attrs ?? {};
  return Boolean(first?.content?.[0]?.content) && (list.type === "bulletList" || (start === 1 && style === "decimal"));
}

/**
 * How alike two nodes of one type are, above 0 if the one may continue the other.
 * @param {NodeJSON} node
 * @param {NodeJSON} old
 */
function likeness(node, old) {
  if (node.type !== old.type || (node.type === "footnote" && node.attrs?.label !== old.attrs?.label)) return 0;
  const [one, other] = [keyOf(node), keyOf(old)];
  const limit = Math.min(one.length, other.length);
  let head = 0;
  while (head < limit && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < limit - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return 0.1 + (head + tail) / Math.max(one.length, other.length, 1);
}

/** @param {NodeJSON} node @param {SourceNode | null} old */
function whole(node, old) {
  if (node.type === "horizontalRule") return "***";
  return node.type === "sourceBlock" ? (node.attrs?.source ?? "") : wholeCode(node, old);
}

/** @param {number} level @param {string} words */
function heading(level, words) {
  return `${"#".repeat(level)} ${words.replaceAll("\n", " ")}`.trimEnd();
}
