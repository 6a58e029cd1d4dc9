// Every sentence that the folio shows or says, by key. {name} is replaced by a value; a key with plural forms has one
// entry for each category of Intl.PluralRules, behind a dot.

const MESSAGES = {
  alreadyEdited: "edited",
  cancel: "Cancel",
  change: "Change {at} of {count}",
  changeWithNote: "Change {at} of {count}: {note}",
  close: "Close",
  comment: "Comment",
  commentBy: "Comment {number} by {name}",
  commentHint: "Select words, or click a paragraph, to comment.",
  commentOf: "Comment {at} of {count}",
  commentsFolded_one: "{count} comment in them",
  commentsFolded_other: "{count} comments in them",
  edit: "Edit",
  layout: "Layout",
  late: "The workbench has not answered yet. Your words are kept here: check the connection, then send again.",
  moreReplies_one: "{count} more reply",
  moreReplies_other: "{count} more replies",
  nextChange: "Next change",
  nextComment: "Next comment",
  noChanges: "There are no changes.",
  noComments: "No comments yet.",
  noOpenComments: "There are no open comments.",
  onHeading: "On this heading",
  onParagraph: "On paragraph {number}",
  onPassage: "On this passage",
  oneColumn: "One column",
  openComments_one: "{count} open comment",
  openComments_other: "{count} open comments",
  picture: "Picture: ",
  pin_one: "Comment {number}, {count} turn",
  pin_other: "Comment {number}, {count} turns",
  placeElsewhere: "Place on other words",
  placeHere: "Place here",
  placing: "Select the words that comment {number} is about. ",
  placingByKeyboard: "Select the words that comment {number} is about, or press Enter on a paragraph.",
  previousChange: "Previous change",
  previousComment: "Previous comment",
  putAside: "Your words were put aside.",
  quoted: "“{words}”",
  reading: "Reading",
  removedWords: "Words that stood here were removed",
  reopen: "Reopen",
  reply: "Reply",
  resolve: "Resolve",
  resolvedComments: "{count} resolved",
  resolvedThread_one: "Resolved, {count} comment",
  resolvedThread_other: "Resolved, {count} comments",
  save: "Save",
  sendKeys: "Ctrl+Enter",
  sendKeysMac: "⌘ Enter",
  sending: "Sending …",
  show: "Show",
  sideBySide: "Side by side",
  signedOut: "You have been signed out. Your words are kept here: load this page again, sign in, and send them then.",
  table: "Table",
  takeBack: "Take back",
  takenBack: "Taken back by its author.",
  unchangedParagraphs_one: "{count} paragraph unchanged",
  unchangedParagraphs_other: "{count} paragraphs unchanged",
  undo: "Undo",
  withKey: "{label} ({key})",
  withoutWords: "Not beside any words of this revision",
  yourComment: "Your comment",
};

/** @typedef {keyof typeof MESSAGES} MessageKey */
/** @typedef {MessageKey extends infer K ? K extends `${infer Stem}_other` ? Stem : never : never} PluralKey */
/** @typedef {Record<string, string | number>} Values */

const plurals = new Intl.PluralRules("en");

/**
 * A message with its values filled in.
 * @param {MessageKey} key
 * @param {Values} [values]
 */
export function message(key, values = {}) {
  return MESSAGES[key].replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}

/**
 * The form of a message for a number, which fills {count}.
 * @param {PluralKey} key
 * @param {number} count
 * @param {Values} [values]
 */
export function plural(key, count, values = {}) {
  const form = plurals.select(count) === "one" ? /** @type {const} */ ("one") : "other";
  return message(`${key}_${form}`, { count, ...values });
}
