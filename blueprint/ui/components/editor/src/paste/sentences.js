/** What was left out, in a sentence. */
/** @import { LeftOut, LeftOutKind } from "./left_out.js" */
import { message, plural } from "../messages.js";

/** @type {Record<LeftOutKind, string>} */
const NAMES = {
  comments: "leftOutComments",
  deletions: "leftOutDeletions",
  hidden: "leftOutHidden",
  notes: "leftOutNotes",
  pictures: "leftOutPictures",
  equations: "leftOutEquations",
  objects: "leftOutObjects",
};

/** @param {LeftOut} leftOut */
export function leftOutSentence({ counts }) {
  const things = [...counts].map(([kind, count]) => plural(NAMES[kind], count));
  const list = new Intl.ListFormat(document.documentElement.lang || "en", { type: "unit" }).format(things);
  return message("leftOut", { list });
}
