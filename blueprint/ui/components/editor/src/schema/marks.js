/** Marks that stand for one element of HTML: sub- and superscript, underlined, highlighted and small words. */
import { Mark } from "@tiptap/core";
import { HTML_TAGS } from "../source/html_marks.js";

/** @type {Record<string, string>} */
const KEYS = { subscript: "Mod-,", superscript: "Mod-." };

export const HtmlMarks = Object.entries(HTML_TAGS).map(([name, tag]) =>
  Mark.create({
    name,
    // Either lower or higher.
    ...(KEYS[name] && { excludes: "subscript superscript" }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
    addKeyboardShortcuts() {
      return KEYS[name] ? { [KEYS[name]]: () => this.editor.commands.toggleMark(name) } : {};
    },
  }),
);
