// The folio: one revision to read or two to compare, with their threads. Puts its parts together and hands events on.

/** @import { Action, FolioState, FolioData } from "./types.js" */
/** @import { NumberedAction } from "./controls/action_queue.js" */
import { ActionQueue } from "./controls/action_queue.js";
import { Announcer } from "./controls/announcer.js";
import { Navigation } from "./controls/navigation.js";
import { Toolbar } from "./controls/toolbar.js";
import { message } from "./messages.js";
import { closest, EDITABLE, ids, make } from "./elements.js";
import { deviceStore } from "./storage.js";
import { highlightPending, selectedWords } from "./text/selection.js";
import { TextView } from "./text/text_view.js";
import { CardHost } from "./threads/card_host.js";
import { Boxes } from "./threads/comment_box.js";
import { Commenting } from "./threads/commenting.js";
import { Margin } from "./threads/margin.js";
import { Placement } from "./threads/placement.js";

/** Pixels from which there is room for two columns. */
const TWO_COLUMNS = 820;
const COLUMNS_CHOICE = "folio-columns";
/** Where a click is not one on the text. */
const CONTROLS = "a, button, textarea, .fo-cards, .fo-toolbar, .fo-banners";
/** Milliseconds without a change after which a selection made by touch is complete. */
const SELECTION_REST = 350;

/** @type {FolioData} */
const NO_DATA = {
  ...{ key: "", mode: "reading", language: "", dir: "ltr", revision: 0, old: null, rows: [], cards: [] },
  ...{ may: { comment: false, place: false }, outcomes: {}, empty: "", identical: "" },
  messages: { language: "en", texts: {}, plurals: {} },
  ...{ math: "", storage: { owner: "", key: "", library: "" } },
};

