/** The whole editor on the page: title, toolbar, text, status line and the bar that saves a revision. */
/** @import { Commands, Conflict, DraftEntry, DraftText, EditorData, Principle, Revision } from "./types.js" */
/** @import { Shared, State, StoredDraft } from "./types.js" */
import { conflictNotice } from "./draft/conflict_notice.js";
import { Draft } from "./draft/draft.js";
import { isStreamlitConnected } from "../../../client/streamlit.js";
import { make } from "../../../client/elements.js";
import { icon } from "./controls/icons.js";
import { Insertion } from "./insertion.js";
import { Journal } from "./draft/journal.js";
import { message } from "./messages.js";
import { PasteLine } from "./controls/paste_line.js";
import { SealedStorage } from "./sealed_storage.js";
import { Status } from "./controls/status.js";
import { TextEditor } from "./text_editor.js";
import { withOneWording } from "./draft/decide.js";
import { TitleField } from "./controls/title_field.js";
import { Toolbar } from "./controls/toolbar.js";

const REVISION_WAIT = 20_000;
/** Milliseconds: Streamlit tries again after at most four seconds. */
const CONNECTION_WAIT = 6000;

/**
 * Texts of editors that Streamlit took off the page, by journal key: one that comes back has every word it had.
 * @type {Map<string, { text: DraftText, shared: Shared, stored: number, version: string }>}
 */
const unmounted = new Map();

export class ProposalEditor {
  /** @param {HTMLElement} parent @param {EditorData} data @param {(revision: Revision) => void} sendRevision */
  constructor(parent, data, sendRevision) {
    this.data = data;
    this.sendRevision = sendRevision;
    /** @type {Omit<Revision, "sequence" | "state"> | null} what is being saved */
    this.saving = null;
    const storage = new SealedStorage(() => localStorage, data.storageKey);
    this.journal = new Journal(data.journalKey, newDevice(), storage);
    const unsent = data.readOnly ? null : this.unsentEntry(data);
    const start = unsent ? startOf(unsent) : (this.unmountedText(data) ?? loaded(data));
    this.base = start.text.base;
    const commands = this.commands();
    this.status = new Status(data.signInUrl);
    this.pasteLine = new PasteLine();
    this.text = this.makeText(start.text.markdown, commands);
    this.insertion = this.makeInsertion();
    this.toolbar = new Toolbar(this.text.editor, commands);
    this.title = this.makeTitle(start.text.title);
    this.notice = make("div", { class: "bp-notices" });
    this.conflictHolder = make("div", { class: "bp-notices" });
    this.message = this.makeMessage();
    this.button = make("button", { type: "button", class: "bp-primary" }, message("saveRevision"));
    this.button.addEventListener("click", () => this.saveRevision());
    this.root = this.build();
    parent.append(this.root);
    this.title.fit();
    this.toolbar.update(false);
    /** @type {Conflict[]} */
    this.conflicts = [];
    /** @type {Draft | null} */
    this.draft = data.readOnly ? null : this.makeDraft(start, unsent);
    this.showConflicts(data.conflicts);
    if (unsent) this.showRestored();
    else if (start.text.markdown !== start.shared.markdown || start.text.title !== start.shared.title) this.changed();
  }

  /** @param {{ shared: Shared, stored: number }} start @param {DraftEntry | null} unsent */
  makeDraft({ shared, stored }, unsent) {
    return new Draft({
      url: this.data.draftUrl,
      topic: this.data.draftTopic,
      journal: this.journal,
      shared,
      unsent,
      stored,
      read: () => this.read(),
      isComposing: () => this.text.isComposing(),
      takeOver: (draft) => this.takeOver(draft),
      showConflicts: (conflicts) => this.showConflicts(conflicts),
      show: (state, detail) => this.status.show(state, detail),
    });
  }

  /**
   * What was typed on this device and never reached the server: the last of it, as the text to go on with.
   * @param {EditorData} data
   */
  unsentEntry({ markdown, title }) {
    for (const entry of this.journal.entries()) {
      if (entry.markdown !== markdown || entry.title !== title) return entry;
      this.journal.remove(entry);
    }
    return null;
  }

  /** The text that this page had last, unless the server has a later one. @param {EditorData} data */
  unmountedText({ journalKey, version, sequence }) {
    const stored = unmounted.get(journalKey);
    return stored?.version === version && stored.stored >= (sequence ?? 0) ? stored : null;
  }

