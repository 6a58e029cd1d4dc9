"""Running Pandoc, always within limits; what strangers wrote is read in its sandbox."""

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
from typing import Any, NamedTuple

from blueprint import cpu_affinity
from blueprint.publishing.errors import Refusal

WALL_TIME_FACTOR = 6
"""A busy machine may take so many times as long on the clock as the computing that is allowed."""


class Limits(NamedTuple):
    """What one run of Pandoc may use: seconds of computing, and megabytes of heap."""

    seconds: int
    megabytes: int


READING = Limits(10, 512)
"""For text that people wrote, of at most a million characters."""

SECONDS_A_MEGABYTE, WRITING_MEGABYTES = 4, 1_100
"""For a tree that was sanitised; a collection of 2,500 pages is 4 megabytes, and takes 7 seconds and 1,000 megabytes."""

_ALLOCATION = ("-H8m", "-A2m", "-O64m")
"""Smaller heap areas than Pandoc's own: a third less memory and computing for a short text."""

LARGEST_FILE = 200_000_000

Node = dict[str, Any]
"""A node of Pandoc's JSON tree: `t` its type, `c` its content."""


@lru_cache(maxsize=1)
def _program() -> str:
    """The path of the bundled program; importing its package takes as long as reading a short text."""
    spec = find_spec("pypandoc")
    carried = Path(spec.origin).with_name("files") / "pandoc" if spec and spec.origin else Path()
    if carried.is_file():
        return str(carried)
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def json_of(output: bytes, hook: Callable[[Node], Node] | None = None) -> dict[str, Any]:
    """Pandoc's tree, each node mapped by `hook`; raises `PandocError` when it is nested too deeply to be walked."""
    try:
        tree: dict[str, Any] = json.loads(output, object_hook=hook)
    except RecursionError:
        raise PandocError("nested too deeply") from None
    return tree


def write(blocks: list[Node], to: str, *options: str, files: Mapping[str, bytes] | None = None, date: int = 0) -> bytes:
    """Sanitised blocks, written in the format `to`; raises `Refusal` beyond the limits.

    `files` are put in the folder Pandoc runs in; `date` (seconds since 1970) is the date in the file.
    """
    tree = json.dumps({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}).encode()
    limits = Limits(READING.seconds + SECONDS_A_MEGABYTE * len(tree) // 1_000_000, WRITING_MEGABYTES)
    try:
        return run(["-f", "json", "-t", to, *options], tree, files or {}, date=date, limits=limits)
    except PandocError:
        sentence = "Writing this file took too long or too much memory."
        raise Refusal(sentence, remedy="Divide the text or the collection.") from None


class PandocError(Exception):
    """Pandoc failed, or ran out of its time or memory."""


def run(
    options: list[str],
    source: bytes,
    files: Mapping[str, bytes] | None = None,
    *,
    date: int = 0,
    limits: Limits | None = None,
) -> bytes:
    """Pandoc's output for this input, in a folder with nothing but `files` and without environment; raises `PandocError`."""
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        for name, data in (files or {}).items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        limits = limits or READING
        process = _start(options, folder, date, limits)
        return _finish(process, source, limits.seconds * WALL_TIME_FACTOR)


def _start(options: list[str], folder: str, date: int, limits: Limits) -> subprocess.Popen[bytes]:
    """Pandoc, waiting in the folder for its input."""
    command = [_program(), "+RTS", f"-M{limits.megabytes}m", *_ALLOCATION, "-RTS", *options]
    environment = {"PATH": "", "LANG": "C.UTF-8", "HOME": folder, "SOURCE_DATE_EPOCH": str(date)}
    with cpu_affinity.all_cores():
        process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    _limit(process.pid, limits.seconds)
    return process


def _limit(pid: int, seconds: int) -> None:
    """Limit what the process may use, before it is data anything to read; only Linux can do this from outside."""
    if hasattr(resource, "prlimit"):
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds + 1))
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))


def _finish(process: subprocess.Popen[bytes], source: bytes, seconds: int) -> bytes:
    """The output to the input within so many seconds of the clock; raises `PandocError`."""
    try:
        output, errors = process.communicate(source, timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise PandocError(f"more than {seconds} seconds") from None
    if process.returncode:
        raise PandocError(errors.decode("utf-8", "replace")[-2000:] or os.strerror(abs(process.returncode)))
    return output
