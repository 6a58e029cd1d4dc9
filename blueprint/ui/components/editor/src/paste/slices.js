/** Slices of pasted documents: notes go to the end of the text, and a cell holds one paragraph. */
/** @import { Node as DocumentNode, Schema } from "@tiptap/pm/model" */
import { Fragment, Slice } from "@tiptap/pm/model";

/**
 * The notes of a slice, and the slice without them.
 * @param {Slice} slice
 * @returns {{ notes: DocumentNode[], slice: Slice }}
 */
export function withoutNotes(slice) {
  /** @type {DocumentNode[]} */
  const notes = [];
  /** @type {DocumentNode[]} */
  const rest = [];
  slice.content.forEach((node) => (node.type.name === "footnote" ? notes : rest).push(node));
  // What is copied inside of a note alone stays as it is.
  if (!notes.length || !rest.length) return { notes: [], slice };
  return { notes, slice: Slice.maxOpen(Fragment.from(rest), false) };
}

/**
 * Lines of plain text as one paragraph with breaks.
 * @param {string} text
 * @param {Schema} schema
 */
export function linesOf(text, schema) {
  const lines = text.trim().split(/(?:\r\n?|\n)+/);
  const content = lines.flatMap((line, at) => [
    ...(at ? [schema.nodes.hardBreak.create()] : []),
    ...(line ? [schema.text(line)] : []),
  ]);
  return new Slice(Fragment.from(schema.nodes.paragraph.create(null, content)), 1, 1);
}
