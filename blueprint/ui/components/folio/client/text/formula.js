// Formulas in the reading view. The words they are written in stay in the page, unseen, for selections and comments.

import { drawFormula } from "../../../../client/formulas.js";
import { make } from "../elements.js";
import { message } from "../messages.js";

let library = "";

/** Where the library is that draws formulas. @param {string} address */
export function setFormulaLibrary(address) {
  library = address;
}

/**
 * @param {HTMLElement} inner the formula's words, unseen
 * @param {string} source with its dollar signs
 */
export function drawFormulaOf(inner, source) {
  const shown = make("span", { class: "fo-formula" });
  const box = make("span", { class: "fo-formula-box" }, shown, inner);
  void drawFormula(shown, source, library, message("formulaWrong")).then(() =>
    box.dispatchEvent(new CustomEvent("fo-resized", { bubbles: true })),
  );
  return box;
}
