/** Mathematics on web pages says its TeX beside what is drawn; that is what we keep. */
/** @import { LeftOut } from "./left_out.js" */
import { made, wordsOf } from "./elements.js";
import { ommlOf, texOfEquation } from "./equations.js";

const WHOLE = ".katex-display, .katex, .mwe-math-element, mjx-container";

/** Word's equations in their places. @param {HTMLElement} body @param {string[]} equations @param {LeftOut} leftOut */
export function wordEquations(body, equations, leftOut) {
  for (const place of body.querySelectorAll("[data-equation]")) {
    const whole = ommlOf(equations[Number(place.getAttribute("data-equation"))]);
    const displayed = [...whole.children].some(({ localName }) => localName === "m:omathpara");
    const tex = texOfEquation(whole);
    if (tex) place.replaceWith(formula(place, displayed ? `$$${tex}$$` : `$${tex}$`));
    else {
      leftOut.add("equations");
      place.remove();
    }
  }
}

/** @param {Element} near @param {string} source */
function formula(near, source) {
  const element = made(near, "span", source);
  element.dataset.formula = source;
  return element;
}

/** @param {HTMLElement} body @param {LeftOut} leftOut */
export function plainFormulas(body, leftOut) {
  for (const math of body.querySelectorAll("math")) {
    const tex = texOf(math);
    if (!tex) continue;
    const whole = outermost(math);
    const display =
      math.getAttribute("display") === "block" || whole.matches(".katex-display, .mwe-math-element-block");
    whole.replaceWith(formula(math, display ? `$$${tex}$$` : `$${tex}$`));
  }
  leftOut.add("equations", body.querySelectorAll("img[src^='file:'][src*='mathml'], .MsoEquation").length);
}

/** @param {Element} math */
function outermost(math) {
  let whole = math;
  for (let up = math.closest(WHOLE); up; up = up.parentElement?.closest(WHOLE) ?? null) whole = up;
  return whole;
}

/** @param {Element} math */
function texOf(math) {
  const note = math.querySelector("annotation[encoding*='tex']") ?? math.querySelector("annotation[encoding*='TeX']");
  const tex = (note ? wordsOf(note) : (math.getAttribute("alttext") ?? "")).trim();
  if (!tex) return texOfEquation(math);
  const inner = /^\{\\(?:display|text)style ([^]*)\}$/.exec(tex)?.[1] ?? tex;
  return /(?<!\\)\$/.test(inner) ? "" : inner.trim();
}
