/** Small windows that ask for a link's address or an image and what it shows. Each resolves to an answer or null. */
/** @import { SentImage } from "../types.js" */
import { make } from "../../../../client/elements.js";
import { message } from "../messages.js";

/** @typedef {{ href: string, text: string }} Link */
/** @typedef {{ wrong: string }} Wrong what is wrong with an answer, in a sentence */
/** @typedef {[label: string, field: HTMLInputElement | HTMLTextAreaElement]} Field */

/**
 * @template Answer
 * @typedef {object} Questions
 * @property {Field[]} fields
 * @property {string} apply the button's label
 * @property {(showProgress: (text: string) => void) => Answer | Wrong | Promise<Answer | Wrong>} answer
 * @property {{ label: string, answer: () => Answer } | null} [extra] another button
 * @property {HTMLElement | null} [shown] what is shown below the fields
 */

/**
 * A link to set, {remove: true}, or null when nothing shall change. `text` null means: the words are chosen.
 * @param {HTMLElement} root
 * @param {{ href: string, text: string | null }} present
 * @returns {Promise<Link | { remove: true } | null>}
 */
export function askLink(root, { href, text }) {
  const address = make("input", {
    name: "href",
    dir: "auto",
    value: href,
    autocomplete: "url",
    inputmode: "url",
    placeholder: "https://",
  });
  const words = text === null ? null : make("input", { name: "text", dir: "auto", value: text });
  /** @type {Field[]} */
  const fields = [[message("linkAddress"), address]];
  if (words) fields.push([message("linkText"), words]);
  /** @type {Questions<Link | { remove: true }>} */
  const questions = {
    fields,
    extra: href ? { label: message("linkRemove"), answer: () => ({ remove: true }) } : null,
    apply: message("apply"),
    answer: () => {
      const target = webAddress(address.value.trim());
      return target ? { href: target, text: words?.value.trim() || target } : { wrong: message("linkWrong") };
    },
  };
  return ask(root, message("linkTitle"), questions);
}

/**
 * A web address as it was meant: "example.org" and "me@example.org" become links that lead somewhere.
 * @param {string} typed
 */
export function webAddress(typed) {
  if (/^(https?:\/\/|mailto:|tel:|#|\/)\S+$/i.test(typed)) return typed;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(typed)) return `mailto:${typed}`;
  return /^[^\s:/@]+\.[^\s:/@]{2,}([/?#]\S*)?$/.test(typed) ? `https://${typed}` : null;
}

/**
 * A new image, sent and described.
 * @param {HTMLElement} root
 * @param {File | null} file given when it was dropped or pasted
 * @param {(file: File) => Promise<SentImage>} send
 */
export function askImage(root, file, send) {
  const chooser = make("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp" });
  const words = descriptionField("");
  /** @type {Questions<{ src: string, alt: string }>} */
  const questions = {
    fields: [...(file ? [] : [/** @type {Field} */ ([message("imageFile"), chooser])]), [message("imageAlt"), words]],
    apply: message("imageAdd"),
    answer: async (showProgress) => {
      const chosen = file ?? chooser.files?.[0];
      if (!chosen) return { wrong: message("imageMissing") };
      showProgress(message("imageSending"));
      const sent = await send(chosen);
      return "src" in sent ? { src: sent.src, alt: words.value.trim() } : { wrong: sent.message };
    },
  };
  return ask(root, message("imageTitle"), questions);
}

/**
 * What an image shows.
 * @param {HTMLElement} root
 * @param {string} alt the description so far
 */
export function askDescription(root, alt) {
  const words = descriptionField(alt);
  /** @type {Questions<{ alt: string }>} */
  const questions = {
    fields: [[message("imageAlt"), words]],
    apply: message("imageChange"),
    answer: () => ({ alt: words.value.trim() }),
  };
  return ask(root, message("imageTitle"), questions);
}

/** @param {string} alt */
function descriptionField(alt) {
  const field = make("textarea", { name: "alt", rows: 2, dir: "auto" });
  field.value = alt;
  return field;
}

/**
 * @template {object} Answer
 * @param {HTMLElement} root
 * @param {string} title
 * @param {Questions<Answer>} questions
 * @returns {Promise<Answer | null>}
 */
export function ask(root, title, { fields, extra = null, shown = null, apply, answer }) {
  return new Promise((resolve) => {
    const problem = make("p", { class: "bp-dialog-message", role: "alert" });
    /** @param {Answer | null} value */
    const end = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    /** @param {SubmitEvent} event */
    const onsubmit = async (event) => {
      event.preventDefault();
      const given = await answer((text) => problem.replaceChildren(text));
      if ("wrong" in given) problem.replaceChildren(given.wrong);
      else end(given);
    };
    const another = extra && quietButton(extra.label, () => end(extra.answer()));
    const submit = make("button", { type: "submit", class: "bp-primary" }, apply);
    const choices = [another, quietButton(message("cancel"), () => end(null)), submit];
    const form = make(
      "form",
      { method: "dialog", onsubmit },
      make("h2", {}, title),
      ...fields.map(([label, field]) => make("label", {}, make("span", {}, label), field)),
      shown,
      problem,
      make("div", { class: "bp-dialog-buttons" }, ...choices),
    );
    const dialog = make("dialog", { class: "bp-dialog", "aria-label": title, oncancel: () => end(null) }, form);
    root.append(dialog);
    dialog.showModal();
    fields[0][1].focus();
  });
}

/** @param {string} label @param {() => void} press */
function quietButton(label, press) {
  return make("button", { type: "button", class: "bp-secondary", onclick: press }, label);
}
