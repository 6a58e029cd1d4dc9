/** Pictures: those that came along are sent to the workbench; those elsewhere on the web become links to them. */
/** @import { LeftOut } from "./left_out.js" */
import { made } from "./elements.js";
import { rtfPictures } from "./rtf.js";

/** @typedef {{ key: string, file: File }} PastedPicture `key` marks its place: img[data-pasted] */

const KNOWN = /^image\/(?:png|jpeg|gif|webp)$/;
const MOST_PICTURES = 50;

/**
 * @param {HTMLElement} body
 * @param {string} rtf
 * @param {LeftOut} leftOut
 * @returns {{ pictures: PastedPicture[], linked: string[] }} those to send, and the addresses of the others
 */
export function takePictures(body, rtf, leftOut) {
  for (const one of body.querySelectorAll("img[aria-roledescription='checkbox']")) one.remove();
  const images = [...body.querySelectorAll("img")];
  const files = filesOf(images, rtf);
  /** @type {PastedPicture[]} */
  const pictures = [];
  /** @type {string[]} */
  const linked = [];
  images.forEach((image, at) => {
    const source = image.getAttribute("src") ?? "";
    const file = files.get(image) ?? fileOf(source, at);
    if (/^images\/[\w.-]+$/.test(source)) return;
    if (/^https?:/i.test(source) && URL.canParse(source)) {
      image.replaceWith(linkTo(image, source));
      linked.push(source);
    } else if (file && pictures.length < MOST_PICTURES) pictures.push(placed(image, file, pictures.length));
    else {
      leftOut.add("pictures", isSeen(image) ? 1 : 0);
      image.remove();
    }
  });
  return { pictures, linked };
}

/** @param {Element} image @param {File} file @param {number} at @returns {PastedPicture} */
function placed(image, file, at) {
  const key = String(at);
  const place = made(image, "img");
  place.setAttribute("data-pasted", key);
  place.setAttribute("alt", described(image));
  image.replaceWith(place);
  return { key, file };
}

/** Spacers and counters of readers are nothing to see. @param {Element} image */
function isSeen(image) {
  return !["width", "height"].some((name) => ["0", "1"].includes(image.getAttribute(name) ?? ""));
}

/** Descriptions that a program made up say nothing. @param {Element} image */
function described(image) {
  const words = (image.getAttribute("alt") ?? "").trim();
  return /^(?:image|picture|grafik|imagen?|рисунок|صورة)?\s*\d*$|\.(?:png|jpe?g|gif|webp)$|generated/i.test(words)
    ? ""
    : words;
}

/** @param {Element} image @param {string} source */
function linkTo(image, source) {
  const link = made(image, "a", described(image) || new URL(source).pathname.split("/").at(-1) || source);
  link.setAttribute("href", source);
  link.setAttribute("data-picture", "");
  if (image.closest("a")) return made(image, "span", ...link.childNodes);
  return image.parentElement?.localName === "body" ? made(image, "p", link) : link;
}

/**
 * Word names files of its own; the pictures are in the other form of the same text, in the same order.
 * @param {Element[]} images
 * @param {string} rtf
 */
function filesOf(images, rtf) {
  /** @type {Map<Element, File>} */
  const files = new Map();
  const local = images.filter((image) => /^file:/i.test(image.getAttribute("src") ?? ""));
  const found = local.length && rtf ? rtfPictures(rtf) : [];
  if (found.length === local.length) local.forEach((image, at) => files.set(image, found[at]));
  return files;
}

/** A picture that is written out in its address. @param {string} source @param {number} at */
function fileOf(source, at) {
  const [, type, encoding, data] = /^data:([\w/+.-]+)(;base64)?,([^]*)$/i.exec(source) ?? [];
  if (!type || !encoding || !KNOWN.test(type.toLowerCase())) return null;
  try {
    const bytes = Uint8Array.from(atob(data.replace(/\s/g, "")), (character) => character.charCodeAt(0));
    return new File([bytes], `picture-${at + 1}.${type.split("/")[1]}`, { type: type.toLowerCase() });
  } catch {
    return null;
  }
}
