// Messages of the interface, which Python sends in the language in use (blueprint/ui/components/client_messages.py).
// {name} is replaced by a value; a plural message has a form for each category of Intl.PluralRules of its language.

/**
 * @typedef {object} Messages
 * @property {string} language a BCP 47 tag
 * @property {Record<string, string>} texts by key
 * @property {Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>} plurals by key and category
 */
/** @typedef {Record<string, string | number>} Values */

/** The functions of a component that look up its messages; there are none until they are set. */
export function messageCatalogue() {
  /** @type {Messages} */
  let messages = { language: "en", texts: {}, plurals: {} };
  let rules = new Intl.PluralRules("en");
  return {
    /** Use these from now on. @param {Messages} received */
    setMessages(received) {
      messages = received;
      rules = new Intl.PluralRules(received.language);
    },

    /**
     * A message with its values filled in.
     * @param {string} key
     * @param {Values} [values]
     */
    message(key, values = {}) {
      return filled(messages.texts[key] ?? key, values);
    },

    /**
     * The form of a message for a number, which fills {count}.
     * @param {string} key
     * @param {number} count
     * @param {Values} [values]
     */
    plural(key, count, values = {}) {
      const forms = messages.plurals[key] ?? {};
      return filled(forms[rules.select(count)] ?? forms.other ?? key, { count, ...values });
    },
  };
}

/** @param {string} wording @param {Values} values */
function filled(wording, values) {
  return wording.replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}
