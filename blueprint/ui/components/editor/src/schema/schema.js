/** What a text is made of: the document's nodes and marks, as Markdown can express them. */
/** @import { ImageOptions } from "./image.js" */
/** @import { MathOptions } from "./math.js" */
import { Node, mergeAttributes } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { Code } from "@tiptap/extension-code";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { Italic } from "@tiptap/extension-italic";
import { BulletList, ListKeymap } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Strike } from "@tiptap/extension-strike";
import { TableCell, TableHeader, TableRow } from "@tiptap/extension-table";
import { Text } from "@tiptap/extension-text";
import { Dropcursor, Gapcursor, Placeholder, TrailingNode, UndoRedo } from "@tiptap/extensions";
import { Directions } from "./directions.js";
import { Footnote, FootnoteReference, Footnotes } from "./footnotes.js";
import { Link } from "./link.js";
import { ImageNode } from "./image.js";
import { Item, NumberedList } from "./lists.js";
import { HtmlMarks } from "./marks.js";
import { MathNode } from "./math.js";
import { PlainTable } from "./tables.js";
import { message } from "../messages.js";

/** What the editor does not model, as plain source; it is changed in the source view. */
const SourceBlock = Node.create({
  name: "sourceBlock",
  group: "block",
  atom: true,
  addAttributes: () => ({ source: { default: "" } }),
  parseHTML: () => [{ tag: "pre[data-source]", getAttrs: (dom) => ({ source: dom.textContent }) }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "pre",
    mergeAttributes(attributesWithout(HTMLAttributes), { "data-source": "", class: "bp-raw" }),
    node.attrs.source,
  ],
});

const SourceInline = Node.create({
  name: "sourceInline",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({ source: { default: "" } }),
  parseHTML: () => [{ tag: "code[data-source]", priority: 60, getAttrs: (dom) => ({ source: dom.textContent }) }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "code",
    mergeAttributes(attributesWithout(HTMLAttributes), { "data-source": "", class: "bp-raw" }),
    node.attrs.source,
  ],
});

/** @param {Record<string, unknown>} attributes */
function attributesWithout({ source: _, ...rest }) {
  return rest;
}

/** @param {ImageOptions & MathOptions} options */
export function extensions({ imagesBase, onImageClick, mathUrl, onFormulaOpen }) {
  return [
    Document.extend({ content: "block+" }),
    Paragraph.configure({ HTMLAttributes: { dir: "auto" } }),
    Text,
    Heading.configure({ levels: [1, 2, 3, 4, 5, 6], HTMLAttributes: { dir: "auto" } }),
    Directions,
    Link,
    Bold,
    Italic,
    Strike,
    ...HtmlMarks,
    Code.extend({ excludes: "" }),
    Blockquote,
    BulletList,
    NumberedList,
    Item,
    ListKeymap,
    CodeBlock.extend({ marks: "" }),
    HorizontalRule,
    HardBreak,
    PlainTable.configure({ resizable: false, allowTableNodeSelection: true }),
    TableRow.extend({ content: "(tableCell | tableHeader)+" }),
    TableHeader.extend({ content: "paragraph" }),
    TableCell.extend({ content: "paragraph" }),
    ImageNode.configure({ imagesBase, onImageClick }),
    MathNode.configure({ mathUrl, onFormulaOpen }),
    FootnoteReference,
    Footnote,
    Footnotes,
    SourceBlock,
    SourceInline,
    UndoRedo.configure({ depth: 500 }),
    Dropcursor.configure({ width: 2 }),
    Gapcursor,
    Placeholder.configure({ placeholder: message("placeholder") }),
    TrailingNode.configure({ notAfter: ["paragraph", "heading", "footnote", "bulletList", "orderedList"] }),
  ];
}
