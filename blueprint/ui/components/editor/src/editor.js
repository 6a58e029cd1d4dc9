/**
 * The component as Streamlit mounts it: called again with new data at every rerun, with the same parent element. One
 * element keeps one editor, so a rerun never takes the caret, the scroll or the undo history.
 */
/** @import { Component, Revision } from "./types.js" */
import css from "./editor.css";
import { setMessages } from "./messages.js";
import { ProposalEditor } from "./proposal_editor.js";

/** @type {WeakMap<HTMLElement, ProposalEditor>} */
const editors = new WeakMap();

/** @param {Component} component */
export default function mount({ parentElement, data, setTriggerValue }) {
  addStyles();
  setMessages(data.messages);
  const revise = (/** @type {Revision} */ revision) => setTriggerValue("revision", revision);
  const present = editors.get(parentElement);
  if (present) present.update(data, revise);
  else editors.set(parentElement, new ProposalEditor(parentElement, data, revise));
  return () => unmount(parentElement);
}

/**
 * Streamlit also calls this for a mount that a later one overtook; the editor goes only when its place on the page
 * does.
 * @param {HTMLElement} parentElement
 */
function unmount(parentElement) {
  if (parentElement.isConnected) return;
  editors.get(parentElement)?.close();
  editors.delete(parentElement);
}

function addStyles() {
  if (document.querySelector("style[data-blueprint-editor]")) return;
  const style = document.createElement("style");
  style.dataset.blueprintEditor = "";
  style.textContent = css;
  document.head.append(style);
}
