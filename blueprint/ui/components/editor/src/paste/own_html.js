/** What kind of HTML is on a clipboard. */

/** Whether it was copied from our own editor, which is read as it is. @param {string} html */
export const isOwn = (html) => /^\s*(?:<meta[^<>]*>\s*)?<[a-z]\w*[^<>]*\sdata-pm-slice=/i.test(html.slice(0, 2000));

/**
 * Whether it only colours the lines of plain text, as programs for code do.
 * @param {string} html
 */
export function isPlain(html) {
  return !/<(?:h[1-6]|ul|ol|li|table|a|b|strong|em|i|img|blockquote)[\s>]/i.test(html);
}

/**
 * Whether it is one picture and nothing else, as browsers copy one.
 * @param {string} html
 */
export function isOnePicture(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return !body.textContent.trim() && body.querySelectorAll("img").length === 1;
}
