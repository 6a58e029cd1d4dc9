/**
 * The notice above the text about passages that were worded differently on two devices: both wordings are in the text,
 * and the author chooses one, or keeps both.
 */
/** @import { Conflict } from "../types.js" */
import { make } from "../../../../client/elements.js";
import { message, plural } from "../messages.js";

/** @typedef {"stored" | "sent" | "both"} Choice */
/**
 * @typedef {object} Actions
 * @property {(conflict: Conflict, choice: Choice) => void} choose
 * @property {(conflict: Conflict) => void} show
 * @property {(conflict: Conflict, wording: string) => string} words what a reader sees of one of the wordings
 */

/** @param {Conflict[]} conflicts @param {Actions} actions */
export function conflictNotice(conflicts, actions) {
  const passages = conflicts.filter(({ kind }) => kind !== "title").length;
  return make(
    "section",
    { class: "bp-notice bp-conflicts", role: "status" },
    passages ? make("p", {}, plural("twoWordings", passages)) : null,
    make("ul", {}, ...conflicts.map((conflict) => entry(conflict, actions))),
  );
}

/** @param {Conflict} conflict @param {Actions} actions */
function entry(conflict, { choose, show, words }) {
  const { kind, stored, sent } = conflict;
  const isTitle = kind === "title";
  /** @param {string} key @param {() => void} onclick @param {string} [described] the id of what it is about */
  const button = (key, onclick, described) =>
    make("button", { type: "button", class: "bp-secondary", "aria-describedby": described, onclick }, message(key));
  /** @param {string} wording @param {string} [id] */
  const quote = (wording, id) => make("q", { dir: "auto", id }, isTitle ? wording : words(conflict, wording));
  /** @param {Choice} choice */
  const wording = (choice) => {
    const id = `bp-wording-${conflict.id}-${choice}`;
    const keep = button("keepThis", () => choose(conflict, choice), id);
    return make("div", { class: "bp-wording-choice" }, quote(choice === "stored" ? stored : sent, id), keep);
  };
  if (!isTitle && (!stored || !sent)) {
    return make(
      "li",
      {},
      make("span", {}, message("deletedElsewhere")),
      quote(stored || sent),
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
