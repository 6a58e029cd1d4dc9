/* Sends the address of a followed link to Python, which draws that page in the running session; the site is not loaded
   again. A modifier key, a target, a download, a fragment, another origin and a page that is not the workbench's leave
   the link to the browser, and so does a lost connection, over which nothing could be sent.

   The address is added to the history here, since Streamlit would add two: the old path with the new query, and then
   the new path. Where the browser is at the address already, Streamlit adds none. */

const CONNECTION = '[data-testid="stApp"][data-test-connection-state="CONNECTED"]';

/**
 * @param {{
 *   data: [paths: string[]],
 *   setTriggerValue: (name: "address", value: string) => void,
 * }} component
 */
export default function linkNavigation({ data: [paths], setTriggerValue }) {
  /** @param {MouseEvent} event */
  const follow = (event) => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    if (!link || !isPlainClick(event) || !opensHere(link) || !paths.includes(link.pathname)) return;
    if (!document.querySelector(CONNECTION)) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState(null, "", link.href);
    setTriggerValue("address", link.pathname + link.search);
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };

  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}

/** @param {MouseEvent} event */
function isPlainClick(event) {
  const withKey = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && event.button === 0 && !withKey;
}

/** @param {HTMLAnchorElement} link */
function opensHere(link) {
  const sameTab = link.target === "" || link.target === "_self";
  return link.origin === location.origin && sameTab && !link.hasAttribute("download") && !link.hash;
}
