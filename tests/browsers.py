"""Real Chromium browsers on a running workbench, signed in as different people, watched for errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from blueprint.services.admin.sample import load_sample
from blueprint.services.admin.sample_events import Sample
from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from tests.web.serving import Site, free_port, own_environment, serving
from tools.chromium import FLAGS, program

TIMEOUT = 45_000
"""Milliseconds to wait for what should be seen; a busy machine takes its time."""
DESKTOP_WIDTH, PHONE_WIDTH = 1280, 390
"""Widths in pixels."""

_WATCH = """
new MutationObserver(() => {
  const box = document.querySelector('[data-testid="stException"], [data-testid="stAlertContentError"]');
  if (box) window.__problem(`an exception on the screen: ${box.innerText}`);
}).observe(document, { childList: true, subtree: true });
"""


@contextmanager
def sample_site(data: Path, database_url: str = "") -> Iterator[tuple[Site, Sample]]:
    """A workbench served by `app.py` on an empty folder and database, with the sample convening loaded into it."""
    port = free_port()
    workbench = open_workbench(Settings(data=data, port=port, database_url=database_url))
    sample = load_sample(workbench)
    with serving(own_environment(data, port, BLUEPRINT_DATABASE_URL=database_url), "app.py"):
        yield Site(workbench.settings.base_url, workbench), sample
    workbench.close()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visits:
    """People's browsers on one workbench; `problems` are uncaught errors in their pages, and exceptions on their screens.

    Browsers that are done with are cleaned and used again: they have Streamlit's own files already.
    """

    site: Site
    browser: Browser
    problems: list[str] = field(default_factory=list)
    _plain: list[BrowserContext] = field(default_factory=list)
    _special: list[BrowserContext] = field(default_factory=list)
    _spare: list[BrowserContext] = field(default_factory=list)

    def open(
        self,
        email: str | None,
        path: str | None = "/",
        *,
        width: int = DESKTOP_WIDTH,
        height: int = 900,
        **options: Any,
    ) -> Page:
        """A browser of its own, signed in as that person (None: nobody), at a path of the workbench (None: nowhere)."""
        context = self._new(**options) if options else self._spare.pop() if self._spare else self._new()
        (self._special if options else self._plain).append(context)
        if email:
            self.sign_in(context, email)
        page = context.pages[0] if context.pages else context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        if path is not None:
            page.goto(path)
        return page

    def _new(self, **options: Any) -> BrowserContext:
        context = self.browser.new_context(base_url=self.site.url, **options)
        context.set_default_timeout(TIMEOUT)
        context.expose_binding("__problem", lambda _source, said: self.problems.append(str(said)))
        context.add_init_script(_WATCH)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))
        return context

    def sign_in(self, context: BrowserContext, email: str) -> None:
        """Give a browser the cookie of a fresh session."""
        host = urlsplit(self.site.url).hostname or ""
        token = self.site.session(email)
        context.add_cookies(
            [{"name": "session", "value": token, "domain": host, "path": "/", "httpOnly": True, "sameSite": "Lax"}]
        )

    def close_all(self) -> list[str]:
        """Leave all browsers; gives what went wrong in them, once."""
        for context in self._special:
            context.close()
        for context in self._plain:
            self._clean(context)
        self._spare += self._plain
        problems = [*self.problems]
        for used in (self._special, self._plain, self.problems):
            used.clear()
        return problems

    def _clean(self, context: BrowserContext) -> None:
        """Leave one empty page, and nothing of who was here."""
        for page in context.pages:
            page.close()
        context.set_offline(False)
        context.clear_cookies()
        kept = {"origin": self.site.url, "storageTypes": "local_storage"}
        page = context.new_page()
        context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
