/** Word's conditional comments: what only old browsers or Word itself shall read goes, what all others read stays. */

const BEGIN = "<!--[if";
const END = "<![endif]-->";

/** @param {string} html */
export function withoutConditions(html) {
  let [kept, at] = ["", 0];
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
  }
  return (kept + html.slice(at)).replace(/<!\[(?:if|endif)[^>]{0,200}>/g, "");
}
