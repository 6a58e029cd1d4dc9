// A thread beside its words.

/** @import { Action, ThreadView, FolioPermissions, CommentView } from "../types.js" */
/** @import { Boxes, CommentBox } from "./comment_box.js" */
import { button, closest, make } from "../elements.js";
import { message, plural } from "../messages.js";

const TIME = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
/** Comments shown of a thread that is not open: the first and the last. */
const SHOWN_CLOSED = 2;

/**
 * What a card needs of the folio.
 * @typedef {object} CardContext
 * @property {Boxes} boxes
 * @property {() => FolioPermissions} may
 * @property {(id: string, options?: { scroll?: boolean }) => void} activate
 * @property {(action: Action) => void} act
 * @property {(card: ThreadView) => void} startPlacement
 * @property {() => void} arrange called when the card takes another height
 */

export class ThreadCard {
  /** @param {ThreadView} card @param {CardContext} context */
  constructor(card, context) {
    this.context = context;
    this.card = card;
    this.open = false;
    this.signature = "";
    this.element = make("article", { class: "fo-card", "data-thread": card.id, tabindex: -1 });
    this.element.addEventListener("click", (event) => this.press(event));
    this.update(card);
  }

  /** @param {MouseEvent} event */
  press(event) {
    if (closest(event, "button, a, textarea") || String(getSelection())) return;
    this.context.activate(this.card.id, { scroll: false });
  }

  /** @param {ThreadView} card */
  update(card) {
    const signature = JSON.stringify([card, this.context.may()]);
    if (signature === this.signature) return;
    this.signature = signature;
    this.card = card;
    this.draw();
  }

  draw() {
    const { card, element } = this;
    const focused = element.contains(document.activeElement) ? document.activeElement : null;
    element.dataset.status = card.lost ? "gone" : card.status;
    element.setAttribute("aria-label", message("commentBy", { number: card.number, name: card.comments[0].by }));
    element.classList.toggle("fo-resolved", card.resolved);
    element.classList.toggle("fo-open", this.open);
    element.replaceChildren(...(card.resolved && !this.open ? [this.folded()] : this.full()));
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus({ preventScroll: true });
  }

  folded() {
    const label = make("bdi", {}, plural("resolvedThread", this.card.comments.length));
    return button([this.badge(), label], () => this.context.activate(this.card.id), { class: "fo-unfold" });
  }

  badge() {
    return make("span", { class: "fo-badge", "aria-hidden": "true" }, String(this.card.number));
  }

  full() {
    const { note } = this.card;
    const chip = note ? make("p", { class: "fo-chip" }, make("bdi", {}, note)) : null;
    const parts = [chip, ...this.comments(), this.replyBox()?.element, this.actions()];
    return parts.filter((part) => part instanceof HTMLElement);
  }

  comments() {
    const { comments, id } = this.card;
    const hidden = this.open ? 0 : Math.max(0, comments.length - SHOWN_CLOSED);
    const shown = comments.filter((_, at) => at === 0 || at > hidden);
    /** @type {HTMLElement[]} */
    const drawn = shown.map((comment, at) => this.comment(comment, at === 0));
    if (!hidden) return drawn;
    const label = plural("moreReplies", hidden);
    const more = button(label, () => this.context.activate(id), { class: "fo-more", dir: "auto" });
    return drawn.toSpliced(1, 0, more);
  }

  /** @param {CommentView} comment @param {boolean} first */
  comment(comment, first) {
    const box = this.context.boxes.get(`edit:${comment.id}`);
    const own = comment.mine && !comment.retracted && !box && this.open ? this.ownActions(comment) : null;
    return make("div", { class: "fo-comment" }, this.head(comment, first), box ? box.element : drawBody(comment), own);
  }

  /** @param {CommentView} comment @param {boolean} first */
  head(comment, first) {
    const when = new Date(comment.at);
    const time = make("time", { datetime: comment.at, title: TIME.format(when) }, DAY.format(when));
    const edited = comment.edited ? make("span", {}, message("alreadyEdited")) : null;
    return make("header", {}, first ? this.badge() : null, make("strong", { dir: "auto" }, comment.by), time, edited);
  }

  /** @param {CommentView} comment */
  ownActions(comment) {
    const retract = () => this.context.act({ action: "retract", comment: comment.id });
    return make(
      "div",
      { class: "fo-actions fo-own" },
      button(message("edit"), () => this.edit(comment)),
      button(message("retract"), retract),
    );
  }

  /** @param {CommentView} comment */
  edit(comment) {
    const box = this.context.boxes.obtain(`edit:${comment.id}`, {
      label: message("yourComment"),
      verb: message("save"),
      target: { action: "edit", comment: comment.id },
      start: comment.body,
    });
    this.host(box);
    box.area.focus();
  }

  reply() {
    const { id } = this.card;
    const box = this.context.boxes.obtain(`reply:${id}`, {
      label: message("reply"),
      verb: message("reply"),
      target: { action: "reply", thread: id },
    });
    this.host(box);
    box.area.focus({ preventScroll: true });
  }

  /** Show a box inside this card until it is closed or its words were sent. @param {CommentBox} box */
  host(box) {
    box.closed = box.sent = () => {
      const hadFocus = box.hasFocus;
      this.context.boxes.remove(box);
      this.redraw();
      if (hadFocus) this.focus();
    };
    box.reopened = () => {
      this.context.boxes.add(box);
      this.open = true;
      this.redraw();
    };
    box.left = () => this.focus();
    this.open = true;
    this.redraw();
  }

  redraw() {
    this.draw();
    this.context.arrange();
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  replyBox() {
    return this.context.boxes.get(`reply:${this.card.id}`);
  }

  actions() {
    const { card, context } = this;
    const may = context.may();
    if (!this.open && !card.lost) return null;
    const canPlace = may.place && card.row >= 0 && (card.lost || card.status !== "unchanged");
    return make(
      "div",
      { class: "fo-actions" },
      may.comment && !this.replyBox() ? button(message("reply"), () => this.reply()) : null,
      card.mayResolve && may.comment
        ? button(message(card.resolved ? "reopen" : "resolve"), () => this.toggleResolved())
        : null,
      canPlace ? button(message("placeElsewhere"), () => context.startPlacement(card)) : null,
    );
  }

  /** Resolve the thread, or reopen it. */
  toggleResolved() {
    this.open = false;
    this.context.act({ action: this.card.resolved ? "reopen" : "resolve", thread: this.card.id });
  }

  /** @param {boolean} active */
  setActive(active) {
    this.element.classList.toggle("fo-active", active);
    if (this.open === active) return;
    this.open = active || this.context.boxes.all().some((box) => this.element.contains(box.element));
    this.draw();
  }
}

/** @param {CommentView} comment */
function drawBody(comment) {
  if (comment.retracted) return make("p", { class: "fo-retracted" }, message("retracted"));
  return make("p", { class: "fo-comment-body", dir: "auto" }, comment.body);
}
