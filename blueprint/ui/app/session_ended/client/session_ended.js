/* Streamlit connects again by itself when its socket is closed, after at most four seconds each time. When the session
   has ended, every attempt is refused with 403, and Streamlit only says that it is connecting. So while it is not
   connected, ask whether there is a session; if there is none, say so with a link. The page stays as it is, with all
   that was typed. Once the person has signed in elsewhere, Streamlit's next attempt succeeds and the message goes. */

import { make } from "../../../client/elements.js";
import { hasSessionEnded } from "../../../client/session.js";

const STATE = "data-test-connection-state";
/** Milliseconds until the first question, and between two. */
const FIRST = 1000;
const NEXT = 5000;

/** @param {{ data: [sentence: string, label: string] }} component */
export default function sessionEnded({ data: [sentence, label] }) {
  const app = document.querySelector('[data-testid="stApp"]');
  if (!app) return undefined;

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {HTMLElement | undefined} */
  let message;

  const end = () => {
    clearTimeout(timer);
    timer = undefined;
    message?.remove();
    message = undefined;
  };
  const ask = async () => {
    if ((await hasSessionEnded()) && timer !== undefined && !message) {
      message = draw(sentence, label);
      app.append(message);
    }
    if (timer !== undefined) timer = setTimeout(ask, NEXT);
  };
  const look = () => {
    if (app.getAttribute(STATE) === "CONNECTED") end();
    else timer ??= setTimeout(ask, FIRST);
  };

  const observer = new MutationObserver(look);
  observer.observe(app, { attributes: true, attributeFilter: [STATE] });
  look();
  return () => {
    observer.disconnect();
    end();
  };
}

/** @param {string} sentence @param {string} label */
function draw(sentence, label) {
  const href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  const link = make("a", { class: "bp-button", href, target: "_blank" }, label);
  return make("div", { class: "bp-session-ended", role: "alert" }, make("p", {}, sentence), link);
}
