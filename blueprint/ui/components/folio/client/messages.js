// Interface words, which Python sends in the language in use (messages.py beside this folder). {name} is replaced by a
// value; a plural message has a form for each category of Intl.PluralRules that its language has.

/**
 * @typedef {object} Messages
 * @property {string} language a BCP 47 tag
 * @property {Record<string, string>} texts by key
 * @property {Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>} plurals by key and category
 */
/** @typedef {Record<string, string | number>} Values */

/** @type {Messages} */
let messages = { language: "en", texts: {}, plurals: {} };
let rules = new Intl.PluralRules("en");

/** Use these from now on. @param {Messages} received */
export function setMessages(received) {
  messages = received;
  rules = new Intl.PluralRules(received.language);
}

/**
 * A message with its values filled in.
 * @param {string} key
 * @param {Values} [values]
 */
export function message(key, values = {}) {
  return filled(messages.texts[key] ?? key, values);
}

/**
 * The form of a message for a number, which fills {count}.
 * @param {string} key
 * @param {number} count
 * @param {Values} [values]
 */
export function plural(key, count, values = {}) {
  const forms = messages.plurals[key] ?? {};
  return filled(forms[rules.select(count)] ?? forms.other ?? key, { count, ...values });
}

/** @param {string} wording @param {Values} values */
function filled(wording, values) {
  return wording.replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}