  /** @returns {Commands} */
  commands() {
    return {
      link: () => this.insertion.link(),
      image: (file) => this.insertion.image(file),
      formula: (at) => this.insertion.formula(at),
      describe: (at) => this.insertion.describe(at),
      save: () => this.saveRevision(),
      source: () => this.toggleSource(),
    };
  }

  /** @param {string} markdown @param {Commands} commands @returns {TextEditor} */
  makeText(markdown, commands) {
    const { language, readOnly, imagesBase, mathUrl } = this.data;
    return new TextEditor({
      markdown,
      language,
      readOnly,
      imagesBase,
      mathUrl,
      act: commands,
      line: this.pasteLine,
      send: (file) => this.insertion.send(file),
      onChange: () => this.changed(),
      onMove: () => this.toolbar?.update(this.text.inSource),
    });
  }

  makeInsertion() {
    const root = () => this.root;
    const imagesUrl = () => this.data.imagesUrl;
    return new Insertion(this.text.editor, root, imagesUrl, this.data.mathUrl);
  }

  /** @param {string} value */
  makeTitle(value) {
    const { language, readOnly } = this.data;
    return new TitleField(
      { value, language, readOnly },
      () => this.changed(),
      () => this.text.focusStart(),
    );
  }

  makeMessage() {
    const field = make("input", {
      class: "bp-save-message",
      dir: "auto",
      maxlength: 500,
      placeholder: message("summary"),
      "aria-label": message("summary"),
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.saveRevision();
    });
    return field;
  }

