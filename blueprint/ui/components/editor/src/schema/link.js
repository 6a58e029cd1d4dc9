/** A link: where it leads, and no more. What could run as a script is no link. */
import { Mark } from "@tiptap/core";

const LEADS_SOMEWHERE = /^(https?:|mailto:|tel:|#|\/|\.)/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** @param {string | null | undefined} href @returns {href is string} */
const isSafe = (href) => Boolean(href && (LEADS_SOMEWHERE.test(href) || !HAS_SCHEME.test(href)));

export const Link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,
  addAttributes: () => ({ href: { default: null }, title: { default: null } }),
  parseHTML: () => [{ tag: "a[href]", getAttrs: (dom) => (isSafe(dom.getAttribute("href")) ? null : false) }],
  renderHTML: ({ HTMLAttributes: { href, title, ...rest } }) => [
    "a",
    { ...rest, ...(isSafe(href) && { href }), title: title ?? href, rel: "noopener nofollow" },
    0,
  ],
  addCommands: () => ({
    setLink:
      (attributes) =>
      ({ chain }) =>
        chain().setMark("link", attributes).run(),
    unsetLink:
      () =>
      ({ chain }) =>
        chain().unsetMark("link", { extendEmptyMarkRange: true }).run(),
  }),
});
