/** What no program's page needs here: foreign elements, styles that say what a mark says, empty paragraphs. */
/** @import { LeftOut } from "./left_out.js" */
import { rename, styleOf, unwrap, wordsOf, wrap } from "./elements.js";

const OBJECTS = "iframe, object, embed, video, audio, canvas";
const FOREIGN = "style, script, noscript, template, meta, link, title, xml, br.Apple-interchange-newline";

/** @param {HTMLElement} body @param {LeftOut} leftOut */
export function dropForeign(body, leftOut) {
  const objects = body.querySelectorAll(OBJECTS);
  leftOut.add("objects", objects.length);
  for (const one of [...objects, ...body.querySelectorAll(FOREIGN)]) one.remove();
  for (const one of [...body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":"))) {
    if (wordsOf(one)) unwrap(one);
    else one.remove();
  }
  for (const one of body.querySelectorAll("b[id^='docs-internal-guid']")) unwrap(one);
  for (const one of body.querySelectorAll("span.EOP")) one.remove();
  for (const one of body.querySelectorAll("summary, dt, dd, figcaption")) rename(one, "p");
  for (const one of body.querySelectorAll("details, center, figure")) rename(one, "div");
}

/** Words set lower or higher by their style alone. @param {HTMLElement} body */
export function plainMarks(body) {
  for (const one of body.querySelectorAll("span[style*='vertical-align']")) {
    const way = /vertical-align:\s*(sub|super)\b/.exec(styleOf(one))?.[1];
    if (way && wordsOf(one) && !one.closest("sub, sup")) wrap(one, way === "sub" ? "sub" : "sup");
  }
}

/** @param {HTMLElement} body */
export function plainHeadings(body) {
  for (const one of body.querySelectorAll(":is(h1,h2,h3,h4,h5,h6) :is(b,strong)")) unwrap(one);
  for (const one of body.querySelectorAll(":is(h1,h2,h3,h4,h5,h6) span")) {
    if (one instanceof HTMLElement) one.style.fontWeight = "";
  }
}

/** @param {HTMLElement} body */
export function dropEmpty(body) {
  for (const one of body.querySelectorAll(":scope > br, p > br:only-child")) if (isAlone(one)) one.remove();
  for (const one of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
    if (!wordsOf(one) && !one.querySelector("img, sup[data-label], [data-formula]") && !one.closest("td, th"))
      one.remove();
  }
}

/** A break that is all of its line. @param {Element} one */
function isAlone({ previousSibling, nextSibling }) {
  return [previousSibling, nextSibling].every((near) => !near || near instanceof HTMLElement || !wordsOf(near));
}
