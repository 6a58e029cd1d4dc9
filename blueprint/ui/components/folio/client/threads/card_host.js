// Where each card is shown: beside its words, or where they were, or under the text; none is ever left out.

/** @import { ThreadView, FolioState } from "../types.js" */
/** @import { TextView } from "../text/text_view.js" */
/** @import { CardContext } from "./thread_card.js" */
import { all, make, scrollBehavior } from "../elements.js";
import { message, plural } from "../messages.js";
import { drawThreadNumber } from "../text/thread_numbers.js";
import { isAbout } from "../text/rows.js";
import { ThreadCard } from "./thread_card.js";

export class CardHost {
  /** @param {FolioState} state @param {TextView} text @param {CardContext} context */
  constructor(state, text, context) {
    this.state = state;
    this.text = text;
    this.context = context;
    /** @type {Map<string, ThreadCard>} */
    this.cards = new Map();
    this.unplaced = make("div");
  }

  /** Put every card where its words are, or were. */
  place() {
    this.removeMissing();
    for (const marker of all(this.text.container, ".fo-removed-words")) marker.remove();
    /** @type {Map<HTMLElement | null, HTMLElement[]>} */
    const hosts = new Map();
    for (const card of this.state.data.cards) {
      const host = this.hostOf(card);
      hosts.set(host, [...(hosts.get(host) ?? []), this.drawn(card).element]);
      if (card.lost && !card.resolved) this.markRemovedWords(card);
    }
    hosts.forEach((elements, host) => fill(host, elements));
    this.countFolded();
  }

  removeMissing() {
    const present = new Set(this.state.data.cards.map((card) => card.id));
    for (const [id, { element }] of this.cards) {
      if (present.has(id)) continue;
      element.remove();
      this.cards.delete(id);
    }
  }

  /** @param {ThreadView} card */
  drawn(card) {
    const found = this.cards.get(card.id) ?? new ThreadCard(card, this.context);
    this.cards.set(card.id, found);
    found.update(card);
    return found;
  }

  /** Where a card goes; null for one whose paragraph is folded away. @param {ThreadView} card */
  hostOf(card) {
    const entry = card.row < 0 ? undefined : this.text.entryAt(card);
    if (entry) return entry.cards;
    return card.row >= 0 && this.text.foldAt(card) ? null : this.unplacedHost();
  }

  /** The place under the text for cards that are beside no words of it. */
  unplacedHost() {
    if (!this.unplaced.isConnected) {
      this.unplaced = make("div", { class: "fo-unplaced", "data-label": message("withoutWords") });
      this.text.content.append(this.unplaced);
    }
    return this.unplaced;
  }

  /** Mark in the text where words were that a thread is about. @param {ThreadView} card */
  markRemovedWords(card) {
    const entry = card.row < 0 ? undefined : this.text.entryAt(card);
    const sentence = make("span", {}, message("removedWords"));
    entry?.element.prepend(
      make("div", { class: "fo-removed-words", "data-on": card.id }, sentence, drawThreadNumber(card)),
    );
  }

  countFolded() {
    const open = this.state.data.cards.filter((card) => !card.resolved);
    this.text.folds.forEach(({ rows }, fold) => {
      const inside = open.filter((card) => rows.has(`${card.side}:${card.row}`)).length;
      for (const label of all(fold, ".fo-fold-cards")) {
        label.textContent = inside ? plural("commentsFolded", inside) : "";
      }
    });
  }

  /** The words that a card or a new box is about, as they are on the screen. @param {HTMLElement} element */
  wordsOf(element) {
    const { thread, for: row } = element.dataset;
    if (!thread) return this.text.entries.get(row ?? "")?.words ?? null;
    const [id, { container }] = [CSS.escape(thread), this.text];
    /** @type {HTMLElement | null | undefined} */
    const marked = container
      .querySelector(`.fo-thread-number[data-thread="${id}"]`)
      ?.parentElement?.closest("mark, .fo-removed-words");
    return marked ?? container.querySelector(`:is(mark, .fo-removed-words, .fo-words)[data-on~="${id}"]`);
  }

  /**
   * Open a card and close the others.
   * @param {string} id
   * @param {{ scroll?: boolean }} [options]
   */
  activate(id, { scroll = true } = {}) {
    const card = this.state.data.cards.find((one) => one.id === id);
    if (!card) return;
    this.text.foldAt(card)?.open();
    for (const [other, held] of this.cards) held.setActive(other === id);
    for (const words of all(this.text.container, ".fo-commented, .fo-commented-whole")) {
      words.classList.toggle("fo-active", isAbout(words, id));
    }
    this.context.arrange();
    const { element } = this.drawn(card);
    if (scroll) this.scrollTo(element);
    if (!element.contains(document.activeElement)) element.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} card */
  scrollTo(card) {
    for (const element of [this.wordsOf(card) ?? card, card]) {
      element.scrollIntoView({ block: "nearest", behavior: scrollBehavior() });
    }
  }

  /** @param {string} id */
  isActive(id) {
    return Boolean(this.cards.get(id)?.element.classList.contains("fo-active"));
  }
}

/**
 * Show cards in a place, before the new boxes that are there.
 * @param {HTMLElement | null} host null takes them off the page
 * @param {HTMLElement[]} cards
 */
function fill(host, cards) {
  if (!host) {
    cards.forEach((card) => card.remove());
    return;
  }
  const wanted = [...cards, ...all(host, ":scope > .fo-new-comment")];
  const same = wanted.length === host.children.length && wanted.every((element, at) => host.children[at] === element);
  if (!same) host.replaceChildren(...wanted);
}
