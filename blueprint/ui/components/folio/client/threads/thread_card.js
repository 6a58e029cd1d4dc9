// Cards: a thread beside its words.

import { button, count, make } from "../elements.js";

const MOMENT = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

export class ThreadCard {
  constructor(folio, card) {
    this.folio = folio;
    this.open = false;
    this.element = make("article", {
      class: "fo-card",
      "data-thread": card.id,
      tabindex: -1,
      onclick: (event) => this.press(event),
    });
    this.update(card);
  }

  press(event) {
    if (!event.target.closest("button, a, textarea") && !String(getSelection()))
      this.folio.activate(this.card.id, { scroll: false });
  }

  update(card) {
    const drawn = JSON.stringify([card, this.folio.data.may]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.card = card;
    this.draw();
  }

  draw() {
    const { card } = this;
    const focused = this.element.contains(document.activeElement) ? document.activeElement : null;
    this.element.dataset.status = card.lost ? "gone" : card.status;
    this.element.setAttribute("aria-label", `Comment ${card.number} by ${card.turns[0].by}`);
    this.element.classList.toggle("fo-resolved", card.resolved);
    this.element.classList.toggle("fo-open", this.open);
    this.element.replaceChildren(...(card.resolved && !this.open ? [this.folded()] : this.full()));
    if (focused?.isConnected) focused.focus({ preventScroll: true });
  }

  folded() {
    const { turns } = this.card;
    const said = `Resolved, ${count(turns.length, "comment", "comments")}`;
    return button([this.badge(), make("bdi", {}, said)], () => this.folio.activate(this.card.id), {
      class: "fo-unfold",
    });
  }

  badge() {
    return make("span", { class: "fo-badge", "aria-hidden": "true" }, String(this.card.number));
  }

  full() {
    const { card } = this;
    return [
      card.note ? make("p", { class: "fo-chip" }, make("bdi", {}, card.note)) : null,
      ...this.turns(),
      this.replyBox(),
      this.actions(),
    ].filter(Boolean);
  }

  turns() {
    const { turns } = this.card;
    const hidden = this.open || turns.length < 3 ? 0 : turns.length - 2;
    const shown = turns.filter((_, at) => at === 0 || at > hidden);
    const drawn = shown.map((turn, at) => this.turn(turn, at === 0));
    if (hidden)
      drawn.splice(
        1,
        0,
        button(`${count(hidden, "more reply", "more replies")}`, () => this.folio.activate(this.card.id), {
          class: "fo-more",
          dir: "auto",
        }),
      );
    return drawn;
  }

  turn(turn, first) {
    const when = new Date(turn.at);
    const time = make("time", { datetime: turn.at, title: MOMENT.format(when) }, DAY.format(when));
    const head = make(
      "header",
      {},
      first ? this.badge() : null,
      make("strong", { dir: "auto" }, turn.by),
      time,
      turn.edited ? make("span", {}, "edited") : null,
    );
    const box = this.folio.boxes.get(`edit:${turn.id}`);
    const body = turn.retracted
      ? make("p", { class: "fo-taken" }, "Taken back by its author.")
      : make("p", { class: "fo-said-body", dir: "auto" }, turn.body);
    return make(
      "div",
      { class: "fo-turn" },
      head,
      box ? box.element : body,
      turn.mine && !turn.retracted && !box && this.open ? this.own(turn) : null,
    );
  }

  own(turn) {
    return make(
      "div",
      { class: "fo-actions fo-own" },
      button("Edit", () => this.edit(turn)),
      button("Take back", () => this.folio.act({ action: "retract", comment: turn.id })),
    );
  }

  edit(turn) {
    const box = this.folio.box(`edit:${turn.id}`, {
      label: "Your comment",
      verb: "Save",
      target: { action: "edit", comment: turn.id },
      start: turn.body,
    });
    this.host(box);
    box.area.focus();
  }

  reply() {
    const box = this.folio.box(`reply:${this.card.id}`, {
      label: "Reply",
      verb: "Reply",
      target: { action: "reply", thread: this.card.id },
    });
    this.host(box);
    box.area.focus({ preventScroll: true });
  }

  // Show a box inside this card; it goes when it is shut or its words were taken.
  host(box) {
    box.shut = box.done = () => {
      const here = box.element.contains(document.activeElement);
      this.folio.boxes.delete(box.key);
      this.draw();
      this.folio.arrange();
      if (here) this.element.focus({ preventScroll: true });
    };
    box.reopen = () => {
      this.folio.boxes.set(box.key, box);
      this.open = true;
      this.draw();
      this.folio.arrange();
    };
    box.leave = () => this.element.focus({ preventScroll: true });
    this.open = true;
    this.draw();
    this.folio.arrange();
  }

  replyBox() {
    const box = this.folio.boxes.get(`reply:${this.card.id}`);
    return box ? box.element : null;
  }

  actions() {
    const { card, folio } = this;
    const { may } = folio.data;
    if (!this.open && !card.lost) return null;
    return make(
      "div",
      { class: "fo-actions" },
      may.comment && !this.replyBox() ? button("Reply", () => this.reply()) : null,
      card.maySettle && may.comment ? button(card.resolved ? "Reopen" : "Resolve", () => this.settle()) : null,
      may.place && card.row >= 0 && (card.lost || card.status !== "unchanged")
        ? button("Place on other words", () => folio.startPlacing(card))
        : null,
    );
  }

  settle() {
    this.open = false;
    this.folio.act({ action: this.card.resolved ? "reopen" : "resolve", thread: this.card.id });
  }
}
