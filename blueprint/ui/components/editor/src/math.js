/** The library that draws formulas, bundled by itself; the editor and the reading view fetch it when a text has one. */
import temml from "temml";

const LONGEST = 10_000;

/**
 * A formula as MathML. Throws for TeX that is wrong, or longer than any formula.
 * @param {string} tex
 * @param {boolean} displayMode
 * @returns {MathMLElement}
 */
export function toMathML(tex, displayMode) {
  if (tex.length > LONGEST) throw new RangeError("the formula is too long");
  const holder = document.createElement("span");
  temml.render(tex, holder, {
    displayMode,
    throwOnError: true,
    trust: false,
    strict: false,
    annotate: true,
    maxSize: [20, 50],
    maxExpand: 500,
  });
  const drawn = holder.firstElementChild;
  if (!(drawn instanceof MathMLElement)) throw new TypeError("no MathML was drawn");
  return drawn;
}
