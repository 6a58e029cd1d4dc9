// Addresses in texts: which of them may be followed, and which name an image of ours.

const FOLLOWED = /^(https?:\/\/|mailto:|#|[^:/?#\s]+(?:[/?#]|$)|\/(?!\/))/i;
const IMAGE = /^images\/[0-9a-f]{64}\.[a-z0-9]{1,5}$/;

/**
 * The address of a link to the web, to mail or to a place on this site; null for any other, which stays plain words.
 * @param {string} href
 */
export function safeHref(href) {
  const tidy = Array.from(href, (character) => (character <= " " ? "" : character)).join("");
  return FOLLOWED.test(tidy) ? tidy : null;
}

/** @param {string} href */
export function isImage(href) {
  return IMAGE.test(href);
}
