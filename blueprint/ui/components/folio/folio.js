// The folio: one revision to read or two to compare, with what is said about them.

const EDITABLE = "textarea, input, select, [contenteditable]";

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
    this.away = (event) => { if (!event.target.closest?.(EDITABLE) && !this.root.contains(event.target)) this.walk(event); };
    this.released = () => setTimeout(() => this.selected(), 0);
    this.touched = () => { clearTimeout(this.touch); this.touch = setTimeout(() => this.selected(), 350); };
    document.addEventListener("keydown", this.away);
    document.addEventListener("mouseup", this.released);
    if (matchMedia("(pointer: coarse)").matches) document.addEventListener("selectionchange", this.touched);
    this.sizes = new ResizeObserver(() => this.arrangeSoon());
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
    if (!again) this.columns = data.mode === "comparing" && (recallChoice("folio-columns") ?? true) && this.root.clientWidth > 820;
    this.drawn = drawn;
    this.makePins();
    if (again) this.refresh();
    else this.draw();
    this.sender.heard(data.outcomes);
    this.drawBar();
    this.arrange();
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
    const block = entry.block && this.data.compared.blocks.find((one) => one.kind === entry.block.kind && one.new[0] === entry.block.new[0] && one.old[0] === entry.block.old[0]);
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

  makePins() {
    this.byId = new Map(this.data.cards.map((card) => [card.id, card]));
    this.pins = new Map(this.data.cards.filter((card) => !card.resolved).map((card) => [card.id, () => this.pin(card)]));
  }

  pin(card) {
    const label = `Comment ${card.number}, ${count(card.turns.length, "turn", "turns")}`;
    return make("button", { type: "button", class: "fo-pin", "data-thread": card.id, "aria-label": label }, String(card.number));
  }

  // Put every card where its words are; none is ever left out.
  placeCards() {
    for (const id of [...this.cards.keys()]) if (!this.byId.has(id)) { this.cards.get(id).element.remove(); this.cards.delete(id); }
    for (const absence of this.root.querySelectorAll(".fo-absence")) absence.remove();
    const hosts = new Map();
    for (const card of this.data.cards) {
      const held = this.cards.get(card.id) || new ThreadCard(this, card);
      this.cards.set(card.id, held);
      held.update(card);
      const host = this.hostOf(card);
      hosts.set(host, [...(hosts.get(host) || []), held.element]);
      if (card.lost && !card.resolved && host !== this.later()) this.markAbsence(card);
    }
    hosts.forEach((elements, host) => this.fill(host, elements));
    this.countFolds();
  }

  fill(host, elements) {
    if (!host) return elements.forEach((element) => element.remove());
    const boxes = [...host.children].filter((child) => child.classList.contains("fo-fresh"));
    const wanted = [...elements, ...boxes];
    if (wanted.length !== host.children.length || wanted.some((element, at) => host.children[at] !== element)) host.replaceChildren(...wanted);
    return undefined;
  }

  hostOf(card) {
    if (card.row < 0) return this.later();
    const entry = this.entries.get(`${card.side}:${card.row}`);
    if (entry) return entry.cards;
    return this.folded(card) ? null : this.later();
  }

  folded(card) {
    return [...this.folds.values()].find(({ rows }) => rows.has(`${card.side}:${card.row}`));
  }

  later() {
    if (!this.laterHost?.isConnected) {
      this.laterHost = make("div", { class: "fo-later" });
      this.sheet.append(this.laterHost);
    }
    return this.laterHost;
  }

  markAbsence(card) {
    const entry = this.entries.get(`${card.side}:${card.row}`);
    if (!entry) return;
    const said = make("span", {}, "Words that stood here were removed");
    entry.element.prepend(make("div", { class: "fo-absence", "data-on": card.id }, said, this.pin(card)));
  }

  countFolds() {
    this.folds.forEach(({ rows }, fold) => {
      const inside = this.data.cards.filter((card) => rows.has(`${card.side}:${card.row}`) && !card.resolved).length;
      fold.querySelector(".fo-fold-cards").textContent = inside ? count(inside, "comment in them", "comments in them") : "";
    });
  }

  // Where a card's or a new box's words are on the screen.
  wordsOf(element) {
    const id = element.dataset.thread;
    if (!id) return this.entryOf(element.dataset.for)?.words;
    return this.root.querySelector(`.fo-stage .fo-pin[data-thread="${id}"]`)?.parentElement?.closest("mark, .fo-absence") || this.root.querySelector(`mark[data-on~="${id}"], .fo-absence[data-on="${id}"], .fo-words[data-on~="${id}"]`);
  }

  entryOf(key) { return this.entries.get(key); }

  activate(id, { scroll = true, focus = true } = {}) {
    const card = this.byId.get(id);
    if (!card) return;
    this.folded(card)?.open();
    for (const [other, held] of this.cards) this.setActive(held, other === id);
    for (const said of this.root.querySelectorAll(".fo-said, .fo-whole")) said.classList.toggle("fo-active", on(said, "on").includes(id));
    this.arrange();
    const { element } = this.cards.get(id);
    if (scroll) (this.wordsOf(element) || element).scrollIntoView({ block: "nearest", behavior: this.motion() });
    if (scroll) element.scrollIntoView({ block: "nearest", behavior: this.motion() });
    if (focus && !element.contains(document.activeElement)) element.focus({ preventScroll: true });
  }

  setActive(held, active) {
    held.element.classList.toggle("fo-active", active);
    if (held.open === active) return;
    held.open = active || [...this.boxes.keys()].some((key) => held.element.contains(this.boxes.get(key).element));
    held.draw();
  }

  clicked(event) {
    const { target } = event;
    const pin = target.closest(".fo-pin");
    if (pin) return this.activate(pin.dataset.thread);
    const note = target.closest("a[data-note]");
    if (note) { event.preventDefault(); return this.toNote(note.dataset.note); }
    if (target.closest("a, button, textarea, .fo-cards, .fo-bar, .fo-foot") || selectedWords(this)) return undefined;
    const said = target.closest("mark.fo-said");
    if (said && !this.placing) return this.activate(on(said, "on").at(-1));
    const words = target.closest(".fo-words") || target.closest(".fo-row")?.querySelector(".fo-words");
    return words ? this.comment(words) : undefined;
  }

  comment(words) {
    const entry = this.entries.get(`${words.dataset.side}:${words.dataset.row}`);
    this.settle(words);
    if (entry) this.offer(wholeRow(words, entry), true);
  }

  // Words were selected: offer a box beside them, and leave the selection to the person.
  selected() {
    if (this.root.contains(document.activeElement) && document.activeElement.matches("textarea")) return;
    const found = selectedWords(this);
    if (found) this.offer(found, false);
  }

  offer(found, focus) {
    if (!this.data.may.comment) return;
    if (this.placing) { this.offerPlace(found); return; }
    const revision = found.side === "old" ? this.data.old : this.data.revision;
    const key = `new:${revision}:${found.s}-${found.e}`;
    this.dropEmpty(key);
    const box = this.openNew(key, { action: "start", revision, start: found.s, end: found.e }, found);
    showPending(found.range);
    if (focus) box.area.focus({ preventScroll: true });
    this.arrange();
    if (focus || !this.isMargin()) box.host.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  openNew(key, target, found) {
    const box = this.box(key, { label: "Your comment", verb: "Comment", target });
    const entry = this.entries.get(`${found.words.dataset.side}:${found.words.dataset.row}`);
    const quote = make("p", { class: "fo-quote", dir: "auto" }, found.text ? `“${short(found.text)}”` : this.nameOf(entry));
    box.host = make("div", { class: "fo-fresh", "data-for": `${found.words.dataset.side}:${found.words.dataset.row}` }, quote, box.element);
    box.shut = () => { box.host.remove(); this.boxes.delete(key); showPending(null); this.arrange(); };
    box.done = () => box.shut();
    box.reopen = () => { this.boxes.set(key, box); entry.cards.append(box.host); this.arrange(); };
    box.leave = () => found.words.focus({ preventScroll: true });
    entry.cards.append(box.host);
    box.grow();
    return box;
  }

  nameOf(entry) {
    return entry.row.n ? `On paragraph ${entry.row.n}` : `On this ${entry.row.kind === "heading" ? "heading" : "passage"}`;
  }

  box(key, what) {
    const held = this.boxes.get(key);
    if (held) { held.host?.remove(); return held; }
    const box = new Box(this, key, what);
    this.boxes.set(key, box);
    return box;
  }

  dropEmpty(except) {
    for (const [key, box] of [...this.boxes]) if (key !== except && key.startsWith("new:") && box.empty) box.shut();
  }

  // After a reload: open every box that had words in it.
  restoreBoxes() {
    for (const kept of allKept(`folio:${this.data.key}:`)) {
      if (kept.key?.startsWith("new:")) this.restoreNew(kept);
      else this.restoreIn(kept);
    }
    for (const [key, box] of this.boxes) if (key.startsWith("new:") && !box.host?.isConnected) this.restoreNew({ key, target: box.target });
  }

  restoreNew({ key, target }) {
    const side = target.revision === this.data.revision ? "new" : target.revision === this.data.old ? "old" : null;
    const entry = [...this.entries.values()].find((one) => one.words && !one.guest && one.side === side && one.row.s <= target.start && target.start < one.row.e);
    if (entry) this.openNew(key, target, { words: entry.words, text: "", side });
  }

  restoreIn({ key, label, verb, target }) {
    const card = this.data.cards.find((one) => one.id === target.thread || one.turns.some((turn) => turn.id === target.comment));
    if (card) this.cards.get(card.id).host(this.box(key, { label, verb, target }));
  }

  // Giving a thread other words by hand.
  startPlacing(card) {
    this.placing = card;
    this.stage.classList.add("fo-placing");
    const stop = button("Cancel", () => this.stopPlacing());
    this.foot.replaceChildren(make("p", { class: "fo-banner" }, `Select the words that comment ${card.number} is about. `, stop));
    this.say(`Select the words that comment ${card.number} is about, or press Enter on a paragraph.`);
  }

  offerPlace(found) {
    if (found.side === "old") return;
    showPending(found.range);
    const here = button("Place here", () => {
      this.act({ action: "place", thread: this.placing.id, revision: this.data.revision, start: found.s, end: found.e });
      this.stopPlacing();
    }, { class: "fo-primary" });
    const words = found.text || this.nameOf(this.entries.get(`${found.words.dataset.side}:${found.words.dataset.row}`));
    this.foot.replaceChildren(make("p", { class: "fo-banner" }, make("span", { dir: "auto" }, `“${short(words)}”`), here, button("Cancel", () => this.stopPlacing())));
  }

  stopPlacing() {
    this.placing = null;
    showPending(null);
    this.stage.classList.remove("fo-placing");
    this.foot.replaceChildren();
  }

  pressed(event) {
    if (event.target.closest(EDITABLE)) return;
    if (event.key === "Escape" && this.placing) this.stopPlacing();
    const words = event.target.closest(".fo-words");
    if (words && (event.key === "Enter" || event.key === "c") && !event.ctrlKey && !event.metaKey && !event.target.closest("a, button")) {
      event.preventDefault();
      this.comment(words);
    } else {
      this.walk(event);
    }
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) event.stopPropagation();
  }

  walk(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const step = { n: 1, p: -1, j: 1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (event.key === "j" || event.key === "k") this.nextRow(step);
    else this.next(step);
  }

  next(step) {
    if (this.data.mode === "comparing") goToChange(this, step);
    else this.nextCard(step);
  }

  nextCard(step) {
    const open = this.data.cards.filter((card) => !card.resolved);
    if (!open.length) return this.say("There are no open comments.");
    const here = open.findIndex((card) => this.cards.get(card.id).element.classList.contains("fo-active"));
    const at = here < 0 ? (step > 0 ? 0 : open.length - 1) : Math.min(Math.max(here + step, 0), open.length - 1);
    this.activate(open[at].id);
    this.showPosition(`Comment ${at + 1} of ${open.length}`);
    return this.say(`Comment ${at + 1} of ${open.length}`);
  }

  nextRow(step) {
    const all = [...this.sheet.querySelectorAll(".fo-words")];
    const here = all.findIndex((words) => words.tabIndex === 0);
    const started = all[here]?.contains(document.activeElement);
    const words = all[Math.min(Math.max(started ? here + step : Math.max(here, 0), 0), all.length - 1)];
    if (words) { this.settle(words); words.focus(); words.scrollIntoView({ block: "nearest" }); }
  }

  // One paragraph at a time can be reached with Tab: the one last used.
  settle(words) {
    for (const other of this.sheet.querySelectorAll('.fo-words[tabindex="0"]')) other.tabIndex = -1;
    words.tabIndex = 0;
  }

  focusRow(index, side) {
    const words = this.entries.get(`${side}:${index}`)?.words;
    if (words) { this.settle(words); words.focus({ preventScroll: true }); }
  }

  toNote(label) {
    const wanted = `[^${label}]:`;
    const note = [...this.root.querySelectorAll("[data-footnote]")].find((one) => one.dataset.footnote === wanted);
    const words = note?.parentElement.querySelector(".fo-words");
    if (words) { words.scrollIntoView({ block: "center", behavior: this.motion() }); this.settle(words); words.focus({ preventScroll: true }); }
  }

  send(action, answered) { this.sender.send(action, answered); }

  act(action) {
    this.send(action, (refusal) => { if (refusal) this.tell(refusal); });
  }

  tell(sentence) {
    this.foot.replaceChildren(make("p", { class: "fo-banner fo-refusal", role: "alert" }, sentence, button("Close", () => this.foot.replaceChildren())));
  }

  offerUndo(sentence, undo) {
    const banner = make("p", { class: "fo-banner" }, sentence, button("Undo", () => { this.foot.replaceChildren(); undo(); }));
    this.foot.replaceChildren(banner);
    this.say(sentence);
    setTimeout(() => banner.remove(), 10000);
  }

  say(sentence) { this.status.textContent = sentence; }
  showPosition(text) { this.position.textContent = text; }
  motion() { return matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth"; }
  isMargin() {
    const one = this.root.querySelector(".fo-margin .fo-cards > *");
    return Boolean(one) && getComputedStyle(one).position === "absolute";
  }

  drawBar() {
    const { data } = this;
    const comparing = data.mode === "comparing";
    const open = data.cards.filter((card) => !card.resolved).length;
    const resolved = data.cards.length - open;
    const said = [open ? count(open, "open comment", "open comments") : "", resolved ? `${resolved} resolved` : ""].filter(Boolean).join(", ");
    this.position = this.position || make("span", { class: "fo-position" });
    const [back, forth] = comparing ? ["Previous change", "Next change"] : ["Previous comment", "Next comment"];
    const steps = comparing || open ? [button("↑", () => this.next(-1), { "aria-label": back, title: `${back} (p)` }), button("↓", () => this.next(1), { "aria-label": forth, title: `${forth} (n)` })] : [];
    const hint = data.may.comment ? "Select words, or click a paragraph, to comment." : "";
    const layout = comparing ? this.layoutChoice() : null;
    this.bar.replaceChildren(...[
      comparing ? make("strong", { class: "fo-summary" }, data.compared.summary) : null,
      make("span", { class: "fo-count" }, said || (data.may.comment ? "" : "No comments yet.")),
      make("span", { class: "fo-hint" }, hint), this.position, layout, make("span", { class: "fo-steps" }, steps),
    ].filter(Boolean));
  }

  layoutChoice() {
    const choose = (columns) => { this.columns = columns; rememberChoice("folio-columns", columns); this.draw(); this.drawBar(); this.arrange(); };
    return make("span", { class: "fo-layout", role: "group", "aria-label": "Layout" },
      button("Side by side", () => choose(true), { "aria-pressed": String(this.columns) }),
      button("One column", () => choose(false), { "aria-pressed": String(!this.columns) }));
  }

  arrange() { if (this.sheet) arrangeCards(this); }

  arrangeSoon() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.arrange());
  }
}

function short(words) {
  return words.length > 160 ? `${words.slice(0, 160)} …` : words;
}

function rememberChoice(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* the choice holds for this page */ }
}

function recallChoice(name) {
  try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
}

const folios = new WeakMap();

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  let folio = folios.get(parentElement);
  if (!folio) {
    folio = new Folio(parentElement, setTriggerValue);
    folios.set(parentElement, folio);
  }
  folio.trigger = setTriggerValue;
  folio.take(data);
  return () => unmount(parentElement);
}

// Streamlit also calls this for a mount that a later one overtook: the folio goes only when its place on the page does.
function unmount(parent) {
  if (parent.isConnected) return;
  folios.get(parent)?.stop();
  folios.delete(parent);
}
