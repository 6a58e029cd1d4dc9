// A box in which somebody types a comment. What they type is stored in the tab until the server has confirmed it.

/** @import { Action, Answered, BoxTarget, Progress } from "../types.js" */
import { button, make } from "../elements.js";
import { message } from "../messages.js";
import { newNonce } from "../controls/action_queue.js";
import { tabStore } from "../storage.js";

/** Pixels: two lines. */
const MINIMUM_HEIGHT = 58;

/**
 * What a box needs of the folio.
 * @typedef {object} BoxContext
 * @property {() => string} storagePrefix of the proposal and the person
 * @property {() => string} earlierPrefix of the proposal
 * @property {(action: Action, answered: Answered, options: SendOptions) => () => void} send gives what takes it back
 * @property {(sentence: string, undo: () => void) => void} offerUndo
 * @property {() => void} resized called when the box takes another height
 */

/** @typedef {{ progress: Progress, nonce: string }} SendOptions */
/** @typedef {{ label: string, verb: string, target: BoxTarget, start?: string }} BoxContent */
/** @typedef {{ text: string, target: BoxTarget, key: string, label: string, verb: string }} StoredBox */

/** The callbacks of a box until its owner sets them. */
const DO_NOTHING = () => {};

export class CommentBox {
  /**
   * @param {BoxContext} context
   * @param {string} key names the box among a proposal's
   * @param {BoxContent} content `target` is what is sent with the words, `start` the words that are there at first
   */
  constructor(context, key, { label, verb, target, start = "" }) {
    this.context = context;
    this.key = key;
    this.label = label;
    this.verb = verb;
    this.target = target;
    this.storageKey = `${context.storagePrefix()}${key}`;
    this.closed = DO_NOTHING;
    this.sent = DO_NOTHING;
    this.reopened = DO_NOTHING;
    this.left = DO_NOTHING;
    this.withdraw = DO_NOTHING;
    /** @type {{ body: string } | null} what waits for the connection, with the words as they are then */
    this.waiting = null;
    /** @type {{ body: string, nonce: string } | null} what was sent, and nobody knows whether it arrived */
    this.unanswered = null;
    /** @type {HTMLElement | null} what shows the box where it is not in a card */
    this.host = null;
    this.area = make("textarea", { rows: 2, dir: "auto", "aria-label": label, placeholder: label });
    this.area.addEventListener("input", () => this.store());
    this.area.value = storedBox(this.storageKey)?.text ?? start;
    this.refusal = make("p", { class: "fo-error", role: "alert" });
    this.submit = button(verb, () => this.send(), { class: "fo-primary", title: message("sendKeys") });
    this.element = this.draw();
    this.grow();
  }

  draw() {
    const cancel = button(message("cancel"), () => this.close(true));
    const keys = message(navigator.platform?.startsWith("Mac") ? "sendKeysMac" : "sendKeys");
    const actions = make("div", { class: "fo-actions" }, this.submit, cancel, make("span", { class: "fo-keys" }, keys));
    const onkeydown = (/** @type {KeyboardEvent} */ event) => this.press(event);
    return make("div", { class: "fo-box", onkeydown }, this.area, this.refusal, actions);
  }

  get text() {
    return this.area.value;
  }

  get isEmpty() {
    return !this.text.trim();
  }

  get hasFocus() {
    return this.element.contains(document.activeElement);
  }

  store() {
    this.grow();
    if (this.waiting) this.waiting.body = this.text;
    const { text, target, key, label, verb } = this;
    if (this.isEmpty) tabStore.remove(this.storageKey);
    else tabStore.set(this.storageKey, { text, target, key, label, verb });
  }

