// The folio: one revision to read or two to compare, with what is said about them.

import { drawChanges } from "./text/comparison.js";
import { recallChoice } from "./storage.js";
import { Commenting } from "./threads/commenting.js";
import { EDITABLE, make, on } from "./elements.js";
import { Going } from "./controls/navigation.js";
import { Hosting } from "./threads/card_host.js";
import { arrangeCards } from "./threads/margin.js";
import { Placing } from "./threads/placement.js";
import { wholePins } from "./text/rows.js";
import { selectedWords, showPending } from "./text/selection.js";
import { Sender } from "./controls/action_queue.js";
import { drawSheet } from "./text/revision.js";
import { styled } from "./stylesheet.js";
import { Telling } from "./controls/toolbar.js";
import { fillWords } from "./text/pieces.js";

// Pixels from which there is room for two sides.
const TWO_SIDES = 820;

class Folio {
  constructor(parent, trigger) {
    this.trigger = trigger;
    this.cards = new Map();
    this.boxes = new Map();
    this.folds = new Map();
    this.sender = new Sender(this);
    this.root = make("div", { class: "folio" });
    this.status = make("p", { class: "fo-unseen", role: "status", "aria-live": "polite" });
    this.foot = make("div", { class: "fo-foot" });
    this.stage = make("div", { class: "fo-stage" });
    this.bar = make("div", { class: "fo-bar", role: "toolbar", "aria-label": "Reading" });
    this.root.append(this.bar, this.stage, this.foot, this.status);
    parent.append(this.root);
    this.listen();
  }

  listen() {
    this.root.addEventListener("click", (event) => this.clicked(event));
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.root.addEventListener("fo-settled", () => this.arrangeSoon());
    this.away = (event) => {
      if (!event.target.closest?.(EDITABLE) && !this.root.contains(event.target)) this.walk(event);
    };
    this.released = () => setTimeout(() => this.selected(), 0);
    this.touched = () => {
      clearTimeout(this.touch);
      this.touch = setTimeout(() => this.selected(), 350);
    };
    document.addEventListener("keydown", this.away);
    document.addEventListener("mouseup", this.released);
    if (matchMedia("(pointer: coarse)").matches) document.addEventListener("selectionchange", this.touched);
    this.sizes = new ResizeObserver(() => this.resized());
    this.sizes.observe(this.root);
  }

  stop() {
    document.removeEventListener("keydown", this.away);
    document.removeEventListener("mouseup", this.released);
    document.removeEventListener("selectionchange", this.touched);
    this.sizes.disconnect();
    showPending(null);
  }

  // Take new data: a text that is already drawn stays, and only what is said about it changes.
  take(data) {
    const drawn = `${data.key} ${data.mode} ${data.old} ${data.revision}`;
    const again = drawn === this.drawn;
    this.data = data;
    if (!again) this.columns = this.wantsColumns();
    this.drawn = drawn;
    this.makePins();
    if (again) this.refresh();
    else this.draw();
    this.sender.heard(data.outcomes);
    this.drawBar();
    this.arrange();
    this.open();
  }

  wantsColumns() {
    return (
      this.data.mode === "comparing" && (recallChoice("folio-columns") ?? true) && this.root.clientWidth > TWO_SIDES
    );
  }

  // A tablet that is turned has room for two sides, or no longer.
  resized() {
    if (this.data && this.wantsColumns() !== this.columns) {
      this.columns = !this.columns;
      this.draw();
      this.drawBar();
    }
    this.arrangeSoon();
  }

  draw() {
    this.entries = new Map();
    this.folds.clear();
    this.root.lang = this.data.language;
    this.root.dir = "auto";
    this.stage.dir = this.data.dir;
    const sheet = this.data.mode === "comparing" ? drawChanges(this) : drawSheet(this);
    this.stage.className = `fo-stage ${this.columns ? "fo-columns" : "fo-margin"} fo-${this.data.mode}`;
    this.stage.classList.toggle("fo-may-comment", this.data.may.comment);
    this.stage.replaceChildren(sheet);
    this.sheet = sheet;
    this.placeCards();
    this.restoreBoxes();
    const first = sheet.querySelector(".fo-words");
    if (first) first.tabIndex = 0;
  }

