// Formulas, drawn with a library that is fetched when the first one appears.

/** @typedef {{ toMathML: (tex: string, display: boolean) => MathMLElement }} FormulaLibrary */

/** @type {Map<string, Promise<FormulaLibrary>>} */
const libraries = new Map();

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
  const library = await load(address);
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

/** A library that cannot be reached is asked for again by the next formula. @param {string} address */
async function load(address) {
  if (!address) return null;
  const { href } = new URL(address, document.baseURI);
  const loading = libraries.get(href) ?? /** @type {Promise<FormulaLibrary>} */ (import(href));
  libraries.set(href, loading);
  try {
    return await loading;
  } catch {
    libraries.delete(href);
    return null;
  }
}
