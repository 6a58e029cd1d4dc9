"""`blueprint demo` and `blueprint serve`, one after the other in one folder, as a newcomer tries them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.web.serving import ROOT, free_port, own_environment, wait_for

pytestmark = pytest.mark.slow


@contextmanager
def _started(command: str, folder: Path) -> Iterator[tuple[httpx.Client, str]]:
    """A browser on the command's server, and what the command printed before it answered."""
    port, printed = free_port(), folder.with_name(f"{command}.log")
    environment = own_environment(folder, port, PYTHONPATH=str(ROOT))
    del environment["BLUEPRINT_DATA"]
    with printed.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "blueprint", command], cwd=folder, env=environment, stdout=log, stderr=log
        )
    try:
        wait_for(url := f"http://127.0.0.1:{port}", process)
        with httpx.Client(base_url=url, headers={"accept": "text/html"}, timeout=60) as client:
            yield client, printed.read_text(encoding="utf-8")
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_the_sample_is_published_and_the_workbench_beside_it_is_empty(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with _started("demo", folder) as (client, printed):
        assert printed.count("/enter/") == 4
        assert "Publishing “Ground, Water, Light" in printed
        assert "Ground, Water, Light" in client.get("/library").text
        assert "In Public Hands" not in client.get("/library").text
    with _started("serve", folder) as (client, printed):
        assert "Create the first one at" in printed
        assert "Nothing has been published yet" in client.get("/library").text
    with _started("demo", folder) as (client, printed):
        assert "Loading" not in printed
        assert "Publishing" not in printed
        assert "Ground, Water, Light" in client.get("/library").text
    assert {path.name for path in folder.iterdir()} <= {"demo", "data", "exports"}
