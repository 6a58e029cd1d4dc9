/** Every sentence that the editor shows or says, by key. {name} is replaced by a value. */
const MESSAGES = {
  title: "Title",
  untitled: "Untitled proposal",
  placeholder: "Begin to write here",
  text: "Text of the proposal",
  source: "Markdown source of the proposal",
  toolbar: "Formatting",
  styleText: "Text",
  styleHeading: "Heading {level}",
  style: "Paragraph style",
  bold: "Bold",
  italic: "Italic",
  strike: "Strikethrough",
  link: "Link",
  bullets: "Bulleted list",
  numbers: "Numbered list",
  quotation: "Quotation",
  table: "Table",
  rowAdd: "Add a row below",
  columnAdd: "Add a column after",
  rowRemove: "Remove this row",
  columnRemove: "Remove this column",
  tableRemove: "Remove the table",
  footnote: "Footnote",
  image: "Picture",
  undo: "Undo",
  redo: "Redo",
  showSource: "Show the Markdown source",
  note: "Footnote {number}",
  backToText: "Back to the text",
  noteNotUsed: "No place in the text refers to this note",
  summary: "What did you change? (optional)",
  saveRevision: "Save revision",
  savingRevision: "Saving the revision\u2026",
  revisionLate: "The revision is not saved yet. Your words are kept; please press Save revision again.",
  revisionSaved: "Revision saved",
  saving: "Saving\u2026",
  savedJustNow: "Saved just now",
  savedAt: "Saved at {time}",
  unchanged: "What you write is kept as you type",
  offline: "No connection. Your words are kept on this device and will be sent when it is back.",
  offlineUnkept: "No connection, and this device cannot keep your words. Please leave this page open.",
  troubled:
    "The workbench does not answer at the moment. " +
    "Your words are kept on this device and will be sent as soon as it does.",
  signedOut: "You have been signed out. Your words are kept on this device.",
  signIn: "Sign in again",
  signInAfter: "in a new tab, and typing goes on here.",
  tooLarge:
    "The text has more than 2,000,000 characters, for which there is room. " +
    "Please shorten it, or divide it. Your words are kept on this device.",
  refused: "This could not be saved. Your words are kept on this device.",
  restored: "We kept what you typed while the connection was away. It is in the text below.",
  useSaved: "Use the last saved text instead",
  dismiss: "Close this message",
  linkTitle: "Link",
  linkAddress: "Address",
  linkText: "Words to show",
  linkRemove: "Remove link",
  linkWrong: "Please write a web address such as https://example.org, or an email address.",
  cancel: "Cancel",
  apply: "Apply",
  imageTitle: "Picture",
  imageFile: "Picture file",
  imageAlt: "What does it show? (read aloud to people who cannot see it)",
  imageAdd: "Add picture",
  imageChange: "Save description",
  imageSending: "Sending the picture\u2026",
  imageMissing: "Please choose a picture file first.",
  imageFailed: "The picture could not be sent. Please try again when the connection is back.",
  principles: "The twelve principles",
};

/** @typedef {keyof typeof MESSAGES} MessageKey */

/**
 * A message with its values filled in.
 * @param {MessageKey} key
 * @param {Record<string, string | number>} [values]
 */
export function message(key, values = {}) {
  return MESSAGES[key].replace(/\{(\w+)\}/g, (placeholder, name) => String(values[name] ?? placeholder));
}
