// Formulas, drawn with a library that is fetched when the first one appears.

import { loadLibrary } from "./library.js";

/** @typedef {{ toMathML: (tex: string, display: boolean) => MathMLElement }} FormulaLibrary */

/**
 * TeX and how it is shown, of "$…$" or "$$…$$".
 * @param {string} source
 */
export function readFormula(source) {
  const display = source.startsWith("$$") && source.length > 4;
  const sign = display ? 2 : 1;
  return { tex: source.slice(sign, -sign), display };
}

/**
 * Fill `host` with a formula. Its source is shown until then, and for good where the library does not understand it;
 * then `wrong` says so.
 * @param {HTMLElement} host
 * @param {string} source with its dollar signs
 * @param {string} address of the library
 * @param {string} wrong
 * @returns {Promise<boolean>} whether it could be drawn
 */
export async function drawFormula(host, source, address, wrong) {
  const { tex, display } = readFormula(source);
  if (!host.firstChild) host.textContent = source;
  host.classList.toggle("is-displayed", display);
  const library = /** @type {FormulaLibrary | null} */ (await loadLibrary(address));
  if (!library) return false;
  const drawn = attempt(() => library.toMathML(tex, display));
  host.classList.toggle("is-wrong", !drawn);
  if (drawn) host.removeAttribute("title");
  else host.title = wrong;
  host.replaceChildren(drawn ?? source);
  return drawn !== null;
}

/** @param {() => MathMLElement} draw */
function attempt(draw) {
  try {
    return draw();
  } catch {
    return null;
  }
}
