// The folio as Streamlit mounts it: called again with new data at every rerun, with the same parent element.

/** @import { FolioData } from "./types.js" */
import { FolioView } from "./folio_view.js";
import { setFormulaLibrary } from "./text/formula.js";
import { openTabStore } from "./storage.js";
import { setMessages } from "./messages.js";
import { stylesheetLoaded } from "./stylesheet.js";

/**
 * @typedef {object} Component What Streamlit passes to a component.
 * @property {BufferSource} data JSON of a FolioData, in UTF-8
 * @property {HTMLElement} parentElement
 * @property {(name: string, value: unknown) => void} setTriggerValue
 */

/** @type {WeakMap<HTMLElement, FolioView>} */
const views = new WeakMap();

/** @param {Component} component */
export default function folio(component) {
  /** @type {FolioData} */
  const shown = JSON.parse(new TextDecoder().decode(component.data));
  return Promise.all([stylesheetLoaded, openTabStore(shown.storage)]).then(() => mount(component, shown));
}

/** @param {Component} component @param {FolioData} shown */
function mount({ parentElement, setTriggerValue }, shown) {
  setMessages(shown.messages);
  setFormulaLibrary(shown.math);
  const view = views.get(parentElement) ?? new FolioView(parentElement);
  views.set(parentElement, view);
  view.send = (action) => setTriggerValue("action", action);
  view.update(shown);
  return () => unmount(parentElement);
}

/**
 * Streamlit also calls this for a mount that a later one overtook: the view ends only when its parent leaves the page.
 * @param {HTMLElement} parent
 */
function unmount(parent) {
  if (parent.isConnected) return;
  views.get(parent)?.close();
  views.delete(parent);
}
