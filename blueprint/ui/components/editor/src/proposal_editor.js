/** The whole editor on the page: title, toolbar, text, status line and the bar that saves a revision. */
import { askLink, askPicture } from "./dialogs.js";
import { Draft } from "./draft.js";
import { element } from "./elements.js";
import { icon } from "./icons.js";
import { Journal } from "./journal.js";
import { Status } from "./status.js";
import { Toolbar } from "./toolbar.js";
import { WORDS } from "./messages.js";
import { TextEditor } from "./text_editor.js";

const REVISION_WAIT = 20_000;

/** Texts of editors that Streamlit took off the page, by journal key: one that comes back has every word it had. */
const putAway = new Map();

export class ProposalEditor {
  constructor(parent, data, revise) {
    this.data = data;
    this.revise = revise;
    this.base = data.base;
    this.journal = new Journal(data.journalKey);
    const kept = data.readOnly ? null : this.keptWords(data);
    const start = kept ?? this.putAwayWords(data) ?? data;
    this.base = start.base;
    this.build(parent, start);
    this.draft = new Draft({
      url: data.draftUrl,
      journal: this.journal,
      sequence: start.sequence,
      read: () => this.read(),
      show: (...said) => this.status.show(...said),
    });
    if (kept) this.restored();
  }

  /** What was typed here and never reached the server, if it is newer than what the server has. */
  keptWords({ sequence, markdown, title }) {
    const entry = this.journal.entry();
    if (!entry || entry.sequence <= (sequence ?? 0) || typeof entry.markdown !== "string") return null;
    return entry.markdown === markdown && entry.title === title ? null : entry;
  }

  putAwayWords({ journalKey, version, sequence }) {
    const kept = putAway.get(journalKey);
    return kept?.version === version && kept.sequence >= (sequence ?? 0) ? kept : null;
  }

  build(parent, { title, markdown }) {
    const { data } = this;
    const act = {
      link: () => this.link(),
      picture: (file) => this.picture(file),
      describe: (at) => this.describe(at),
      save: () => this.saveRevision(),
      source: () => this.toggleSource(),
    };
    this.status = new Status(data.signInUrl);
    this.text = new TextEditor({
      markdown,
      language: data.language,
      readOnly: data.readOnly,
      imagesBase: data.imagesBase,
      act,
      onChange: () => this.changed(),
      onMove: () => this.toolbar?.update(this.text.inSource),
    });
    this.toolbar = new Toolbar(this.text.editor, { ...act, picture: () => this.picture() });
    this.title = this.titleField(title);
    this.notice = element("div", { class: "bp-notices" });
    this.root = element(
      "div",
      { class: "bp-editor", onkeydown: (event) => this.key(event) },
      data.readOnly ? null : this.toolbar.dom,
      element(
        "div",
        { class: "bp-page" },
        this.notice,
        this.title,
        this.text.editor.view.dom,
        this.text.sourceHolder,
        principles(data.principles),
      ),
      data.readOnly ? null : this.foot(),
    );
    parent.append(this.root);
    this.fitTitle();
    this.toolbar.update(false);
  }

  titleField(value) {
    const field = element("textarea", {
      class: "bp-title",
      rows: 1,
      dir: "auto",
      "aria-label": WORDS.title,
      placeholder: WORDS.untitled,
      lang: this.data.language,
      readonly: this.data.readOnly,
      oninput: () => {
        this.fitTitle();
        this.changed();
      },
      onkeydown: (event) => {
        if (event.key === "Enter" && !event.isComposing) {
          event.preventDefault();
          this.text.focusStart();
        }
      },
    });
    field.value = value;
    return field;
  }

  /** A title of several lines is seen whole; a newline pasted into it is a space. */
  fitTitle() {
    if (/[\r\n]/.test(this.title.value)) this.title.value = this.title.value.replace(/[\r\n]+/g, " ");
    this.title.style.blockSize = "auto";
    this.title.style.blockSize = `${this.title.scrollHeight}px`;
  }

  foot() {
    this.message = element("input", {
      class: "bp-message",
      dir: "auto",
      maxlength: 500,
      placeholder: WORDS.message,
      "aria-label": WORDS.message,
      onkeydown: (event) => {
        if (event.key === "Enter") this.saveRevision();
      },
    });
    this.button = element(
      "button",
      { type: "button", class: "bp-main", onclick: () => this.saveRevision() },
      WORDS.saveRevision,
    );
    return element(
      "div",
      { class: "bp-foot" },
      this.status.dom,
      element("div", { class: "bp-revise" }, this.message, this.button),
    );
  }

  read() {
    return { base: this.base, title: this.title.value, markdown: this.text.markdown() };
  }

  changed() {
    this.draft?.changed();
  }