  // The same text: draw again only the rows whose highlights changed, and the cards.
  refresh() {
    const comparing = this.data.mode === "comparing";
    for (const [key, entry] of this.entries) {
      if (entry.guest || !entry.words) continue;
      const row = comparing ? this.data.compared[entry.side][entry.row.i] : this.rowNow(entry.row.i);
      if (row) this.refill(entry, row, comparing ? this.mergedNow(entry) : row.p, key);
    }
    this.placeCards();
  }

  rowNow(index) {
    this.byIndex = this.byIndexOf === this.data ? this.byIndex : new Map(this.data.rows.map((row) => [row.i, row]));
    this.byIndexOf = this.data;
    return this.byIndex.get(index);
  }

  mergedNow(entry) {
    const block =
      entry.block &&
      this.data.compared.blocks.find(
        (one) =>
          one.kind === entry.block.kind && one.new[0] === entry.block.new[0] && one.old[0] === entry.block.old[0],
      );
    return block?.merged && !this.columns ? block.merged[entry.at] : this.data.compared[entry.side][entry.row.i].p;
  }

  refill(entry, row, pieces) {
    const said = JSON.stringify([pieces, row.whole, this.pinNumbers(pieces, row.whole)]);
    if (said === entry.said) return;
    entry.said = said;
    fillWords(entry.words, pieces, this.pins, entry.side);
    wholePins(this, entry.words, row);
  }

  pinNumbers(pieces, whole) {
    const ids = new Set([...whole, ...pieces.flatMap((piece) => piece.on || [])]);
    return [...ids].map((id) => this.byId.get(id)?.number);
  }

  enter(row, side, drawn) {
    const block = drawn.block;
    const pieces = block?.merged ? block.merged[drawn.at] : row.p;
    const said = JSON.stringify([pieces, row.whole, this.pinNumbers(pieces, row.whole)]);
    this.entries.set(`${side}:${row.i}`, { ...drawn, row, side, said });
  }

  // An old paragraph whose words are shown inside a new one's.
  enterGuest(index, host) {
    this.entries.set(`old:${index}`, { ...host, guest: true });
  }

  clicked(event) {
    const { target } = event;
    const pin = target.closest(".fo-pin");
    if (pin) return this.activate(pin.dataset.thread);
    const note = target.closest("a[data-note]");
    if (note) {
      event.preventDefault();
      return this.toNote(note.dataset.note);
    }
    if (target.closest("a, button, textarea, .fo-cards, .fo-bar, .fo-foot") || selectedWords(this)) return undefined;
    const said = target.closest("mark.fo-said");
    if (said && !this.placing) return this.activate(on(said, "on").at(-1));
    const words = target.closest(".fo-words") || target.closest(".fo-row")?.querySelector(".fo-words");
    return words ? this.comment(words) : undefined;
  }

  send(action, answered) {
    this.sender.send(action, answered);
  }

  act(action) {
    this.send(action, (refusal) => {
      if (refusal) this.tell(refusal);
    });
  }

  motion() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  }
  isMargin() {
    const one = this.root.querySelector(".fo-margin .fo-cards > *");
    return Boolean(one) && getComputedStyle(one).position === "absolute";
  }

  arrange() {
    if (this.sheet) arrangeCards(this);
  }

  arrangeSoon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.arrange());
  }
}

Object.assign(Folio.prototype, Hosting, Commenting, Placing, Going, Telling);

const folios = new WeakMap();

export default function (component) {
  return styled.then(() => mount(component));
}

function mount({ data, parentElement, setTriggerValue }) {
  let folio = folios.get(parentElement);
  if (!folio) {
    folio = new Folio(parentElement, setTriggerValue);
    folios.set(parentElement, folio);
  }
  folio.trigger = setTriggerValue;
  folio.take(JSON.parse(new TextDecoder().decode(data)));
  return () => unmount(parentElement);
}

// Streamlit also calls this for a mount that a later one overtook: the folio goes only when its place on the page does.
function unmount(parent) {
  if (parent.isConnected) return;
  folios.get(parent)?.stop();
  folios.delete(parent);
}
