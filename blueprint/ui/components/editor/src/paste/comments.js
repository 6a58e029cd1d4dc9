/** Reviewers' comments are no part of a text: they and the signs that lead to them are taken out and counted. */
/** @import { LeftOut } from "./left_out.js" */
import { fragmentOf, isOffice, unwrap, wordsOf } from "./elements.js";

/** @param {HTMLElement} body @param {LeftOut} leftOut */
export function takeComments(body, leftOut) {
  leftOut.add("comments", wordComments(body) + docsComments(body) + officeComments(body));
}

/** @param {Iterable<Element>} elements */
function removed(elements) {
  const all = [...elements];
  for (const one of all) one.remove();
  return all.length;
}

/** Word: signs in the text, the comments' words in a list at the end. @param {HTMLElement} body */
function wordComments(body) {
  const signs = removed(body.querySelectorAll("a.msocomanchor, a[href*='#_msocom_']"));
  const bodies = body.querySelectorAll(".msocomtxt").length;
  removed(body.querySelectorAll("[style*='mso-element:comment'], .msocomtxt, p.MsoCommentText"));
  for (const one of body.querySelectorAll(".MsoCommentReference")) if (!wordsOf(one)) one.remove();
  for (const one of body.querySelectorAll("a[style*='mso-comment']")) unwrap(one);
  return Math.max(signs, bodies);
}

/** Google Docs: "[a]" in the text, the comments' words in boxes at the end. @param {HTMLElement} body */
function docsComments(body) {
  const links = [...body.querySelectorAll("a[href*='#cmnt']")];
  const signs = links.filter((one) => /^cmnt\d+$/.test(fragmentOf(one)));
  const backs = links.filter((one) => /^cmnt_ref\d+$/.test(fragmentOf(one)));
  for (const one of signs) (one.parentElement?.localName === "sup" ? one.parentElement : one).remove();
  for (const one of backs) (one.closest("div") ?? one.closest("p") ?? one).remove();
  return Math.max(signs.length, backs.length);
}

/** LibreOffice writes them as comments of HTML. @param {HTMLElement} body */
function officeComments(body) {
  const page = body.ownerDocument;
  if (!isOffice(body)) return 0;
  const walker = page.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  let count = 0;
  while (walker.nextNode()) {
    const words = wordsOf(walker.currentNode);
    if (/\p{L}/u.test(words) && !/^(?:Start|End)Fragment$/.test(words)) count += 1;
  }
  return count;
}
