/** An image in the text: stored as images/<hash>.<ext>, shown from where the workbench serves it. */
import { Node } from "@tiptap/core";

/**
 * @typedef {object} ImageOptions
 * @property {string} imagesBase what comes before images/…
 * @property {(at: number | undefined) => void} onImageClick given the position of the image in the document
 */

export const ImageNode = Node.create({
  name: "image",
  group: "inline",
  inline: true,
  draggable: true,
  /** @returns {ImageOptions} */
  addOptions: () => ({ imagesBase: "", onImageClick: () => {} }),
  addAttributes: () => ({ src: { default: null }, alt: { default: "" }, title: { default: null } }),
  parseHTML: () => [{ tag: "img[src]:not([src^='data:']):not([src^='file:']):not([src^='blob:'])" }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  addNodeView() {
    const { imagesBase, onImageClick } = this.options;
    return ({ node, getPos }) => {
      const dom = document.createElement("img");
      dom.src = shownAt(node.attrs.src, imagesBase);
      dom.alt = node.attrs.alt ?? "";
      dom.title = node.attrs.title ?? node.attrs.alt ?? "";
      dom.addEventListener("dblclick", () => onImageClick(getPos()));
      return { dom };
    };
  },
});

/**
 * Only our own images and the web's; anything else shows its description.
 * @param {string | null | undefined} src
 * @param {string} imagesBase
 */
function shownAt(src, imagesBase) {
  if (/^images\/[\w.-]+$/.test(src ?? "")) return `${imagesBase}${src}`;
  return src && /^https?:\/\//i.test(src) ? src : "";
}