  /** Take the height that the words need. */
  grow() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.max(this.area.scrollHeight + 2, MINIMUM_HEIGHT)}px`;
    this.context.resized();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      this.close(this.isEmpty);
      this.left();
    }
    event.stopPropagation();
  }

  send() {
    if (this.isEmpty) {
      this.area.focus();
      return;
    }
    if (this.submit.disabled) return;
    const action = { ...this.target, body: this.text };
    const nonce = this.unanswered?.body === action.body ? this.unanswered.nonce : newNonce();
    this.setBusy(true);
    this.say("");
    this.withdraw = this.context.send(action, (refusal) => this.answered(refusal, { body: action.body, nonce }), {
      progress: (state) => this.show(state, action),
      nonce,
    });
  }

  /**
   * While it waits for the connection, its words can be changed and it can be cancelled.
   * @param {Parameters<Progress>[0]} state
   * @param {{ body: string }} action
   */
  show(state, action) {
    const isWaiting = state === "waiting";
    this.waiting = isWaiting ? action : null;
    this.area.readOnly = !isWaiting;
    this.say(isWaiting ? message("waiting") : "");
  }

  /** @param {string} sentence */
  say(sentence) {
    this.refusal.textContent = sentence;
    this.context.resized();
  }

  /** @param {string} refusal @param {{ body: string, nonce: string }} sent */
  answered(refusal, sent) {
    this.setBusy(false);
    this.unanswered = refusal === message("late") ? sent : null;
    if (refusal) {
      this.say(refusal);
      return;
    }
    tabStore.remove(this.storageKey);
    this.area.value = "";
    this.sent();
  }

  /** @param {boolean} busy */
  setBusy(busy) {
    this.submit.disabled = busy;
    this.area.readOnly = busy;
    this.submit.textContent = busy ? message("sending") : this.verb;
  }

  /** @param {boolean} discard */
  close(discard) {
    const { text } = this;
    if (discard) tabStore.remove(this.storageKey);
    if (discard) this.takeBack();
    if (discard && text.trim()) this.context.offerUndo(message("discarded"), () => this.restore(text));
    if (discard || this.isEmpty) this.closed();
  }

  /** Not to be sent, if that has not happened yet. */
  takeBack() {
    this.withdraw();
    this.waiting = null;
    this.setBusy(false);
    this.say("");
  }

  /** @param {string} text */
  restore(text) {
    this.area.value = text;
    this.store();
    this.reopened();
  }
}

/** @param {string} name @returns {StoredBox | null} */
function storedBox(name) {
  return /** @type {StoredBox | null} */ (tabStore.get(name));
}

/**
 * The boxes of a proposal that had words in them when the page was left.
 * @param {string} prefix of the names of the person's boxes
 * @param {string} earlier prefix under which earlier versions stored boxes without naming the person
 */
export function storedBoxes(prefix, earlier) {
  for (const name of tabStore.names(earlier)) if (!name.startsWith(prefix)) takeOver(name, prefix);
  return tabStore.names(prefix).flatMap((name) => storedBox(name) ?? []);
}

/**
 * A box of an earlier version becomes the person's; one that another person stored cannot be read.
 * @param {string} name
 * @param {string} prefix
 */
function takeOver(name, prefix) {
  const box = storedBox(name);
  if (box && tabStore.set(prefix + box.key, box)) tabStore.remove(name);
}

/** The open boxes by their keys. */
export class Boxes {
  /** @param {BoxContext} context */
  constructor(context) {
    this.context = context;
    /** @type {Map<string, CommentBox>} */
    this.open = new Map();
  }

  /** @param {string} key */
  get(key) {
    return this.open.get(key);
  }

  /**
   * The open box of that key, away from where it was shown, or a new one.
   * @param {string} key
   * @param {BoxContent} content
   */
  obtain(key, content) {
    const present = this.open.get(key);
    present?.host?.remove();
    const box = present ?? new CommentBox(this.context, key, content);
    this.open.set(key, box);
    return box;
  }

  /** @param {CommentBox} box */
  add(box) {
    this.open.set(box.key, box);
  }

  /** @param {CommentBox} box */
  remove(box) {
    this.open.delete(box.key);
  }

  all() {
    return [...this.open.values()];
  }
}