export class FolioView {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    /** @type {(action: NumberedAction) => void} set at every mount */
    this.send = () => {};
    /** @type {FolioState} */
    this.state = { data: NO_DATA, columns: false };
    this.drawn = "";
    this.root = make("div", { class: "folio" });
    this.announcer = new Announcer();
    this.queue = new ActionQueue((action) => this.send(action));
    this.text = new TextView(this.state, () => this.cards.place());
    this.margin = new Margin(this.root, (card) => this.cards.wordsOf(card));
    this.placement = new Placement(this.state, this.text, this.announcer, (action) => this.act(action));
    this.boxes = this.makeBoxes();
    this.cards = this.makeCards();
    this.commenting = this.makeCommenting();
    this.toolbar = new Toolbar(this.state, {
      step: (by) => this.navigation.step(by),
      chooseLayout: (columns) => this.chooseLayout(columns),
    });
    this.navigation = this.makeNavigation();
    this.root.append(this.toolbar.element, this.text.container, this.announcer.banners, this.announcer.status);
    parent.append(this.root);
    this.closing = new AbortController();
    this.listen();
  }

  makeBoxes() {
    return new Boxes({
      storagePrefix: () => `folio:${this.state.data.key}:${this.state.data.storage.owner}:`,
      earlierPrefix: () => `folio:${this.state.data.key}:`,
      send: (action, answered, options) => this.queue.add(action, answered, options),
      offerUndo: (sentence, undo) => this.announcer.offerUndo(sentence, undo),
      resized: () => this.margin.arrangeSoon(),
    });
  }

  makeCards() {
    return new CardHost(this.state, this.text, {
      boxes: this.boxes,
      may: () => this.state.data.may,
      activate: (id, options) => this.cards.activate(id, options),
      act: (action) => this.act(action),
      startPlacement: (card) => this.placement.start(card),
      arrange: () => this.margin.arrange(),
    });
  }

  makeCommenting() {
    const { root, state, text, boxes, cards, margin, placement } = this;
    return new Commenting({ root, state, text, boxes, cards, margin, placement });
  }

  makeNavigation() {
    return new Navigation({
      state: this.state,
      text: this.text,
      cards: this.cards,
      announce: (sentence) => this.announcer.announce(sentence),
      showPosition: (text) => this.toolbar.showPosition(text),
      comment: (words) => this.commenting.comment(words),
      escape: () => this.placement.isActive && this.placement.stop(),
    });
  }

  listen() {
    const { signal } = this.closing;
    this.root.addEventListener("click", (event) => this.click(event));
    this.root.addEventListener("keydown", (event) => this.navigation.press(event));
    this.root.addEventListener("fo-resized", () => this.margin.arrangeSoon());
    // A part of the text that comes near the view takes another height than was estimated.
    this.root.addEventListener("contentvisibilityautostatechange", () => this.margin.arrangeSoon());
    document.addEventListener("keydown", (event) => this.pressElsewhere(event), { signal });
    document.addEventListener("mouseup", () => setTimeout(() => this.commenting.offerSelection(), 0), { signal });
    if (matchMedia("(pointer: coarse)").matches) {
      document.addEventListener("selectionchange", () => this.selectByTouch(), { signal });
    }
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(this.root);
  }

  close() {
    this.closing.abort();
    this.sizes?.disconnect();
    highlightPending(null);
  }

  /** @param {KeyboardEvent} event */
  pressElsewhere(event) {
    const inside = event.target instanceof Node && this.root.contains(event.target);
    if (!closest(event, EDITABLE) && !inside) this.navigation.follow(event);
  }

  selectByTouch() {
    clearTimeout(this.selectionTimer);
    this.selectionTimer = setTimeout(() => this.commenting.offerSelection(), SELECTION_REST);
  }

  /** Show new data: a text that is drawn already stays, and only its threads change. @param {FolioData} data */
  update(data) {
    const text = `${data.key} ${data.mode} ${data.old} ${data.revision}`;
    const isSame = text === this.drawn;
    this.drawn = text;
    this.state.data = data;
    if (isSame) {
      this.text.refresh();
      this.cards.place();
    } else {
      this.state.columns = this.wantsColumns();
      this.draw();
    }
    this.queue.receive(data.outcomes);
    this.toolbar.draw();
    this.margin.arrange();
    this.navigation.open();
  }

  wantsColumns() {
    const chosen = deviceStore.read(COLUMNS_CHOICE) ?? true;
    return this.state.data.mode === "comparing" && Boolean(chosen) && this.root.clientWidth > TWO_COLUMNS;
  }

  /** A tablet that is turned has room for two columns, or no longer. */
  resize() {
    if (this.drawn && this.wantsColumns() !== this.state.columns) {
      this.state.columns = !this.state.columns;
      this.draw();
      this.toolbar.draw();
    }
    this.margin.arrangeSoon();
  }

  /** @param {boolean} columns */
  chooseLayout(columns) {
    this.state.columns = columns;
    deviceStore.write(COLUMNS_CHOICE, columns);
    this.draw();
    this.toolbar.draw();
    this.margin.arrange();
  }

  draw() {
    this.root.lang = this.state.data.language;
    this.root.dir = "auto";
    this.text.draw();
    this.cards.place();
    this.commenting.restore();
    const first = this.text.allWords().at(0);
    if (first) first.tabIndex = 0;
  }

  /** @param {MouseEvent} event */
  click(event) {
    const thread = closest(event, ".fo-thread-number")?.dataset.thread;
    const note = closest(event, "a[data-note]")?.dataset.note;
    if (thread) {
      this.cards.activate(thread);
    } else if (note !== undefined) {
      event.preventDefault();
      this.navigation.openFootnote(note);
    } else if (!closest(event, CONTROLS) && !selectedWords(this.root)) {
      this.clickText(event);
    }
  }

  /**
   * On words of a thread: open it. On other words, or beside them: comment on the paragraph.
   * @param {MouseEvent} event
   */
  clickText(event) {
    const thread = this.placement.isActive ? undefined : ids(closest(event, "mark.fo-commented"), "on").at(-1);
    if (thread) {
      this.cards.activate(thread);
      return;
    }
    /** @type {HTMLElement | null | undefined} */
    const words = closest(event, ".fo-words") ?? closest(event, ".fo-row")?.querySelector(".fo-words");
    if (words) this.commenting.comment(words);
  }

  /** Send an action, and show why if it is refused. @param {Action} action */
  act(action) {
    /** @type {HTMLElement | null} */
    let notice = null;
    const progress = (/** @type {"waiting" | "sending"} */ state) => {
      if (state === "waiting") notice = this.announcer.refuse(message("waitingAction"));
      else notice?.remove();
    };
    const answered = (/** @type {string} */ refusal) => {
      if (refusal) this.announcer.refuse(refusal);
    };
    this.queue.add(action, answered, { progress });
  }
}
