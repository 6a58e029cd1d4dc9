// Boxes: where people type. What they type is kept in the browser until the server has confirmed it.

import { button, make } from "../elements.js";

export class Box {
  // `key` names the box among a proposal's; `target` is what is sent with the words.
  constructor(folio, key, { label, verb, target, start = "" }) {
    Object.assign(this, { folio, key, label, verb, target });
    this.place = `folio:${folio.data.key}:${key}`;
    this.area = make("textarea", {
      rows: 2,
      dir: "auto",
      "aria-label": label,
      placeholder: label,
      oninput: () => this.keep(),
    });
    this.area.value = this.kept()?.text ?? start;
    this.trouble = make("p", { class: "fo-trouble", role: "alert" });
    this.go = button(verb, () => this.send(), { class: "fo-primary", title: "Ctrl+Enter" });
    const leave = button("Cancel", () => this.close(true));
    const keys = make("span", { class: "fo-keys" }, navigator.platform?.startsWith("Mac") ? "⌘ Enter" : "Ctrl+Enter");
    this.element = make(
      "div",
      { class: "fo-box" },
      this.area,
      this.trouble,
      make("div", { class: "fo-actions" }, this.go, leave, keys),
    );
    this.element.addEventListener("keydown", (event) => this.press(event));
    this.grow();
  }

  get text() {
    return this.area.value;
  }
  get empty() {
    return !this.text.trim();
  }

  kept() {
    return recall(this.place);
  }

  keep() {
    this.grow();
    if (this.empty) forget(this.place);
    else
      remember(this.place, { text: this.text, target: this.target, key: this.key, label: this.label, verb: this.verb });
  }

  grow() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.max(this.area.scrollHeight + 2, 58)}px`;
    this.folio.arrangeSoon?.();
  }

  press(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      this.close(this.empty);
      this.leave?.();
    }
    event.stopPropagation();
  }

  send() {
    if (this.empty) return this.area.focus();
    this.busy(true);
    this.trouble.textContent = "";
    this.folio.send({ ...this.target, body: this.text }, (refusal) => this.answered(refusal));
  }

  answered(refusal) {
    this.busy(false);
    if (refusal) {
      this.trouble.textContent = refusal;
      this.folio.arrangeSoon();
      return;
    }
    forget(this.place);
    this.area.value = "";
    this.done?.();
  }

  busy(waiting) {
    this.go.disabled = waiting;
    this.area.readOnly = waiting;
    this.go.textContent = waiting ? "Sending …" : this.verb;
  }

  close(discard) {
    const text = this.text;
    if (discard) forget(this.place);
    if (discard && text.trim()) this.folio.offerUndo("Your words were put aside.", () => this.restore(text));
    if (discard || this.empty) this.shut?.();
  }

  restore(text) {
    this.area.value = text;
    this.keep();
    this.reopen?.();
  }
}

function remember(place, value) {
  try {
    sessionStorage.setItem(place, JSON.stringify(value));
  } catch {
    /* a full or forbidden store: the box still has the words */
  }
}

function recall(place) {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch {
    return null;
  }
}

function forget(place) {
  try {
    sessionStorage.removeItem(place);
  } catch {
    /* nothing was kept */
  }
}

export function allKept(prefix) {
  try {
    return Object.keys(sessionStorage)
      .filter((place) => place.startsWith(prefix))
      .map(recall)
      .filter(Boolean);
  } catch {
    return [];
  }
}
