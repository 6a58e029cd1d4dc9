/**
 * The notice above the text about passages that were worded differently on two devices: both wordings are in the text,
 * and the author chooses one, or keeps both.
 */
/** @import { Conflict } from "../types.js" */
import { make } from "../../../../client/elements.js";
import { message, plural } from "../messages.js";

/** @typedef {"stored" | "sent" | "both"} Choice */
/** @typedef {(conflict: Conflict, choice: Choice) => void} Choose */

/**
 * @param {Conflict[]} conflicts
 * @param {{ choose: Choose, show: (conflict: Conflict) => void }} actions
 */
export function conflictNotice(conflicts, actions) {
  const passages = conflicts.filter(({ kind }) => kind === "passage").length;
  return make(
    "section",
    { class: "bp-notice bp-conflicts", role: "status" },
    passages ? make("p", {}, plural("twoWordings", passages)) : null,
    make("ul", {}, ...conflicts.map((conflict) => entry(conflict, actions))),
  );
}

/** @param {Conflict} conflict @param {{ choose: Choose, show: (conflict: Conflict) => void }} actions */
function entry(conflict, { choose, show }) {
  const { kind, stored, sent } = conflict;
  /** @param {string} key @param {() => void} onclick */
  const button = (key, onclick) => make("button", { type: "button", class: "bp-secondary", onclick }, message(key));
  /** @param {Choice} choice */
  const wording = (choice) =>
    make(
      "div",
      { class: "bp-wording-choice" },
      make("q", { dir: "auto" }, choice === "stored" ? stored : sent),
      button("keepThis", () => choose(conflict, choice)),
    );
  const isTitle = kind === "title";
  if (!isTitle && (!stored || !sent)) {
    return make(
      "li",
      {},
      make("span", {}, message("deletedElsewhere")),
      make("q", { dir: "auto" }, stored || sent),
      button("showPassage", () => show(conflict)),
      button("keepIt", () => choose(conflict, "both")),
      button("removeIt", () => choose(conflict, stored ? "sent" : "stored")),
    );
  }
  return make(
    "li",
    {},
    isTitle ? make("span", {}, message("twoTitles")) : null,
    wording("stored"),
    wording("sent"),
    isTitle ? null : button("showPassage", () => show(conflict)),
    isTitle ? null : button("keepBoth", () => choose(conflict, "both")),
  );
}
