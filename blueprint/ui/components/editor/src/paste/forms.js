/** Fields of a form, as the words that they show. */
import { made } from "./elements.js";

const UNSEEN = new Set(["hidden", "password", "image", "file", "range", "color"]);

/** @param {HTMLElement} body */
export function plainForms(body) {
  for (const input of body.querySelectorAll("input")) takeInput(input);
  for (const one of body.querySelectorAll("select")) {
    const options = [...one.options].map((option) => option.text.trim()).filter(Boolean);
    one.replaceWith(` ${options.join(", ")} `);
  }
  for (const one of body.querySelectorAll("textarea")) one.replaceWith(made(one, "p", one.value));
}

/** @param {HTMLInputElement} input */
function takeInput(input) {
  if (input.type === "checkbox" || input.type === "radio") {
    // That of a list's item makes a task of it.
    if (input.type === "radio" || !input.closest("li")) input.replaceWith(input.hasAttribute("checked") ? "☒ " : "☐ ");
  } else if (UNSEEN.has(input.type)) input.remove();
  else input.replaceWith(` ${input.getAttribute("value") || input.placeholder} `);
}
