// Navigation by keyboard and buttons: from paragraph to paragraph, comment to comment, change to change, to a footnote.

/** @import { FolioState } from "../types.js" */
/** @import { TextView } from "../text/text_view.js" */
/** @import { CardHost } from "../threads/card_host.js" */
import { all, closest, EDITABLE, reveal } from "../elements.js";
import { message } from "../messages.js";

/**
 * @typedef {object} NavigationContext
 * @property {FolioState} state
 * @property {TextView} text
 * @property {CardHost} cards
 * @property {(sentence: string) => void} announce
 * @property {(text: string) => void} showPosition
 * @property {(words: HTMLElement) => void} comment
 * @property {() => void} escape
 */

/** @type {Record<string, 1 | -1>} */
const STEPS = { n: 1, p: -1 };
/** @type {Record<string, 1 | -1>} */
const ROW_STEPS = { j: 1, k: -1 };

/**
 * The index that a step leads to; without a place to step from, the first or the last one.
 * @param {number} here -1 for no place
 * @param {1 | -1} step
 * @param {number} length
 */
export function stepped(here, step, length) {
  if (here < 0) return step > 0 ? 0 : length - 1;
  return Math.min(Math.max(here + step, 0), length - 1);
}

export class Navigation {
  /** @param {NavigationContext} context */
  constructor(context) {
    this.context = context;
    this.opened = "";
  }

  /** A key pressed inside the folio. @param {KeyboardEvent} event */
  press(event) {
    if (closest(event, EDITABLE)) return;
    const modified = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") this.context.escape();
    const words = closest(event, ".fo-words");
    if (words && isCommentKey(event) && !modified && !closest(event, "a, button")) {
      event.preventDefault();
      this.context.comment(words);
    } else {
      this.follow(event);
    }
    if (event.key.length === 1 && !modified) event.stopPropagation();
  }

  /** A key pressed anywhere. @param {KeyboardEvent} event */
  follow(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const [step, rowStep] = [STEPS[event.key], ROW_STEPS[event.key]];
    if (!step && !rowStep) return;
    event.preventDefault();
    if (rowStep) this.stepRow(rowStep);
    else this.step(step);
  }

  /** To the next change of a comparison, the next open comment of a text. @param {1 | -1} by */
  step(by) {
    if (this.context.state.data.mode === "comparing") this.stepChange(by);
    else this.stepCard(by);
  }

  /** @param {1 | -1} by */
  stepChange(by) {
    const changes = all(this.context.text.container, "[data-change]:not([data-quiet])");
    if (!changes.length) {
      this.context.announce(message("noChanges"));
      return;
    }
    const here = changes.findIndex((change) => change.hasAttribute("data-current"));
    const at = stepped(here, by, changes.length);
    changes.forEach((change, index) => change.toggleAttribute("data-current", index === at));
    reveal([changes[at]], "center");
    const [words, note] = [all(changes[at], ".fo-words").at(0), all(changes[at], ".fo-note").at(0)];
    (words ?? note)?.focus({ preventScroll: true });
    const position = { at: at + 1, count: changes.length };
    this.context.showPosition(message("change", position));
    this.context.announce(message("changeWithNote", { ...position, note: note?.textContent ?? "" }));
  }

  /** @param {1 | -1} by */
  stepCard(by) {
    const { state, cards, announce, showPosition } = this.context;
    const open = state.data.cards.filter((card) => !card.resolved);
    if (!open.length) {
      announce(message("noOpenComments"));
      return;
    }
    const here = open.findIndex(({ id }) => cards.isActive(id));
    const at = stepped(here, by, open.length);
    cards.activate(open[at].id);
    const position = message("commentOf", { at: at + 1, count: open.length });
    showPosition(position);
    announce(position);
  }

  /** @param {1 | -1} by */
  stepRow(by) {
    const { text } = this.context;
    const words = text.allWords();
    const here = words.findIndex((one) => one.tabIndex === 0);
    const focused = here >= 0 && words[here].contains(document.activeElement);
    const next = words.at(focused ? stepped(here, by, words.length) : Math.max(here, 0));
    if (!next) return;
    text.setTabStop(next);
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  /** Scroll to the paragraph that the address names: once, as the person scrolls on from there. */
  open() {
    const { data } = this.context.state;
    const at = data.mode === "reading" ? (data.at ?? null) : null;
    const place = `${data.key} ${at}`;
    const words =
      at === null || this.opened === place ? null : this.context.text.entryAt({ side: "new", row: at })?.words;
    if (!words) return;
    this.opened = place;
    this.context.text.focus(words);
    reveal([words], "center");
  }

  /** @param {string} label */
  openFootnote(label) {
    const marker = all(this.context.text.container, "[data-footnote]").find(
      ({ dataset }) => dataset.footnote === `[^${label}]:`,
    );
    const words = marker?.parentElement ? all(marker.parentElement, ".fo-words").at(0) : undefined;
    if (!words) return;
    reveal([words], "center");
    this.context.text.focus(words);
  }
}

/** @param {KeyboardEvent} event */
function isCommentKey({ key }) {
  return key === "Enter" || key === "c";
}
