"""Running Pandoc: in its sandbox for what strangers wrote, with limits always."""

import contextlib
import json
import os
import resource
import subprocess
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from blueprint import cores
from blueprint.publishing.refusal import Refusal

READER = "commonmark_x-raw_html-raw_attribute-yaml_metadata_block-emoji-tex_math_dollars-fancy_lists-alerts+sourcepos"
"""CommonMark with Pandoc's tables, footnotes and attributes, but without what could carry code or settings."""

SECONDS = 10
"""Of computing. A busy machine may take `PATIENCE` times as long to give them."""

PATIENCE = 6
MEMORY = "512m"
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


def read(markdown: str, file: str = "") -> list[Node]:
    """The blocks of untrusted Markdown; raises `Refusal` when it takes too long or too much memory."""
    try:
        blocks: list[Node] = json_of(run(["--sandbox", "-f", READER, "-t", "json"], markdown.encode()))["blocks"]
    except TooHeavy:
        raise Refusal(
            "This text is too tangled or too long to be set.",
            file=file,
            remedy="Look for footnotes that cite themselves and very deep nesting, or divide the text.",
        ) from None
    return blocks


def json_of(answer: bytes) -> dict[str, Any]:
    """Pandoc's tree; raises `TooHeavy` when it is nested beyond what can be walked."""
    try:
        tree: dict[str, Any] = json.loads(answer, object_hook=_bare)
    except RecursionError:
        raise TooHeavy("nested too deeply") from None
    return tree


def _bare(node: Node) -> Node:
    """A word without the span that only says where it stands: `sourcepos` puts one around every word, and nine tenths of
    the tree are such. The word keeps the place as `pos`, for a term, which has no block of its own."""
    if node.get("t") == "Span":
        (_, _, pairs), inside = node["c"]
        if len(inside) == 1 and ["wrapper", "1"] in pairs:
            return {**inside[0], "pos": pairs}
    return node


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
        command = [_program(), "+RTS", f"-M{MEMORY}", "-RTS", *options]
        return _finish(_start(command, folder, date), given)


def _start(command: list[str], folder: str, date: int) -> subprocess.Popen[bytes]:
    environment = {"PATH": "", "LANG": "C.UTF-8", "HOME": folder, "SOURCE_DATE_EPOCH": str(date)}
    with cores.anywhere():
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


def _finish(process: subprocess.Popen[bytes], given: bytes) -> bytes:
    try:
        answer, complaint = process.communicate(given, timeout=SECONDS * PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise TooHeavy(f"more than {SECONDS * PATIENCE} seconds") from None
    if process.returncode:
        raise TooHeavy(complaint.decode("utf-8", "replace")[-2000:] or os.strerror(abs(process.returncode)))
    return answer
