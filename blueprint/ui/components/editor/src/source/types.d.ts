/** A text's document as ProseMirror writes it, and the same text as a tree of nodes that know their source. */

import type Token from "markdown-it/lib/token.mjs";
import type { Delimiter, ListStyle } from "./list_signs.js";

/** The attributes of all kinds of nodes and marks. */
export interface Attributes {
  level?: number;
  start?: number;
  style?: ListStyle;
  delimiter?: Delimiter;
  checked?: boolean | null;
  headless?: boolean;
  label?: string;
  language?: string | null;
  source?: string;
  align?: string | null;
  href?: string | null;
  src?: string | null;
  alt?: string;
  title?: string | null;
}

export interface MarkJSON {
  type: string;
  attrs?: Attributes;
}

export interface NodeJSON {
  type: string;
  attrs?: Attributes;
  content?: NodeJSON[];
  text?: string;
  marks?: MarkJSON[];
}

/** One UTF-16 unit of text, or one image, note, break or source; `encoded` and `inLine` say how it is to be written. */
export interface Atom extends NodeJSON {
  encoded?: boolean;
  inLine?: boolean;
}

export interface NormalizedAtom extends Atom {
  marks: MarkJSON[];
}

/** The link as it will be read back, or null where the reader would refuse it. */
export type ReadableLink = (mark: MarkJSON) => MarkJSON | null;

/** From offset `at` of a stripped text on, the source continues at `from`. */
export type Segment = [at: number, from: number];

/** The inline source of a leaf without the prefixes and indents of its lines. */
export interface Strip {
  text: string;
  segments: Segment[];
}

/** The content of a line of source; `margin` counts the spaces before it that are the block's own. */
export type Line = [from: number, to: number, margin: number];

/**
 * Where a block is in the source: `start` is behind the container's prefix; `end` is the end of the last line, without
 * its newline; `lead` counts the spaces before `start` that are the block's own; `indent` is how far the enclosing list
 * items indent.
 */
export interface Place {
  start: number;
  end: number;
  lead: number;
  indent: number;
  lines: Line[];
}

/** A token of markdown-it with what we add: a block's place, inline source, the offsets of what an inline one shows. */
export type LocatedToken = Token & {
  place?: Place;
  strip?: Strip | null;
  at?: number[];
  span?: [start: number, end: number];
};

/**
 * A node of the tree: `json` is its part of the document; `base` is what comes before every line inside the enclosing
 * quotations; `strip` the inline source of a leaf. A node without children and without strip is kept or written as a
 * whole (code, rules, opaque source). `vacant` is a paragraph that the source does not have; `open` a fence that ends
 * with the text.
 */
export interface SourceNode extends Place {
  type: string;
  json: NodeJSON;
  attrs?: Attributes;
  base: string;
  markup: string;
  children: SourceNode[];
  strip?: Strip | null;
  vacant?: boolean;
  open?: boolean;
}

/** New text (its newlines become the text's own), or a range of old source. */
export type Chunk = string | [from: number, to: number];

/** The replacement of [from, to). */
export interface Edit {
  from: number;
  to: number;
  text: string;
}

/**
 * How a kind of textblock is written and read: `reads` gives the atoms a reader would see, null for what is no such
 * block; where it `opensBlocks`, signs at the beginning of a line could begin another block.
 */
export interface TextblockKind {
  env: () => object;
  links: ReadableLink;
  finish: (source: string) => string;
  lineBreak: string;
  opensBlocks?: boolean;
  reads: (source: string) => Atom[] | null;
}

export type TextblockKinds = Record<"paragraph" | "boxed" | "heading" | "underlined" | "cell", TextblockKind>;

/** Where children are written: what comes before each line, whether blocks touch, whether a box is before the first. */
export interface WritingPlace {
  prefix: string;
  tight: boolean;
  boxed?: boolean;
  first?: boolean;
  last?: boolean;
  before?: NodeJSON;
}

/** What was found out about top-level nodes: which need a blank line after them, which cannot be kept as they are. */
export interface Remedies {
  apart: Set<NodeJSON>;
  distrusted: Set<NodeJSON>;
}

/** A range of indexes. */
export interface Range {
  from: number;
  to: number;
}
