/* Streamlit connects again by itself when its socket is closed, after at most four seconds each time. Its own dialog
   about that is switched off (blueprint/web/http/streamlit_host_config.py). Instead:

   - A line at the bottom says that the workbench does not answer. An editor has a line of its own for that.
   - When the session has ended, every attempt is refused with 403, and Streamlit only says that it is connecting. So
     while it is not connected, ask whether there is a session; if there is none, say so with a link. Once the person
     has signed in elsewhere, Streamlit's next attempt succeeds and the message goes.
   - Fields can be typed into all the while: Streamlit disables them, which would take the focus from whoever is typing.
     What is typed is sent with the next thing that is.

   The page stays as it is, with all that was typed. When the connection is back, it is drawn anew: a server that was
   started meanwhile knows nothing of the page, and Streamlit would pass over the first thing that somebody does on it,
   and everything that is done in a part that runs by itself. A page that the browser brings back from memory is loaded
   anew, too: whoever was signed in may have signed out. */

import { make } from "../../../client/elements.js";
import { hasSessionEnded } from "../../../client/session.js";

const STATE = "data-test-connection-state";
const TEXTS = new Set(["text", "search", "email", "password", "url", "tel"]);
/** Milliseconds in which a field that is disabled has lost the focus by that. */
const FOCUS_REMEMBERED = 500;
/** Milliseconds until the first question, and between two. */
const FIRST = 1000;
const NEXT = 5000;

/**
 * @param {{
 *   data: [away: string, ended: string, signIn: string],
 *   setTriggerValue: (name: "back", value: number) => void,
 * }} component
 */
export default function connection({ data: [away, ended, signIn], setTriggerValue }) {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return undefined;
  const isConnected = () => app.getAttribute(STATE) === "CONNECTED";
  const line = new ConnectionLine(app, { away: () => awayLine(away), ended: () => signedOutLine(ended, signIn) });

  let wasConnected = true;
  const look = () => {
    const connected = isConnected();
    if (connected) line.end();
    else line.begin();
    if (connected && !wasConnected) setTriggerValue("back", Date.now());
    wasConnected = connected;
  };
  const states = new MutationObserver(look);
  states.observe(app, { attributes: true, attributeFilter: [STATE] });
  const stopKeeping = keepFieldsEnabled(app, isConnected);
  window.addEventListener("pageshow", loadAnew);
  look();
  return () => {
    window.removeEventListener("pageshow", loadAnew);
    states.disconnect();
    stopKeeping();
    line.end();
  };
}

/** @param {PageTransitionEvent} event */
function loadAnew({ persisted }) {
  if (persisted) window.location.reload();
}

class ConnectionLine {
  /** @param {Element} app @param {{ away: () => HTMLElement, ended: () => HTMLElement }} lines */
  constructor(app, lines) {
    this.app = app;
    this.lines = lines;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    /** @type {HTMLElement | null} */
    this.shown = null;
  }

  begin() {
    this.timer ??= setTimeout(() => this.ask(), FIRST);
  }

  end() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.show(null);
  }

  async ask() {
    const line = (await hasSessionEnded()) ? this.lines.ended() : this.lines.away();
    if (this.timer === undefined) return;
    this.show(line);
    this.timer = setTimeout(() => this.ask(), NEXT);
  }

  /** @param {HTMLElement | null} line */
  show(line) {
    if (this.shown?.className === line?.className) return;
    this.shown?.remove();
    this.shown = line;
    if (line) this.app.append(line);
  }
}

/**
 * Enables fields again that are disabled while there is no connection, and gives the focus back to the one that had it.
 * @param {Element} app
 * @param {() => boolean} isConnected
 */
function keepFieldsEnabled(app, isConnected) {
  /** @type {{ field: HTMLInputElement | HTMLTextAreaElement, range: [number | null, number | null] } | null} */
  let left = null;
  const remember = (/** @type {Event} */ { target }) => {
    if (!isField(target)) return;
    left = { field: target, range: [target.selectionStart, target.selectionEnd] };
    setTimeout(() => (left = null), FOCUS_REMEMBERED);
  };
  const fields = new MutationObserver((changes) => {
    if (isConnected()) return;
    for (const { target, oldValue } of changes) {
      if (oldValue !== null || !isField(target)) continue;
      target.removeAttribute("disabled");
      if (target !== left?.field || document.activeElement !== document.body) continue;
      target.focus({ preventScroll: true });
      if (left.range[0] !== null) target.setSelectionRange(...left.range);
    }
  });
  document.addEventListener("blur", remember, true);
  fields.observe(app, { attributes: true, attributeFilter: ["disabled"], attributeOldValue: true, subtree: true });
  return () => {
    document.removeEventListener("blur", remember, true);
    fields.disconnect();
  };
}

/** @param {EventTarget | null} target @returns {target is HTMLInputElement | HTMLTextAreaElement} */
function isField(target) {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && TEXTS.has(target.type));
}

/** @param {string} sentence */
function awayLine(sentence) {
  return make("div", { class: "bp-connection bp-away", role: "status" }, make("p", {}, sentence));
}

/** @param {string} sentence @param {string} label */
function signedOutLine(sentence, label) {
  const href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  const link = make("a", { class: "bp-button", href, target: "_blank" }, label);
  return make("div", { class: "bp-connection bp-session-ended", role: "alert" }, make("p", {}, sentence), link);
}
