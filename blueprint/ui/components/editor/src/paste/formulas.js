/** Mathematics on web pages says its TeX beside what is drawn; that is what we keep. */
/** @import { LeftOut } from "./left_out.js" */
import { made, wordsOf } from "./elements.js";

const WHOLE = ".katex-display, .katex, .mwe-math-element, mjx-container";

/** @param {HTMLElement} body @param {LeftOut} leftOut */
export function plainFormulas(body, leftOut) {
  for (const math of body.querySelectorAll("math")) {
    const tex = texOf(math);
    if (!tex) continue;
    const whole = outermost(math);
    const display =
      math.getAttribute("display") === "block" || whole.matches(".katex-display, .mwe-math-element-block");
    const formula = made(math, "span");
    formula.dataset.formula = display ? `$$${tex}$$` : `$${tex}$`;
    formula.textContent = formula.dataset.formula;
    whole.replaceWith(formula);
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
  const inner = /^\{\\(?:display|text)style ([^]*)\}$/.exec(tex)?.[1] ?? tex;
  return /(?<!\\)\$/.test(inner) ? "" : inner.trim();
}
