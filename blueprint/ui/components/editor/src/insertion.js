/** Links and images: what is asked for in a dialog and then put into the text. */
/** @import { Editor } from "@tiptap/core" */
/** @import { SentImage } from "./types.js" */
import { askDescription, askLink, askImage } from "./controls/dialogs.js";
import { askFormula } from "./controls/formula_dialog.js";
import { message } from "./messages.js";

export class Insertion {
  /**
   * @param {Editor} editor
   * @param {() => HTMLElement} root where dialogs are shown
   * @param {() => string} imagesUrl where images are sent
   * @param {string} mathUrl the library that draws formulas
   */
  constructor(editor, root, imagesUrl, mathUrl) {
    this.editor = editor;
    this.root = root;
    this.imagesUrl = imagesUrl;
    this.mathUrl = mathUrl;
  }

  async link() {
    const { editor } = this;
    const chosen = !editor.state.selection.empty || editor.isActive("link");
    const present = { href: editor.getAttributes("link").href ?? "", text: chosen ? null : "" };
    const answer = await askLink(this.root(), present);
    const chain = editor.chain().focus();
    if (!answer) editor.commands.focus();
    else if ("remove" in answer) chain.extendMarkRange("link").unsetLink().run();
    else if (chosen) chain.extendMarkRange("link").setLink({ href: answer.href }).run();
    else {
      const marks = [{ type: "link", attrs: { href: answer.href } }];
      chain.insertContent({ type: "text", text: answer.text, marks }).unsetMark("link").run();
    }
  }

  /** @param {File | null} [file] one that was pasted or dropped; else the person chooses one */
  async image(file = null) {
    const { editor } = this;
    const answer = await askImage(this.root(), file, (chosen) => this.send(chosen));
    if (answer) editor.chain().focus().insertContent({ type: "image", attrs: answer }).run();
    else editor.commands.focus();
  }

  /** Change the formula at a position of the document, or write a new one. @param {number} [at] */
  async formula(at) {
    const { editor } = this;
    const node = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (at !== undefined && (!node || !editor.isEditable)) return;
    const chosen = node ? "" : editor.state.doc.textBetween(editor.state.selection.from, editor.state.selection.to);
    const answer = await askFormula(this.root(), node?.attrs.source ?? "", chosen, this.mathUrl);
    if (!answer) editor.commands.focus();
    else if ("remove" in answer)
      editor
        .chain()
        .focus()
        .deleteRange({ from: at ?? 0, to: (at ?? 0) + 1 })
        .run();
    else if (at === undefined) editor.chain().focus().insertContent({ type: "math", attrs: answer }).run();
    else editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, answer));
    editor.commands.focus();
  }

  /** Describe the image at a position of the document. @param {number | undefined} at */
  async describe(at) {
    const { editor } = this;
    const node = at === undefined ? null : editor.state.doc.nodeAt(at);
    if (at === undefined || !node) return;
    const answer = await askDescription(this.root(), node.attrs.alt);
    if (answer) editor.view.dispatch(editor.state.tr.setNodeMarkup(at, null, { ...node.attrs, ...answer }));
    editor.commands.focus();
  }

  /** @param {File} file @returns {Promise<SentImage>} */
  async send(file) {
    const body = new FormData();
    body.append("file", file);
    try {
      const response = await fetch(this.imagesUrl(), {
        method: "POST",
        body,
        credentials: "same-origin",
        redirect: "manual",
      });
      const answer = await response.json();
      return response.ok ? { src: answer.src } : { message: answer.message ?? message("imageFailed") };
    } catch (error) {
      if (error instanceof TypeError || error instanceof SyntaxError) return { message: message("imageFailed") };
      throw error;
    }
  }
}
