/* Streamlit connects again by itself when its socket is closed, after at most four seconds each time. Its own dialog
   about that is switched off (blueprint/web/http/streamlit_host_config.py). Instead:

   - A line at the bottom says that the workbench does not answer. An editor has a line of its own for that.
   - When the session has ended, every attempt is refused with 403, and Streamlit only says that it is connecting. So
     while it is not connected, ask whether there is a session; if there is none, say so with a link. Once the person
     has signed in elsewhere, Streamlit's next attempt succeeds and the message goes.
   - Fields can be typed into all the while: Streamlit disables them, which would take the focus from whoever is typing.
     What is typed is sent with the next thing that is.

   The page stays as it is, with all that was typed. */

import { make } from "../../../client/elements.js";
import { hasSessionEnded } from "../../../client/session.js";

const STATE = "data-test-connection-state";
const FIELDS = "input, textarea";
/** Milliseconds until the first question, and between two. */
const FIRST = 1000;
const NEXT = 5000;

/** @param {{ data: [away: string, ended: string, signIn: string] }} component */
export default function connection({ data: [away, ended, signIn] }) {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return undefined;
  const isConnected = () => app.getAttribute(STATE) === "CONNECTED";
  const line = new ConnectionLine(app, { away: () => awayLine(away), ended: () => signedOutLine(ended, signIn) });

  const look = () => (isConnected() ? line.end() : line.begin());
  const states = new MutationObserver(look);
  states.observe(app, { attributes: true, attributeFilter: [STATE] });
  const fields = new MutationObserver((changes) => {
    if (!isConnected()) keepEnabled(changes);
  });
  fields.observe(app, { attributes: true, attributeFilter: ["disabled"], attributeOldValue: true, subtree: true });
  look();
  return () => {
    states.disconnect();
    fields.disconnect();
    line.end();
  };
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

/** Before the browser takes the focus from a field that was disabled just now. @param {MutationRecord[]} changes */
function keepEnabled(changes) {
  for (const { target, oldValue } of changes) {
    if (oldValue === null && target instanceof HTMLElement && target.matches(FIELDS))
      target.removeAttribute("disabled");
  }
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
