/* Follows plain links to the workbench's own pages as the browser's Back button does: Streamlit draws the page of whatever
   address the history moves to. With a key held, with a target of its own, or elsewhere, a link is the browser's affair. */

export default function following({ data: [paths] }) {
  const ours = new Set(paths);

  const follow = (event) => {
    const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
    if (!link || !plain(event) || !stays(link) || !ours.has(link.pathname)) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  };

  document.addEventListener("click", follow);
  return () => document.removeEventListener("click", follow);
}

function plain(event) {
  return !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function stays(link) {
  return link.origin === location.origin && link.target !== "_blank" && !link.hasAttribute("download") && !link.hash;
}
