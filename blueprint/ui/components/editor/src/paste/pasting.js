/** Pasting: what is put into the text, and what the line under the text then says and offers. */
/** @import { Editor } from "@tiptap/core" */
/** @import { Node as DocumentNode, ResolvedPos } from "@tiptap/pm/model" */
/** @import { Transaction } from "@tiptap/pm/state" */
/** @import { EditorView } from "@tiptap/pm/view" */
/** @import { Offer, PasteLine } from "../controls/paste_line.js" */
/** @import { Commands, SentImage } from "../types.js" */
/** @import { Pasted } from "./index.js" */
import { closeHistory } from "@tiptap/pm/history";
import { Slice } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";
import { message, plural } from "../messages.js";
import { endOfNotes } from "../schema/footnotes.js";
import { isInCell } from "../schema/tables.js";
import { read } from "../source/index.js";
import { readPasted } from "./index.js";
import { loneAddress } from "./links.js";
import { isMarkdown, relabelled } from "./markdown.js";
import { isOnePicture, isOwn, isPlain } from "./own_html.js";
import { leftOutSentence } from "./sentences.js";
import { linesOf, withoutNotes } from "./slices.js";

/**
 * @typedef {object} PastingOptions
 * @property {() => Editor} editor
 * @property {(index: number) => string} freeLabel names the n-th pasted note
 * @property {Commands} act
 * @property {(file: File) => Promise<SentImage>} send stores a picture
 * @property {PasteLine} line
 */

export class Pasting {
  /** @param {PastingOptions} options */
  constructor({ editor, freeLabel, act, send, line }) {
    this.editorOf = editor;
    this.freeLabel = freeLabel;
    this.act = act;
    this.send = send;
    this.line = line;
    /** @type {Pasted | null} what the HTML being pasted was read as */
    this.pasted = null;
    /** Whether pictures are sent already and what is pasted is ready. */
    this.isReady = false;
    this.isTooMuch = false;
    /** What else the clipboard has. */
    this.rtf = "";
    /** @type {DocumentNode[]} the notes of what is being pasted */
    this.notes = [];
  }

  get editor() {
    return this.editorOf();
  }

  /** Called before HTML is read. @param {string} html */
  transform(html) {
    if (this.isReady || isOwn(html)) return html;
    const inCell = isInCell(this.editor.state.selection.$from);
    this.pasted = readPasted(html, { freeLabel: this.freeLabel, inCell, rtf: this.rtf });
    this.isTooMuch = !this.pasted;
    return this.pasted?.html ?? "";
  }

  /** Called with what was read; its notes are put to the others. @param {Slice} found */
  transformSlice(found) {
    const { notes, slice } = withoutNotes(found);
    this.notes = notes;
    return slice;
  }

  /**
   * Plain text for a cell is one paragraph; null for any other place.
   * @param {string} text @param {ResolvedPos} $context
   */
  readText(text, $context) {
    return isInCell($context) ? linesOf(text, this.editor.schema) : null;
  }

  /** The other form of what is pasted is needed when its HTML is read. @param {ClipboardEvent} event */
  begin(event) {
    this.rtf = event.clipboardData?.getData("text/rtf") ?? "";
    this.pasted = null;
    this.isTooMuch = false;
    return false;
  }

  /**
   * Whether we put it in ourselves; else ProseMirror does.
   * @param {EditorView} view
   * @param {ClipboardEvent} event
   * @param {Slice} slice
   */
  handle(view, event, slice) {
    const { pasted, isTooMuch, notes } = this;
    const data = event.clipboardData;
    this.notes = [];
    if (this.isReady || !data) return insertWithNotes(view, slice, notes);
    this.pasted = null;
    const text = data.getData("text/plain");
    if (this.insertFile(data)) return true;
    if (view.state.selection.$from.parent.type.spec.code) return false;
    if (isTooMuch) return this.insertPlain(view, text, message("pasteTooMuch"));
    if (pasted && !hasContent(pasted.html) && text.trim()) return this.insertPlain(view, text, "");
    if (this.linkSelection(text, pasted?.html ?? "")) return true;
    if (pasted?.pictures.length) {
      void this.insertWithPictures(view, pasted);
      return true;
    }
    this.reportAfter(view, pasted, this.markdownOf(text, data.getData("text/html"), pasted));
    return insertWithNotes(view, slice, notes);
  }