  /** Keys typed here are for writing; Streamlit's own shortcuts must not hear them. */
  key(event) {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      if (document.activeElement === this.title || document.activeElement === this.message) this.saveRevision();
    }
    event.stopPropagation();
  }

  async toggleSource() {
    await this.text.toggleSource();
    this.toolbar.update(this.text.inSource);
  }

  async link() {
    const { editor } = this.text;
    const chosen = !editor.state.selection.empty || editor.isActive("link");
    const answer = await askLink(this.root, {
      href: editor.getAttributes("link").href ?? "",
      text: chosen ? null : "",
    });
    const chain = editor.chain().focus();
    if (answer?.remove) chain.extendMarkRange("link").unsetLink().run();
    else if (answer && chosen) chain.extendMarkRange("link").setLink({ href: answer.href }).run();
    else if (answer)
      chain
        .insertContent({ type: "text", text: answer.text, marks: [{ type: "link", attrs: { href: answer.href } }] })
        .unsetMark("link")
        .run();
    else editor.commands.focus();
  }

  async picture(file = null) {
    const { editor } = this.text;
    const answer = await askPicture(this.root, { file }, (chosen) => this.send(chosen));
    if (answer) editor.chain().focus().insertContent({ type: "image", attrs: answer }).run();
    else editor.commands.focus();
  }

  async describe(at) {
    const { editor } = this.text;
    const node = editor.state.doc.nodeAt(at);
    const answer = await askPicture(this.root, { alt: node.attrs.alt, existing: true });
    if (answer) editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, { ...node.attrs, ...answer }));
    editor.commands.focus();
  }

  /** {src} of the stored picture, or {message} why not. */
  async send(file) {
    const body = new FormData();
    body.append("file", file);
    try {
      const response = await fetch(this.data.imagesUrl, {
        method: "POST",
        body,
        credentials: "same-origin",
        redirect: "manual",
      });
      const said = await response.json();
      return response.ok ? { src: said.src } : { message: said.message ?? WORDS.imageFailed };
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return { message: WORDS.imageFailed };
      throw error;
    }
  }

  restored() {
    this.draft.changed();
    const close = () => this.notice.replaceChildren();
    const undo = element(
      "button",
      {
        type: "button",
        class: "bp-quiet",
        onclick: () => {
          this.useSaved();
          close();
        },
      },
      WORDS.useSaved,
    );
    const dismiss = element(
      "button",
      { type: "button", class: "bp-tool", "aria-label": WORDS.dismiss, title: WORDS.dismiss, onclick: close },
      icon("close"),
    );
    this.notice.replaceChildren(
      element("div", { class: "bp-notice", role: "status" }, element("span", {}, WORDS.restored), undo, dismiss),
    );
  }

  useSaved() {
    this.base = this.data.base;
    this.title.value = this.data.title;
    this.text.replace(this.data.markdown);
    this.fitTitle();
    this.changed();
  }

  async saveRevision() {
    if (this.revising || this.data.readOnly) return;
    const sent = { ...this.read(), message: this.message.value.trim() };
    this.revising = sent;
    this.button.disabled = true;
    this.status.show("saving", WORDS.savingRevision);
    this.revisionTimer = setTimeout(() => this.revisionEnds("refused", WORDS.revisionLate), REVISION_WAIT);
    await this.draft.flush();
    this.revise({ ...sent, sequence: this.draft.sequence });
  }

  revisionEnds(state, words) {
    clearTimeout(this.revisionTimer);
    this.revising = null;
    this.button.disabled = false;
    this.status.show(state, words);
  }

  /**
   * New data from the server. Only a new version touches the text: after our own save it becomes the new base; words
   * typed since then stay, on the old base if others' changes were merged in, so that saving them merges again.
   */
  update(data, revise) {
    this.revise = revise;
    const before = this.data;
    this.data = data;
    if (data.version === before.version) return this.answered(data);
    const now = this.read();
    const sent = this.revising ?? this.lastSent ?? { title: before.title, markdown: before.markdown };
    const typedSince = now.markdown !== sent.markdown || now.title !== sent.title;
    if (!typedSince) this.take(data, now);
    else if (data.markdown === sent.markdown) this.base = data.base;
    if (this.revising) this.revisionSaved();
    return undefined;
  }

  /** A rerun with the same version and a word for the person: the save was refused. */
  answered({ refusal }) {
    if (refusal && this.revising) this.revisionEnds("refused", refusal);
  }

  take(data, now) {
    this.base = data.base;
    if (data.title !== now.title) this.title.value = data.title;
    if (data.markdown !== now.markdown) this.text.replace(data.markdown);
    this.fitTitle();
    this.draft.settleAt(data.sequence);
  }

  revisionSaved() {
    this.lastSent = this.revising;
    this.message.value = "";
    this.revisionEnds("saved", WORDS.revisionSaved);
  }

  close() {
    this.draft.close();
    putAway.set(this.data.journalKey, { ...this.read(), version: this.data.version, sequence: this.draft.sequence });
    clearTimeout(this.revisionTimer);
    this.text.destroy();
    this.root.remove();
  }
}

function principles(list) {
  if (!list?.length) return null;
  const items = list.map(({ name, statement }) =>
    element("div", {}, element("dt", {}, name), element("dd", { dir: "auto" }, statement)),
  );
  return element(
    "details",
    { class: "bp-principles" },
    element("summary", {}, WORDS.principles),
    element("dl", {}, ...items),
  );
}
