/** The window in which a formula is written: its TeX, and how it will look. */
/** @import { Field, Questions } from "./dialogs.js" */
import { make } from "../../../../client/elements.js";
import { drawFormula, readFormula } from "../../../../client/formulas.js";
import { message } from "../messages.js";
import { ask } from "./dialogs.js";

/** @typedef {{ source: string }} Formula */

/**
 * A formula with its dollar signs, {remove: true}, or null when nothing shall change.
 * @param {HTMLElement} root
 * @param {string} source the formula so far; "" for a new one
 * @param {string} chosen words to begin a new one with
 * @param {string} mathUrl
 * @returns {Promise<Formula | { remove: true } | null>}
 */
export function askFormula(root, source, chosen, mathUrl) {
  const present = source ? readFormula(source) : { tex: chosen, display: false };
  const tex = make("textarea", { name: "tex", rows: 3, dir: "ltr", spellcheck: "false", autocapitalize: "none" });
  tex.value = present.tex;
  const display = make("input", { type: "checkbox", name: "display" });
  display.checked = present.display;
  const preview = make("div", { class: "bp-formula-preview", role: "status", "aria-label": message("formulaPreview") });
  const draw = () => drawPreview(preview, written(tex.value, display.checked), mathUrl);
  tex.addEventListener("input", draw);
  display.addEventListener("change", draw);
  draw();
  /** @type {Field[]} */
  const fields = [
    [message("formulaSource"), tex],
    [message("formulaDisplay"), display],
  ];
  /** @type {Questions<Formula | { remove: true }>} */
  const questions = {
    fields,
    shown: preview,
    extra: source ? { label: message("formulaRemove"), answer: () => ({ remove: true }) } : null,
    apply: message("apply"),
    answer: () => {
      const made = written(tex.value, display.checked);
      return made ? { source: made } : { wrong: message("formulaMissing") };
    },
  };
  return ask(root, message("formula"), questions);
}

/**
 * TeX between its dollar signs; "" for nothing, or for what would end before its end.
 * @param {string} tex
 * @param {boolean} display
 */
function written(tex, display) {
  const inner = tex.trim().replace(/\n\s*\n/g, "\n");
  if (
    !inner ||
    /(?<!\\)(?:\\\\)*\$/.test(inner) ||
    (display && inner.includes("$")) ||
    /(?<!\\)(?:\\\\)*\\$/.test(inner)
  )
    return "";
  return display ? `$$${inner}$$` : `$${inner}$`;
}

/** @param {HTMLElement} preview @param {string} source @param {string} mathUrl */
async function drawPreview(preview, source, mathUrl) {
  const drawn = make("div", { class: "bp-formula" });
  const isRight = source ? await drawFormula(drawn, source, mathUrl, message("formulaWrong")) : true;
  preview.replaceChildren(isRight ? drawn : message("formulaWrong"));
}