  /**
   * What is dragged here from elsewhere is read like what is pasted.
   * @param {EditorView} view @param {DragEvent} event @param {Slice} slice @param {boolean} moved within the text
   */
  drop(view, event, slice, moved) {
    const { pasted, notes } = this;
    this.pasted = null;
    this.notes = [];
    const data = event.dataTransfer;
    if (moved || !data) return false;
    if (this.insertFile(data)) return true;
    if (!pasted) return false;
    const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
    if (place) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(place.pos))));
    if (!pasted.pictures.length) this.reportAfter(view, pasted, null);
    else void this.insertWithPictures(view, pasted);
    return pasted.pictures.length > 0 || insertWithNotes(view, slice, notes);
  }

  /**
   * A picture copied alone. Word and Excel also put a picture of the words on the clipboard.
   * @param {DataTransfer} data
   */
  insertFile(data) {
    const image = [...data.files].find(({ type }) => type.startsWith("image/"));
    const html = data.getData("text/html");
    if (!image || (html && !isOnePicture(html))) return false;
    this.act.image(image);
    return true;
  }

  /** @param {EditorView} view @param {string} text @param {string} notice */
  insertPlain(view, text, notice) {
    view.pasteText(text);
    if (notice) this.line.show({ text: notice });
    return true;
  }

  /**
   * An address over chosen words becomes their link; alone, it is a link to itself.
   * @param {string} text
   * @param {string} html
   */
  linkSelection(text, html) {
    const { editor } = this;
    const href = loneAddress(text);
    const { empty } = editor.state.selection;
    if (!href || (empty && /<a\s/i.test(html))) return false;
    editor.view.dispatch(closeHistory(editor.state.tr));
    if (!empty) return editor.chain().setLink({ href }).run();
    const marks = [{ type: "link", attrs: { href } }];
    return editor.chain().insertContent({ type: "text", text: text.trim(), marks }).unsetMark("link").run();
  }

  /** @param {string} text @param {string} html @param {Pasted | null} pasted */
  markdownOf(text, html, pasted) {
    const isForBlocks = !isInCell(this.editor.state.selection.$from);
    return isForBlocks && (!pasted || isPlain(html)) && !isOwn(html) && isMarkdown(text) ? text : null;
  }

  /**
   * Says what was left out when the text is in.
   * @param {EditorView} view @param {Pasted | null} pasted @param {string | null} markdown
   */
  reportAfter(view, pasted, markdown) {
    view.dispatch(closeHistory(view.state.tr));
    const before = view.state.doc;
    this.line.clear();
    queueMicrotask(() => {
      if (view.isDestroyed || view.state.doc.eq(before)) return;
      view.dispatch(closeHistory(view.state.tr));
      this.report(pasted, markdown);
    });
  }

  /** @param {Pasted | null} pasted @param {string | null} markdown */
  report(pasted, markdown) {
    const text = [
      pasted && !pasted.leftOut.isEmpty ? leftOutSentence(pasted.leftOut) : "",
      pasted?.linked.length ? plural("linkedPictures", pasted.linked.length) : "",
      markdown === null ? "" : message("looksLikeMarkdown"),
    ];
    /** @type {Offer[]} */
    const offers = [];
    if (markdown !== null) offers.push({ label: message("readAsMarkdown"), act: () => this.insertMarkdown(markdown) });
    if (pasted?.linked.length) offers.push(this.pictureOffer(pasted.linked));
    const sentence = text.filter(Boolean).join(" ");
    if (sentence)
      this.line.show({ text: sentence, offers: [...offers, this.undoOffer()], whole: this.editor.state.doc });
  }

  /** @returns {Offer} */
  undoOffer() {
    return { label: message("undo"), onlyWhole: true, act: () => this.editor.chain().focus().undo().run() };
  }

  /** A file for the first of the pictures that links stand for. @param {string[]} addresses @returns {Offer} */
  pictureOffer(addresses) {
    const { editor } = this;
    const act = () => {
      const range = addresses.map((href) => rangeOfLink(editor.state.doc, href)).find((one) => one !== null);
      if (!range) return;
      editor.commands.setTextSelection(range);
      this.act.image();
    };
    return { label: message("addLinkedPicture"), act };
  }

  /** The words again, read as Markdown. @param {string} markdown */
  insertMarkdown(markdown) {
    const { editor } = this;
    editor.commands.undo();
    /** @type {Map<string, string>} */
    const labels = new Map();
    const labelFor = (/** @type {string} */ label) => {
      const known = labels.get(label) ?? this.freeLabel(labels.size);
      labels.set(label, known);
      return known;
    };
    const doc = editor.schema.nodeFromJSON(relabelled(read(markdown), labelFor));
    const isOneParagraph = doc.childCount === 1 && doc.firstChild?.type.name === "paragraph";
    const open = isOneParagraph ? 1 : 0;
    const { notes, slice } = withoutNotes(new Slice(doc.content, open, open));
    editor.view.dispatch(closeHistory(editor.state.tr));
    insertAll(editor.view, slice, notes);
    editor.commands.focus();
  }

  /**
   * Sends the pictures that came along, then puts in the text where the caret was. Those that cannot be stored are left
   * out and counted.
   * @param {EditorView} view @param {Pasted} pasted
   */
  async insertWithPictures(view, pasted) {
    let bookmark = view.state.selection.getBookmark();
    const follow = (/** @type {{ transaction: Transaction }} */ { transaction }) => {
      bookmark = bookmark.map(transaction.mapping);
    };
    this.editor.on("transaction", follow);
    this.line.show({ text: plural("sendingPictures", pasted.pictures.length), lasting: true });
    const { body } = new DOMParser().parseFromString(pasted.html, "text/html");
    const reasons = await this.sendAll(pasted, body);
    this.editor.off("transaction", follow);
    if (view.isDestroyed) return;
    view.dispatch(closeHistory(view.state.tr.setSelection(bookmark.resolve(view.state.doc))));
    this.isReady = true;
    // eslint-disable-next-line no-restricted-properties -- read, not set; the editor's own parser takes it
    view.pasteHTML(body.innerHTML);
    this.isReady = false;
    view.dispatch(closeHistory(view.state.tr));
    this.line.clear();
    this.report(pasted, null);
    if (reasons.length) this.line.add(reasons.join(" "));
  }

  /** @param {Pasted} pasted @param {HTMLElement} body */
  async sendAll({ pictures, leftOut }, body) {
    /** @type {Set<string>} */
    const reasons = new Set();
    for (const { key, file } of pictures) {
      const image = body.querySelector(`img[data-pasted="${key}"]`);
      const sent = await this.send(file);
      if ("src" in sent) image?.setAttribute("src", sent.src);
      else {
        image?.remove();
        leftOut.add("pictures");
        reasons.add(sent.message);
      }
      image?.removeAttribute("data-pasted");
    }
    return [...reasons];
  }
}

/**
 * What has no notes is put in by ProseMirror.
 * @param {EditorView} view @param {Slice} slice @param {DocumentNode[]} notes
 */
function insertWithNotes(view, slice, notes) {
  if (!notes.length) return false;
  insertAll(view, slice, notes);
  return true;
}

/** @param {EditorView} view @param {Slice} slice @param {DocumentNode[]} notes */
function insertAll(view, slice, notes) {
  const tr = view.state.tr.replaceSelection(slice);
  tr.insert(endOfNotes(tr.doc), notes);
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
}

/** @param {DocumentNode} doc @param {string} href */
function rangeOfLink(doc, href) {
  /** @type {{ from: number, to: number } | null} */
  let range = null;
  doc.descendants((node, at) => {
    if (node.marks.some((mark) => mark.type.name === "link" && mark.attrs.href === href))
      range = { from: range?.from ?? at, to: at + node.nodeSize };
  });
  return /** @type {{ from: number, to: number } | null} */ (range);
}

/** Whether anything is left of a page that can be shown. @param {string} html */
function hasContent(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return Boolean(body.textContent.trim() || body.querySelector("img, table, hr, [data-formula]"));
}
