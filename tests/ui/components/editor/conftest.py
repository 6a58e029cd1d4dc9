"""The editor on a page of its own: a real server on a folder, and a page in a real browser."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browsers import chromium
from tests.ports import free_port
from tests.web.serving import wait_for

HERE = Path(__file__).parent
ROOT = HERE.parents[3]


@dataclass
class EditorPage:
    """A running server with the editor, and its folder: the text it shows, and how it answers."""

    folder: Path
    address: str = ""

    def set_text(self, markdown: str, title: str = "A right to care leave", **more: Any) -> None:
        """Show another text, without a draft."""
        self.set_mode("ok")
        proposal = {"id": uuid4().hex, "revision": 1, "title": title, "markdown": markdown} | more
        (self.folder / "proposal.json").write_text(json.dumps(proposal), encoding="utf-8")

    def set_mode(self, mode: str) -> None:
        """How the server answers from now on: "ok", "signed-out", "refuse" or "error"."""
        (self.folder / "mode").write_text(mode, encoding="utf-8")

    def proposal(self) -> dict[str, Any]:
        """The proposal at its last revision, as JSON."""
        return _read(self.folder / "proposal.json") or {}

    def draft(self) -> dict[str, Any] | None:
        """The draft on the server; None without one."""
        return _read(self.folder / f"draft-{self.proposal()['id']}.json")

    def wait_for_requests(self, since: int) -> int:
        """Wait until there were more requests than `since` and no new one for half a second; their number."""
        count, deadline = self.request_count(), time.monotonic() + 5
        while time.monotonic() < deadline:
            time.sleep(0.5)
            if count > since and count == self.request_count():
                break
            count = self.request_count()
        return count

    def request_count(self) -> int:
        """How many requests to store a draft there were."""
        return (self.folder / "requests").stat().st_size if (self.folder / "requests").exists() else 0

    def wait_for_draft(self, markdown: str, within: float = 5) -> str:
        """Wait until this text is the draft on the server; returns the draft that is there in the end."""
        deadline = time.monotonic() + within
        while (self.draft() or {}).get("markdown") != markdown and time.monotonic() < deadline:
            time.sleep(0.05)
        return str((self.draft() or {}).get("markdown"))


def _read(file: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return found


@pytest.fixture(scope="package")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorPage]:
    """The server, one for all tests here."""
    folder, port = tmp_path_factory.mktemp("editor"), free_port()
    editor_page = EditorPage(folder, f"http://127.0.0.1:{port}")
    editor_page.set_text("x\n")
    environment = os.environ | {"EDITOR_FOLDER": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(HERE / "editor_page" / "server.py"), str(folder), str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        try:
            wait_for(editor_page.address, server, "/_stcore/health")
            yield editor_page
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture(scope="package")
def context() -> Iterator[BrowserContext]:
    """One context for all, so that Streamlit is fetched once."""
    with chromium() as running:
        yield running.new_context()


OpenEditor = Callable[..., Page]


@pytest.fixture
def editor_page(served: EditorPage) -> EditorPage:
    """The page, with whatever the last test left on it."""
    return served


@pytest.fixture
def open_editor(served: EditorPage, context: BrowserContext) -> Iterator[OpenEditor]:
    """`open_editor(markdown)` opens the editor with a text; any error in the page fails the test."""
    errors: list[str] = []

    def open_page(markdown: str, *, width: int = 1100, **proposal: Any) -> Page:
        served.set_text(markdown, **proposal)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served.address)
        page.wait_for_selector(".bp-text")
        return page

    yield open_page
    served.set_mode("ok")
    context.set_offline(False)
    for page in context.pages:
        page.close()
    assert errors == []
