// Commenting: a box beside the words that were clicked or selected, open until it was sent or closed.

/** @import { BoxTarget, Entry, FolioState, Selected, Side } from "../types.js" */
/** @import { TextView } from "../text/text_view.js" */
/** @import { CardHost } from "./card_host.js" */
/** @import { Boxes, CommentBox, StoredBox } from "./comment_box.js" */
/** @import { Margin } from "./margin.js" */
/** @import { Placement } from "./placement.js" */
import { make } from "../elements.js";
import { message } from "../messages.js";
import { cardsOf, keyOf, nameOf } from "../text/rows.js";
import { highlightPending, selectedWords, wholeRow } from "../text/selection.js";
import { storedBoxes } from "./comment_box.js";
import { quoted } from "./quoting.js";

/**
 * @typedef {object} CommentingContext
 * @property {HTMLElement} root of the folio
 * @property {FolioState} state
 * @property {TextView} text
 * @property {Boxes} boxes
 * @property {CardHost} cards
 * @property {Margin} margin
 * @property {Placement} placement
 */
/** @typedef {Extract<BoxTarget, { action: "start" }>} StartTarget */

const NEW = "new:";

export class Commenting {
  /** @param {CommentingContext} context */
  constructor(context) {
    this.context = context;
  }

  /** Comment on a whole paragraph. @param {HTMLElement} words */
  comment(words) {
    const { text } = this.context;
    const entry = text.entryOf(words);
    text.setTabStop(words);
    if (entry) this.offer(wholeRow(words, entry), true);
  }

  /** Words may have been selected: offer a box beside them, and leave the selection to the person. */
  offerSelection() {
    const { root } = this.context;
    const focused = document.activeElement;
    if (focused?.matches("textarea") && root.contains(focused)) return;
    const selected = selectedWords(root);
    if (selected) this.offer(selected, false);
  }

  /** @param {Selected} selected @param {boolean} focus */
  offer(selected, focus) {
    const { state, margin, placement } = this.context;
    if (!state.data.may.comment) return;
    if (placement.isActive) {
      placement.offer(selected);
      return;
    }
    const box = this.openFor(selected);
    highlightPending(selected.range);
    if (focus) box?.area.focus({ preventScroll: true });
    margin.arrange();
    if (focus || !margin.isBeside) box?.host?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  /** @param {Selected} selected */
  openFor(selected) {
    const { data } = this.context.state;
    const revision = (selected.side === "old" ? data.old : null) ?? data.revision;
    const key = `${NEW}${revision}:${selected.s}-${selected.e}`;
    this.closeEmpty(key);
    return this.open(key, { action: "start", revision, start: selected.s, end: selected.e }, selected);
  }

  /** @param {string} key @param {StartTarget} target @param {Pick<Selected, "words" | "text">} selected */
  open(key, target, { words, text }) {
    const { boxes, margin } = this.context;
    const entry = this.context.text.entryOf(words);
    if (!entry) return null;
    const box = boxes.obtain(key, { label: message("yourComment"), verb: message("comment"), target });
    const quote = make("p", { class: "fo-quote", dir: "auto" }, text ? quoted(text) : nameOf(entry.row));
    const host = make("div", { class: "fo-new-comment", "data-for": keyOf(words) }, quote, box.element);
    box.host = host;
    box.closed = () => this.close(box);
    box.sent = () => {
      const hadFocus = box.hasFocus;
      this.close(box);
      if (hadFocus) box.left();
    };
    box.reopened = () => {
      boxes.add(box);
      cardsOf(entry).append(host);
      margin.arrange();
    };
    box.left = () => words.focus({ preventScroll: true });
    cardsOf(entry).append(host);
    box.grow();
    return box;
  }

  /** @param {CommentBox} box */
  close(box) {
    box.host?.remove();
    this.context.boxes.remove(box);
    highlightPending(null);
    this.context.margin.arrange();
  }

  /** Close the new boxes in which nothing is typed, but for one. @param {string} except its key */
  closeEmpty(except) {
    for (const box of this.newBoxes()) if (box.key !== except && box.isEmpty) this.close(box);
  }

  newBoxes() {
    return this.context.boxes.all().filter(({ key }) => key.startsWith(NEW));
  }

  /** After the page was loaded or drawn anew: open every box that had words in it. */
  restore() {
    const { boxes } = this.context;
    const { storagePrefix, earlierPrefix } = boxes.context;
    for (const stored of storedBoxes(storagePrefix(), earlierPrefix())) {
      if (stored.target.action === "start") this.restoreNew(stored.key, stored.target);
      else this.restoreInCard(stored);
    }
    for (const { key, target, host } of this.newBoxes()) {
      if (!host?.isConnected && target.action === "start") this.restoreNew(key, target);
    }
  }

  /** @param {string} key @param {StartTarget} target */
  restoreNew(key, target) {
    const side = this.sideOf(target.revision);
    const entry = [...this.context.text.entries.values()].find((one) => contains(one, side, target.start));
    if (entry?.words) this.open(key, target, { words: entry.words, text: "" });
  }

  /** Which of the revisions that are shown a number names. @param {number} revision @returns {Side | null} */
  sideOf(revision) {
    const { data } = this.context.state;
    if (revision === data.revision) return "new";
    return revision === data.old ? "old" : null;
  }

  /** @param {StoredBox} stored */
  restoreInCard({ key, label, verb, target }) {
    const { state, cards, boxes } = this.context;
    const card = state.data.cards.find(({ id, comments }) => {
      if (target.action === "reply") return id === target.thread;
      return target.action === "edit" && comments.some((comment) => comment.id === target.comment);
    });
    if (card) cards.drawn(card).host(boxes.obtain(key, { label, verb, target }));
  }
}

/** @param {Entry} entry @param {Side | null} wanted @param {number} at an offset of the source */
function contains({ words, shownInsideNew, side, row }, wanted, at) {
  return words !== null && !shownInsideNew && side === wanted && row.s <= at && at < row.e;
}