  build() {
    const { text, data } = this;
    const words = [
      this.notice,
      this.conflictHolder,
      this.title.dom,
      text.editor.view.dom,
      text.sourceHolder,
      principles(data.principles),
    ];
    const save = make("div", { class: "bp-save-form" }, this.message, this.button);
    return make(
      "div",
      { class: "bp-editor", onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event) },
      data.readOnly ? null : this.toolbar.dom,
      make("div", { class: "bp-page" }, ...words),
      data.readOnly ? null : make("div", { class: "bp-save-bar" }, this.pasteLine.dom, this.status.dom, save),
    );
  }

  read() {
    return { base: this.draft?.shared.base ?? this.base, title: this.title.value, markdown: this.text.markdown() };
  }

  changed() {
    this.draft?.changed();
  }

  /** Show what the draft is on the server, with what other devices wrote. @param {StoredDraft} draft */
  takeOver({ title = "", markdown = "", conflicts }) {
    this.notice.replaceChildren();
    if (this.title.value !== title) this.title.value = title;
    this.title.fit();
    if (this.text.markdown() !== markdown) this.text.replace(markdown, { undoable: false });
    this.showConflicts(conflicts);
  }

  /** @param {Conflict[]} conflicts */
  showConflicts(conflicts) {
    const before = this.conflicts.map(({ id }) => id).join();
    this.conflicts = conflicts.filter(({ id }) => !this.draft?.settled.has(id));
    if (this.conflicts.map(({ id }) => id).join() === before) return;
    const actions = {
      choose: (/** @type {Conflict} */ conflict, /** @type {"stored" | "sent" | "both"} */ choice) =>
        this.decide(conflict, choice),
      show: (/** @type {Conflict} */ conflict) => this.reveal(conflict),
      words: (/** @type {Conflict} */ { kind }, /** @type {string} */ wording) => this.text.wordsOf(wording, kind),
    };
    this.conflictHolder.replaceChildren(...(this.conflicts.length ? [conflictNotice(this.conflicts, actions)] : []));
    const passages = this.conflicts.filter(({ kind, stored, sent }) => kind !== "title" && stored && sent);
    this.text.mark(passages);
  }

  /** @param {Conflict} conflict */
  reveal({ kind, stored, sent }) {
    this.text.reveal(stored || sent, kind);
  }

  /**
   * The author has chosen between two wordings.
   * @param {Conflict} conflict
   * @param {"stored" | "sent" | "both"} choice
   */
  decide(conflict, choice) {
    if (conflict.kind === "title" && choice !== "both") {
      this.title.value = conflict[choice];
      this.title.fit();
    } else if (choice !== "both") {
      const decided = withOneWording(this.text.markdown(), conflict, choice);
      if (decided === null) {
        this.reveal(conflict);
        return;
      }
      this.text.replace(decided);
    }
    this.draft?.settleConflict(conflict.id);
    this.showConflicts(this.conflicts);
  }

  /** Keys typed here are for writing; Streamlit's own shortcuts must not hear them. @param {KeyboardEvent} event */
  key(event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      const focused = document.activeElement;
      if (focused === this.title.dom || focused === this.message) this.saveRevision();
    }
    event.stopPropagation();
  }

  async toggleSource() {
    await this.text.toggleSource();
    this.toolbar.update(this.text.inSource);
  }

  /** Show that text was restored which had not reached the server. */
  showRestored() {
    const close = () => this.notice.replaceChildren();
    const undo = () => {
      this.useSaved();
      close();
    };
    const label = message("dismiss");
    const dismiss = { type: "button", class: "bp-tool", "aria-label": label, title: label, onclick: close };
    const notice = make(
      "div",
      { class: "bp-notice", role: "status" },
      make("span", {}, message("restored")),
      make("button", { type: "button", class: "bp-secondary", onclick: undo }, message("useSaved")),
      make("button", dismiss, icon("close")),
    );
    this.notice.replaceChildren(notice);
  }

  useSaved() {
    this.title.value = this.data.title;
    this.text.replace(this.data.markdown);
    this.title.fit();
    this.changed();
  }

  async saveRevision() {
    if (this.saving || !this.draft || this.button.disabled) return;
    this.button.disabled = true;
    this.status.show("saving", message("savingRevision"));
    const before = this.conflicts.length;
    await this.draft.flush();
    if (this.conflicts.length > before) {
      this.endSaving("refused", message("decideFirst"));
      return;
    }
    if (this.draft.connection === "away" || !(await isStreamlitConnected(CONNECTION_WAIT))) {
      this.endSaving("refused", message("revisionAway"));
      return;
    }
    // Read now: what another device wrote may have come in.
    const sent = { ...this.read(), message: this.message.value.trim() };
    this.saving = sent;
    this.draft.pause();
    this.revisionTimer = setTimeout(() => this.endSaving("refused", message("revisionLate")), REVISION_WAIT);
    this.sendRevision({ ...sent, sequence: this.draft.stored, state: this.draft.shared.state });
  }

  /** @param {State} state @param {string} words */
  endSaving(state, words) {
    clearTimeout(this.revisionTimer);
    this.saving = null;
    this.button.disabled = false;
    this.status.show(state, words);
    this.draft?.resume();
  }

  /**
   * New data from the server. The text is touched only by a new version: after our own save, which is its new base, or
   * when the draft was put away. Its data may be older than what was typed, so that the server is asked once more.
   * @param {EditorData} data
   * @param {(revision: Revision) => void} sendRevision
   */
  update(data, sendRevision) {
    this.sendRevision = sendRevision;
    const before = this.data;
    this.data = data;
    if (data.version === before.version) this.answered(data);
    else if (this.saving) this.revisionSaved(this.saving, data);
    else this.draft?.hear(data.state);
  }

  /** A rerun with the same version and a word for the person: the save was refused. @param {EditorData} data */
  answered({ refusal }) {
    if (refusal && this.saving) this.endSaving("refused", refusal);
  }

  /** @param {Omit<Revision, "sequence" | "state">} sent @param {EditorData} data */
  revisionSaved({ base, title, markdown }, data) {
    this.draft?.saved({ base, title, markdown }, { ...data, sequence: data.sequence ?? 0 });
    this.message.value = "";
    this.endSaving("saved", message("revisionSaved"));
  }

  close() {
    if (this.draft) {
      this.draft.close();
      const { version, journalKey } = this.data;
      const { shared, stored } = this.draft;
      unmounted.set(journalKey, { text: this.read(), shared, stored, version });
    }
    clearTimeout(this.revisionTimer);
    this.text.destroy();
    this.root.remove();
  }
}

/** A name for this editor that no other one has. */
function newDevice() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The text as the server gave it. @param {EditorData} data */
function loaded({ base, title, markdown, state, sequence }) {
  return { text: { base, title, markdown }, shared: { state, base, title, markdown }, stored: sequence ?? 0 };
}

/** To go on with what did not reach the server. @param {DraftEntry} entry */
function startOf({ base, title, markdown, follows, ancestor }) {
  const known = ancestor ?? { title: null, markdown: null };
  return { text: { base, title, markdown }, shared: { state: follows, base, ...known }, stored: 0 };
}

/** @param {Principle[] | null} list */
function principles(list) {
  if (!list?.length) return null;
  const items = list.map(({ name, statement }) =>
    make("div", {}, make("dt", {}, name), make("dd", { dir: "auto" }, statement)),
  );
  const summary = make("summary", {}, message("principles"));
  return make("details", { class: "bp-principles" }, summary, make("dl", {}, ...items));
}
