/* Follows plain links to the workbench's own pages as the browser's Back button does: Streamlit draws the page of
   whatever address the history moves to. With a key held, with a target of its own, or elsewhere, a link is the
   browser's affair.

   When Streamlit draws a page and the browser is at another one's address, it adds the drawn one's to the history.
   After two quick presses of Back that is the page of the first press, which nobody waits for any more, and the way
   forward would be gone. So until the page that was last asked for is drawn, the history takes no other address. */

/** The path of the page that was asked for and is not drawn yet. @type {string | null} */
let asked = null;

/** @param {{ data: [paths: string[], drawn: string, run: number] }} component */
export default function following({ data: [paths, drawn] }) {
  const ours = new Set(paths);
  if (drawn === location.pathname) asked = null;

  /** @param {MouseEvent} event */
  const follow = (event) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (!link || !isPlain(event) || !staysHere(link) || !ours.has(link.pathname)) return;
    event.preventDefault();
    push(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };
  const ask = () => {
    if (!location.hash) asked = location.pathname;
  };

  history.pushState = (state, title, address) => {
    const { pathname } = new URL(address ?? location.href, location.href);
    if (asked === null || pathname === asked) push(state, title, address);
  };
  addEventListener("popstate", ask);
  document.addEventListener("click", follow);
  return () => {
    removeEventListener("popstate", ask);
    document.removeEventListener("click", follow);
  };
}

/** @param {Parameters<History["pushState"]>} entry */
function push(...entry) {
  History.prototype.pushState.apply(history, entry);
}

/** @param {MouseEvent} event */
function isPlain(event) {
  const withKey = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && event.button === 0 && !withKey;
}

/** @param {HTMLAnchorElement} link */
function staysHere(link) {
  return link.origin === location.origin && link.target !== "_blank" && !link.hasAttribute("download") && !link.hash;
}
