/**
 * Word's conditional comments: what only old browsers or Word itself shall read goes, what all others read stays. Two
 * things that are for Word alone are kept: equations, and the words of text boxes, of which all others get a picture.
 */

const BEGIN = "<!--[if";
const END = "<![endif]-->";
const EQUATION = /^<!--\[if gte msEquation/i;
const BOX = /<v:textbox[^>]*>([^]*?)<\/v:textbox>/gi;
const FOR_OTHERS = { equation: /^\s*<!\[if !msEquation\]>/i, box: /^\s*<!\[if !vml\]>/i };

/**
 * @typedef {object} Conditioned
 * @property {string} html with a placeholder for each equation and box
 * @property {string[]} equations each as Word's own markup (OMML)
 * @property {string[]} boxes the HTML in each text box
 */

/** @param {string} html @returns {Conditioned} */
export function withoutConditions(html) {
  let [kept, at] = ["", 0];
  /** @type {{ equations: string[], boxes: string[] }} */
  const { equations, boxes } = { equations: [], boxes: [] };
  for (let from = html.indexOf(BEGIN); from >= 0; from = html.indexOf(BEGIN, at)) {
    const behind = html.indexOf("]", from) + 1;
    if (!behind) break;
    // "<!--[if !supportLists]-->" is for everybody; its words follow.
    const isHidden = html[behind] === ">";
    const to = isHidden ? html.indexOf(END, behind) : -1;
    if (isHidden && to < 0) break;
    kept += html.slice(at, from);
    at = isHidden ? to + END.length : from + BEGIN.length;
    if (!isHidden) kept += "<!--";
    else if (EQUATION.test(html.slice(from, from + 40))) {
      kept += `<span data-equation="${equations.push(html.slice(behind + 1, to)) - 1}"></span>`;
      at = behindAlternative(html, at, FOR_OTHERS.equation);
    } else {
      const found = [...html.slice(behind + 1, to).matchAll(BOX)].map((box) => box[1]);
      for (const box of found) kept += `<span data-box="${boxes.push(box.replace(FRAME, "")) - 1}"></span>`;
      if (found.length) at = behindAlternative(html, at, FOR_OTHERS.box);
    }
  }
  return { html: (kept + html.slice(at)).replace(/<!\[(?:if|endif)[^>]{0,200}>/g, ""), equations, boxes };
}

/** The table that others shall draw around a box. */
const FRAME = /<!\[if !mso\]>[^]*?<!\[endif\]>/gi;

/**
 * Where what all others shall read instead ends; where it begins when there is none.
 * @param {string} html
 * @param {number} from
 * @param {RegExp} begin
 */
function behindAlternative(html, from, begin) {
  const first = begin.exec(html.slice(from, from + 200));
  if (!first) return from;
  const marks = /<!--\[if[^]*?<!\[endif\]-->|<!\[(if|endif)[^>]*>/gi;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(html); mark; mark = marks.exec(html)) {
    if (mark[1]) depth += mark[1].toLowerCase() === "if" ? 1 : -1;
    if (mark[1] && depth === 0) return marks.lastIndex;
  }
  return from;
}
