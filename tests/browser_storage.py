"""What a page has stored in its browser, as somebody who looks at it sees it, and as its author's page reads it."""

from playwright.sync_api import Page

from blueprint.services.accounts.browser_storage import storage_key
from blueprint.services.context import Workbench
from blueprint.ui.components.editor import bundle_address

_LOAD = """async ([address, key, person]) => {
  const { SealedStorage } = await import(new URL(address, document.baseURI).href);
  const storage = new SealedStorage(() => localStorage, key);
  const own = () => storage.names("blueprint-draft:").filter((name) => name.includes(`:${person}`));
  window.storedTexts = () => own().map((name) => storage.get(name)?.markdown ?? "");
}"""
_EVERYTHING = """async () => JSON.stringify([
  { ...localStorage }, { ...sessionStorage }, document.cookie, await indexedDB.databases(), await caches.keys(),
])"""


def read_as(page: Page, workbench: Workbench, person_id: str) -> None:
    """Load, while the server is there, what `stored_texts` needs to read that person's texts."""
    page.evaluate(_LOAD, [bundle_address("sealed_storage.js"), storage_key(workbench, person_id), person_id])


def stored_texts(page: Page) -> list[str]:
    """The texts of drafts in the browser, as their author reads them (`read_as`)."""
    found: list[str] = page.evaluate("window.storedTexts()")
    return found


def everything_stored(page: Page) -> str:
    """All that the page's address has stored in this browser and this tab, as JSON."""
    return str(page.evaluate(_EVERYTHING))
