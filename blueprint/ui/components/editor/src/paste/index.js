/**
 * Makes what other programs put on the clipboard into plain structure: headings, lists with their signs, tables, notes
 * and emphasis stay; fonts, colours, empty paragraphs and what only their maker understands go. What is left out that
 * somebody wrote is counted.
 */
import { takeComments } from "./comments.js";
import { takeDeletions, takeHidden } from "./changes.js";
import { withoutConditions } from "./conditions.js";
import { plainForms } from "./forms.js";
import { plainFormulas, wordEquations } from "./formulas.js";
import { LeftOut } from "./left_out.js";
import { isTooMuch } from "./limits.js";
import { withoutDeadLinks } from "./links.js";
import { plainLists, printedSigns } from "./lists.js";
import { ourNotes } from "./notes.js";
import { takePictures } from "./pictures.js";
import { plainCells, plainTables } from "./tables.js";
import { dropEmpty, dropForeign, plainHeadings, plainMarks } from "./tidy.js";
import { wordBoxes, wordLists, wordSpaces, wordTitles } from "./word.js";
import { webLists } from "./word_web.js";

/** @typedef {import("./pictures.js").PastedPicture} PastedPicture */
/**
 * @typedef {object} Pasted
 * @property {string} html for ProseMirror's own parser, which reads no script
 * @property {LeftOut} leftOut
 * @property {PastedPicture[]} pictures that have to be sent before the text is put in
 * @property {string[]} linked addresses of pictures elsewhere, which are links now
 */
/**
 * @typedef {object} PasteContext
 * @property {(index: number) => string} freeLabel names the n-th pasted note
 * @property {boolean} [inCell] whether it goes into a table's cell
 * @property {string} [rtf] what else is on the clipboard: Word's pictures are there
 */

/**
 * @param {string} html
 * @param {PasteContext} context
 * @returns {Pasted | null} null for what is too much to read
 */
export function readPasted(html, { freeLabel, inCell = false, rtf = "" }) {
  if (isTooMuch(html)) return null;
  const { html: page, equations, boxes } = withoutConditions(html);
  const { body } = new DOMParser().parseFromString(page, "text/html");
  const leftOut = new LeftOut();
  wordEquations(body, equations, leftOut);
  wordBoxes(body, boxes);
  takeComments(body, leftOut);
  takeDeletions(body, leftOut);
  takeHidden(body, leftOut);
  plainFormulas(body, leftOut);
  plainForms(body);
  const { pictures, linked } = takePictures(body, rtf, leftOut);
  dropForeign(body, leftOut);
  wordSpaces(body);
  ourNotes(body, freeLabel, leftOut);
  withoutDeadLinks(body);
  wordTitles(body);
  wordLists(body);
  webLists(body);
  printedSigns(body, rtf);
  plainLists(body);
  plainMarks(body);
  plainHeadings(body);
  plainTables(body);
  if (inCell && !body.querySelector("table")) plainCells(body);
  dropEmpty(body);
  // eslint-disable-next-line no-restricted-properties -- read, not set; the editor's own parser takes it
  return { html: body.innerHTML, leftOut, pictures, linked };
}
