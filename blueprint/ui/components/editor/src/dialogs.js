/** Small windows that ask for a link's address or a picture and what it shows. Each resolves to an answer or null. */
import { element } from "./elements.js";
import { WORDS } from "./messages.js";

/** {href, text} to set, {remove: true}, or null when nothing shall change. `text` null means: the words are chosen. */
export function askLink(root, { href, text }) {
  const address = element("input", {
    name: "href",
    dir: "auto",
    value: href,
    autocomplete: "url",
    inputmode: "url",
    placeholder: "https://",
  });
  const words = text === null ? null : element("input", { name: "text", dir: "auto", value: text });
  const remove = href ? { label: WORDS.linkRemove, answer: () => ({ remove: true }) } : null;
  return ask(root, WORDS.linkTitle, {
    fields: [[WORDS.linkAddress, address], ...(words ? [[WORDS.linkText, words]] : [])],
    extra: remove,
    apply: WORDS.apply,
    answer: () => {
      const target = webAddress(address.value.trim());
      return target ? { href: target, text: words?.value.trim() || target } : { wrong: WORDS.linkWrong };
    },
  });
}

/** A web address as it was meant: "example.org" and "me@example.org" become links that lead somewhere. */
export function webAddress(typed) {
  if (/^(https?:\/\/|mailto:|tel:|#|\/)\S+$/i.test(typed)) return typed;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(typed)) return `mailto:${typed}`;
  return /^[^\s:/@]+\.[^\s:/@]{2,}([/?#]\S*)?$/.test(typed) ? `https://${typed}` : null;
}

/** {file, alt} for a new picture (`file` given when it was dropped or pasted), {alt} for one that is there. */
export function askPicture(root, { file = null, alt = "", existing = false }, send) {
  const chooser = element("input", { type: "file", accept: "image/png,image/jpeg,image/gif,image/webp" });
  const words = element("textarea", { name: "alt", rows: 2, dir: "auto" });
  words.value = alt;
  const choose = existing || file ? [] : [[WORDS.imageFile, chooser]];
  return ask(root, WORDS.imageTitle, {
    fields: [...choose, [WORDS.imageAlt, words]],
    apply: existing ? WORDS.imageChange : WORDS.imageAdd,
    answer: async (say) => {
      const chosen = file ?? chooser.files[0];
      if (existing) return { alt: words.value.trim() };
      if (!chosen) return { wrong: WORDS.imageMissing };
      say(WORDS.imageSending);
      const sent = await send(chosen);
      return sent.src ? { src: sent.src, alt: words.value.trim() } : { wrong: sent.message };
    },
  });
}

function ask(root, title, { fields, extra = null, apply, answer }) {
  return new Promise((resolve) => {
    const said = element("p", { class: "bp-dialog-said", role: "alert" });
    const ends = (value) => {
      dialog.close();
      dialog.remove();
      resolve(value);
    };
    const submit = async (event) => {
      event.preventDefault();
      const given = await answer((text) => said.replaceChildren(text));
      if (given.wrong) said.replaceChildren(given.wrong);
      else ends(given);
    };
    const form = element(
      "form",
      { method: "dialog", onsubmit: submit },
      element("h2", {}, title),
      ...fields.map(([label, field]) => element("label", {}, element("span", {}, label), field)),
      said,
      element(
        "div",
        { class: "bp-dialog-choices" },
        extra &&
          element("button", { type: "button", class: "bp-quiet", onclick: () => ends(extra.answer()) }, extra.label),
        element("button", { type: "button", class: "bp-quiet", onclick: () => ends(null) }, WORDS.cancel),
        element("button", { type: "submit", class: "bp-main" }, apply),
      ),
    );
    const dialog = element("dialog", { class: "bp-dialog", "aria-label": title, oncancel: () => ends(null) }, form);
    root.append(dialog);
    dialog.showModal();
    fields[0][1].focus();
  });
}
