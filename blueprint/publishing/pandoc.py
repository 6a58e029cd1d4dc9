"""Running Pandoc: in its sandbox for what strangers wrote, with limits always."""

import contextlib
import json
import os
import resource
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from blueprint import cpu_affinity

SECONDS = 10
"""Of computing. A busy machine may take `PATIENCE` times as long to give them."""

PATIENCE = 6
MEMORY = "512m"
_ALLOCATION = ("-H8m", "-A2m", "-O64m")
"""Pandoc touches 64 MB before it looks for garbage; with these it stays in 25, and is no slower with long texts."""

LARGEST_FILE = 200_000_000

Node = dict[str, Any]
"""A node of Pandoc's JSON tree: `t` its type, `c` its content."""


@lru_cache(maxsize=1)
def _program() -> str:
    """Where the package has put the program; the package itself takes longer to import than most texts to read."""
    spec = find_spec("pypandoc")
    carried = Path(spec.origin).with_name("files") / "pandoc" if spec and spec.origin else Path()
    if carried.is_file():
        return str(carried)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def json_of(answer: bytes, bare: Callable[[Node], Node] | None = None) -> dict[str, Any]:
    """Pandoc's tree, each node as `bare` makes it; raises `TooHeavy` when it is nested beyond what can be walked."""
    try:
        tree: dict[str, Any] = json.loads(answer, object_hook=bare)
    except RecursionError:
        raise TooHeavy("nested too deeply") from None
    return tree


def write(blocks: list[Node], to: str, *options: str, files: Mapping[str, bytes] | None = None, date: int = 0) -> bytes:
    """Blocks that have passed the gate, written in the format `to`.

    `files` lie in the folder Pandoc runs in; `date` (seconds since 1970) is the day the file says it was made.
    """
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    return run(["-f", "json", "-t", to, *options], json.dumps(tree).encode(), files or {}, date=date)


class TooHeavy(Exception):
    """Pandoc ran out of the time or memory it was given, or failed."""


def run(options: list[str], given: bytes, files: Mapping[str, bytes] | None = None, *, date: int = 0) -> bytes:
    """Pandoc's answer, from a folder that is empty but for `files`, without environment; raises `TooHeavy`."""
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        for name, data in (files or {}).items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return finish(start(options, folder, date), given)


def start(options: list[str], folder: str, date: int = 0) -> subprocess.Popen[bytes]:
    """Pandoc, waiting in the folder for what it is given."""
    command = [_program(), "+RTS", f"-M{MEMORY}", *_ALLOCATION, "-RTS", *options]
    environment = {"PATH": "", "LANG": "C.UTF-8", "HOME": folder, "SOURCE_DATE_EPOCH": str(date)}
    with cpu_affinity.anywhere():
        process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    _limit(process.pid)
    return process


def _limit(pid: int) -> None:
    """Limit what the process may use, before it is given anything to read; only Linux can do this from outside."""
    if hasattr(resource, "prlimit"):
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def finish(process: subprocess.Popen[bytes], given: bytes) -> bytes:
    """The answer to what is given; raises `TooHeavy`."""
    try:
        answer, complaint = process.communicate(given, timeout=SECONDS * PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise TooHeavy(f"more than {SECONDS * PATIENCE} seconds") from None
    if process.returncode:
        raise TooHeavy(complaint.decode("utf-8", "replace")[-2000:] or os.strerror(abs(process.returncode)))
    return answer
