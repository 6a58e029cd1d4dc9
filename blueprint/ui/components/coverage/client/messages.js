// Interface words, which Python sends in the language in use (messages.py beside this folder). {name} is replaced by a
// value.

/**
 * @typedef {object} Messages
 * @property {string} language a BCP 47 tag
 * @property {Record<string, string>} texts by key
 */
/** @typedef {Record<string, string | number>} Values */

/** @type {Messages} */
let messages = { language: "en", texts: {} };

/** Use these from now on. @param {Messages} received */
export function setMessages(received) {
  messages = received;
}

/**
 * A message with its values filled in.
 * @param {string} key
 * @param {Values} [values]
 */
export function message(key, values = {}) {
  return filled(messages.texts[key] ?? key, values);
}

/** @param {string} wording @param {Values} values */
function filled(wording, values) {
  return wording.replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}
