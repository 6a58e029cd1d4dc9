"""Ace by DAISY, the checker of accessible e-books: installed by `install`, run in our Chromium."""

import json
from collections.abc import Mapping
from pathlib import Path

from tests.publishing.checkers import npm
from tools import chromium

PACKAGE = "@daisy/ace@1.4.6"
SCRIPT = "node_modules/@daisy/ace/bin/ace-puppeteer.js"


def install() -> Path:
    """Ace beside our other tools, unless it is there; its script."""
    script = npm.installed(PACKAGE) / SCRIPT
    assert script.is_file()
    return script


def findings(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What Ace finds in these e-books, by name; an empty list for one without fault."""
    return {name: _findings(name, data, folder) for name, data in files.items()}


def _findings(name: str, data: bytes, folder: Path) -> list[str]:
    (folder / name).write_bytes(data)
    out = folder / f"{name}-report"
    command = [str(install()), "-s", "-o", str(out), "-f", str(folder / name)]
    npm.run_node(command, {"PUPPETEER_EXECUTABLE_PATH": str(_browser(folder))})
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return [_sentence(part, one) for part in report["assertions"] for one in part["assertions"]]


def _sentence(part: dict[str, dict[str, str]], one: dict[str, dict[str, str]]) -> str:
    return (
        f"{part['earl:testSubject']['url']}: {one['earl:test']['dct:title']}: {one['earl:result']['dct:description']}"
    )


def _browser(folder: Path) -> Path:
    """The system's browser, told not to look for a sandbox that containers do not have."""
    path = folder / "browser.sh"
    path.write_text(f'#!/bin/sh\nexec {chromium.program()} {" ".join(chromium.FLAGS)} "$@"\n')
    path.chmod(0o755)
    return path
