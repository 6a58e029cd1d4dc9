"""A desk with the editor on it: a real server on a folder, and a page in a real browser."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.ports import free_port
from tests.visiting import chromium

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
START_WITHIN = 30


@dataclass
class Desk:
    """The folder of a running desk; the text on it, and how its server behaves."""

    folder: Path
    address: str = ""

    def put(self, markdown: str, title: str = "A right to care leave", **more: Any) -> None:
        """Lay another text on the desk."""
        self.behave("ok")
        proposal = {"id": uuid4().hex, "revision": 1, "title": title, "markdown": markdown} | more
        (self.folder / "proposal.json").write_text(json.dumps(proposal), encoding="utf-8")
        (self.folder / "draft.json").unlink(missing_ok=True)

    def behave(self, mode: str) -> None:
        """Let the server be "ok", "signed-out", "refuse" or "trouble" from now on."""
        (self.folder / "mode").write_text(mode, encoding="utf-8")

    def proposal(self) -> dict[str, Any]:
        """The proposal as its last revision has it."""
        return _read(self.folder / "proposal.json") or {}

    def draft(self) -> dict[str, Any] | None:
        """The draft the server keeps, if any."""
        return _read(self.folder / "draft.json")

    def turned_away(self, since: int) -> int:
        """Wait until a browser has asked more often than `since`, and is done asking; gives how often by now."""
        asked, deadline = self.asked(), time.monotonic() + 5
        while time.monotonic() < deadline:
            time.sleep(0.5)
            if asked > since and asked == self.asked():
                break
            asked = self.asked()
        return asked

    def asked(self) -> int:
        """How often a browser has asked to keep a draft."""
        return (self.folder / "asked").stat().st_size if (self.folder / "asked").exists() else 0

    def drafted(self, markdown: str, within: float = 5) -> str:
        """Wait until the server keeps this text; gives what it keeps in the end."""
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
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk's server, one for all tests here."""
    folder, port = tmp_path_factory.mktemp("desk"), free_port()
    desk = Desk(folder, f"http://127.0.0.1:{port}")
    desk.put("x\n")
    environment = os.environ | {"EDITOR_DESK": str(folder), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(HERE / "desk" / "server.py"), str(folder), str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=environment) as server:
        _wait_for(f"{desk.address}/_stcore/health")
        yield desk
        server.terminate()
        server.wait(10)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"the desk did not open within {START_WITHIN} s")


@pytest.fixture(scope="package")
def context() -> Iterator[BrowserContext]:
    """One context for all, so that Streamlit is fetched once."""
    with chromium() as running:
        yield running.new_context()


OpenDesk = Callable[..., Page]


@pytest.fixture
def desk(served: Desk) -> Desk:
    """The desk, with whatever the last test left on it."""
    return served


@pytest.fixture
def open_desk(served: Desk, context: BrowserContext) -> Iterator[OpenDesk]:
    """`open_desk(markdown)` lays a text on the desk and opens the editor; any error in the page fails the test."""
    errors: list[str] = []

    def open_page(markdown: str, *, width: int = 1100, **proposal: Any) -> Page:
        served.put(markdown, **proposal)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(served.address)
        page.wait_for_selector(".bp-text")
        return page

    yield open_page
    served.behave("ok")
    context.set_offline(False)
    for page in context.pages:
        page.close()
    assert errors == []
