"""A served workbench, people signed in to it in a real Chromium, and a proposal with every kind of words."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from blueprint.services import accounts
from blueprint.services.workbench import Workbench, open_workbench
from blueprint.settings import Settings
from tests.factories import Scene, make_scene
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[3]

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Scene]]:
    """The address of a workbench of this module's own, and the scene in it."""
    data, port = tmp_path_factory.mktemp("site"), free_port()
    workbench = open_workbench(Settings(data=data, port=port))
    scene = make_scene(workbench)
    environment = {**os.environ, "BLUEPRINT_DATA": str(data), "PORT": str(port)}
    with (data / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(f"http://localhost:{port}/healthz", server, data / "log")
            yield f"http://localhost:{port}", scene
        finally:
            server.terminate()
            server.wait(10)
            workbench.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A Chromium of this module's own."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def visit(site: tuple[str, Scene], chromium: Browser) -> Iterator[Visit]:
    """`visit(who, "/proposal?id=…", width=390)` opens a page as one of the scene's people."""
    address, scene = site
    contexts = []

    def open_page(who: str, path: str, *, width: int = 1280, height: int = 900) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(40_000)
        contexts.append(context)
        page = context.new_page()
        _enter(page, address, scene.workbench, scene.people[who].email)
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _enter(page: Page, address: str, workbench: Workbench, email: str) -> None:
    page.goto(f"{address}/enter/{accounts.link_to_sign_in(workbench, email)}")
    page.locator("button").click()
    page.wait_for_url(lambda url: "/enter/" not in url, wait_until="commit")


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers at {address}: {log.read_text(errors='replace')[-2000:]}")
