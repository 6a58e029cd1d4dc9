/** The title: one line of text that is seen whole, on as many lines as it needs. */
import { make } from "../../../../client/elements.js";
import { message } from "../messages.js";

export class TitleField {
  /**
   * @param {{ value: string, language: string, readOnly: boolean }} title
   * @param {() => void} onChange
   * @param {() => void} onEnter
   */
  constructor({ value, language, readOnly }, onChange, onEnter) {
    this.dom = make("textarea", {
      class: "bp-title-field",
      rows: 1,
      dir: "auto",
      "aria-label": message("title"),
      placeholder: message("untitled"),
      lang: language,
      readonly: readOnly,
    });
    this.dom.addEventListener("input", () => {
      this.fit();
      onChange();
    });
    this.dom.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      onEnter();
    });
    this.dom.value = value;
  }

  get value() {
    return this.dom.value;
  }

  set value(value) {
    this.dom.value = value;
  }

  /** Take the height of its lines; a newline pasted into it is a space. */
  fit() {
    if (/[\r\n]/.test(this.value)) this.value = this.value.replace(/[\r\n]+/g, " ");
    this.dom.style.blockSize = "auto";
    this.dom.style.blockSize = `${this.dom.scrollHeight}px`;
  }
}
