/** The whole editor on the page: title, toolbar, text, status line and the bar that saves a revision. */
/** @import { Commands, DraftEntry, EditorData, Principle, Revision, State } from "./types.js" */
import { Draft } from "./draft/draft.js";
import { make } from "../../../client/elements.js";
import { icon } from "./controls/icons.js";
import { Insertion } from "./insertion.js";
import { Journal } from "./draft/journal.js";
import { message } from "./messages.js";
import { PasteLine } from "./controls/paste_line.js";
import { Status } from "./controls/status.js";
import { TextEditor } from "./text_editor.js";
import { TitleField } from "./controls/title_field.js";
import { Toolbar } from "./controls/toolbar.js";

const REVISION_WAIT = 20_000;

/**
 * Texts of editors that Streamlit took off the page, by journal key: one that comes back has every word it had.
 * @type {Map<string, DraftEntry & { version: string }>}
 */
const unmounted = new Map();

export class ProposalEditor {
  /** @param {HTMLElement} parent @param {EditorData} data @param {(revision: Revision) => void} sendRevision */
  constructor(parent, data, sendRevision) {
    this.data = data;
    this.sendRevision = sendRevision;
    /** @type {Omit<Revision, "sequence"> | null} what is being saved */
    this.saving = null;
    /** @type {Omit<Revision, "sequence"> | null} what was saved last */
    this.lastSent = null;
    this.journal = new Journal(data.journalKey);
    const stored = data.readOnly ? null : this.journalEntry(data);
    const start = stored ?? this.unmountedText(data) ?? data;
    this.base = start.base;
    const commands = this.commands();
    this.status = new Status(data.signInUrl);
    this.pasteLine = new PasteLine();
    this.text = this.makeText(start.markdown, commands);
    this.insertion = this.makeInsertion();
    this.toolbar = new Toolbar(this.text.editor, commands);
    this.title = this.makeTitle(start.title);
    this.notice = make("div", { class: "bp-notices" });
    this.message = this.makeMessage();
    this.button = make("button", { type: "button", class: "bp-primary" }, message("saveRevision"));
    this.button.addEventListener("click", () => this.saveRevision());
    this.root = this.build();
    parent.append(this.root);
    this.title.fit();
    this.toolbar.update(false);
    this.draft = new Draft({
      url: data.draftUrl,
      journal: this.journal,
      sequence: start.sequence,
      read: () => this.read(),
      show: (state, detail) => this.status.show(state, detail),
    });
    if (stored) this.showRestored();
  }

  /**
   * What was typed here and never reached the server, if it is newer than what the server has.
   * @param {EditorData} data
   */
  journalEntry({ sequence, markdown, title }) {
    const entry = this.journal.entry();
    if (!entry || entry.sequence <= (sequence ?? 0) || typeof entry.markdown !== "string") return null;
    return entry.markdown === markdown && entry.title === title ? null : entry;
  }

  /** @param {EditorData} data */
  unmountedText({ journalKey, version, sequence }) {
    const stored = unmounted.get(journalKey);
    return stored?.version === version && stored.sequence >= (sequence ?? 0) ? stored : null;
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
    const words = [this.notice, this.title.dom, text.editor.view.dom, text.sourceHolder, principles(data.principles)];
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
    return { base: this.base, title: this.title.value, markdown: this.text.markdown() };
  }

  changed() {
    this.draft?.changed();
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
    this.draft.changed();
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
    this.base = this.data.base;
    this.title.value = this.data.title;
    this.text.replace(this.data.markdown);
    this.title.fit();
    this.changed();
  }

  async saveRevision() {
    if (this.saving || this.data.readOnly) return;
    const sent = { ...this.read(), message: this.message.value.trim() };
    this.saving = sent;
    this.button.disabled = true;
    this.status.show("saving", message("savingRevision"));
    this.revisionTimer = setTimeout(() => this.endSaving("refused", message("revisionLate")), REVISION_WAIT);
    await this.draft.flush();
    this.sendRevision({ ...sent, sequence: this.draft.sequence });
  }

  /** @param {State} state @param {string} words */
  endSaving(state, words) {
    clearTimeout(this.revisionTimer);
    this.saving = null;
    this.button.disabled = false;
    this.status.show(state, words);
  }

  /**
   * New data from the server. Only a new version touches the text: after our own save it becomes the new base; words
   * typed since then stay, on the old base if others' changes were merged in, so that saving them merges again.
   * @param {EditorData} data
   * @param {(revision: Revision) => void} sendRevision
   */
  update(data, sendRevision) {
    this.sendRevision = sendRevision;
    const before = this.data;
    this.data = data;
    if (data.version === before.version) {
      this.answered(data);
      return;
    }
    const now = this.read();
    const sent = this.saving ?? this.lastSent ?? { title: before.title, markdown: before.markdown };
    const typedSince = now.markdown !== sent.markdown || now.title !== sent.title;
    if (!typedSince) this.adopt(data, now);
    else if (data.markdown === sent.markdown) this.base = data.base;
    if (this.saving) this.revisionSaved();
  }

  /** A rerun with the same version and a word for the person: the save was refused. @param {EditorData} data */
  answered({ refusal }) {
    if (refusal && this.saving) this.endSaving("refused", refusal);
  }

  /** @param {EditorData} data @param {{ title: string, markdown: string }} now */
  adopt(data, now) {
    this.base = data.base;
    if (data.title !== now.title) this.title.value = data.title;
    if (data.markdown !== now.markdown) this.text.replace(data.markdown);
    this.title.fit();
    this.draft.acknowledgeUpTo(data.sequence);
  }

  revisionSaved() {
    this.lastSent = this.saving;
    this.message.value = "";
    this.endSaving("saved", message("revisionSaved"));
  }

  close() {
    this.draft.close();
    const { version, journalKey } = this.data;
    unmounted.set(journalKey, { ...this.read(), version, sequence: this.draft.sequence });
    clearTimeout(this.revisionTimer);
    this.text.destroy();
    this.root.remove();
  }
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
