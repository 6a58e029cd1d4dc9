// Where each card is shown: beside its words, or where they were, or under the text; none is ever left out. Of a long
// text the cards near the view are drawn; the others when they come near it, or are asked for.

/** @import { ThreadView, FolioState } from "../types.js" */
/** @import { TextView } from "../text/text_view.js" */
/** @import { CardContext } from "./thread_card.js" */
import { all, make, reveal, scrollerOf } from "../elements.js";
import { message, plural } from "../messages.js";
import { drawThreadNumber } from "../text/thread_numbers.js";
import { cardsOf, isAbout } from "../text/rows.js";
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
    /** @type {Map<HTMLElement | null, ThreadView[]>} by the element that they are in or beside; null: folded away */
    this.places = new Map();
    /** @type {WeakSet<Element>} the rows that have been near the view */
    this.near = new WeakSet();
    /** @type {IntersectionObserver | null} */
    this.observer = null;
  }

  /** Put every card where its words are, or were. */
  place() {
    this.removeMissing();
    for (const marker of all(this.text.container, ".fo-removed-words")) marker.remove();
    this.observer?.disconnect();
    this.places.clear();
    for (const card of this.state.data.cards) {
      const place = this.placeOf(card);
      this.places.set(place, [...(this.places.get(place) ?? []), card]);
      if (card.lost && !card.resolved) this.markRemovedWords(card);
    }
    this.places.forEach((cards, place) => {
      if (!place) for (const { id } of cards) this.cards.get(id)?.element.remove();
      else if (this.isShown(place, cards)) this.fill(place, cards);
      else this.observe(place);
    });
    this.countFolded();
  }

  /** @param {HTMLElement} place @param {ThreadView[]} cards */
  isShown(place, cards) {
    const isDrawn = this.near.has(place) || place.querySelector(":scope > .fo-cards") !== null;
    return isDrawn || !place.closest(".fo-part") || cards.some(({ id }) => this.cards.has(id));
  }

  /** Draw the cards beside a row once it comes near the view. @param {HTMLElement} row */
  observe(row) {
    this.observer ??= new IntersectionObserver((entries) => this.approach(entries), {
      root: scrollerOf(this.text.container),
      rootMargin: "100% 0px",
    });
    this.observer.observe(row);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  approach(entries) {
    const near = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
    for (const row of near) {
      this.observer?.unobserve(row);
      if (row instanceof HTMLElement) this.show(row);
    }
    if (near.length) this.context.arrange();
  }

  /** Draw the cards of a place. @param {HTMLElement} place */
  show(place) {
    this.near.add(place);
    this.fill(place, this.places.get(place) ?? []);
  }

  /** @param {HTMLElement} place @param {ThreadView[]} cards */
  fill(place, cards) {
    const host = place === this.unplaced ? place : cardsOf({ element: place });
    fill(
      host,
      cards.map((card) => this.drawn(card).element),
    );
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

  /**
   * The row that a card is beside, or the place under the text; null where it is folded away.
   * @param {ThreadView} card
   */
  placeOf(card) {
    const entry = card.row < 0 ? undefined : this.text.entryAt(card);
    if (entry) return entry.element;
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
    const place = this.placeOf(card);
    if (place) this.show(place);
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
    reveal([this.wordsOf(card) ?? card, card]);
  }

  /** @param {string} id */
  isActive(id) {
    return Boolean(this.cards.get(id)?.element.classList.contains("fo-active"));
  }
}

/**
 * Show cards in a place, before the new boxes that are there.
 * @param {HTMLElement} host
 * @param {HTMLElement[]} cards
 */
function fill(host, cards) {
  const wanted = [...cards, ...all(host, ":scope > .fo-new-comment")];
  const same = wanted.length === host.children.length && wanted.every((element, at) => host.children[at] === element);
  if (!same) host.replaceChildren(...wanted);
}
