"""Having files made apart: in a process of its own, which can be stopped and gives back what memory it took."""

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from blueprint import cores
from blueprint.publishing.book import Book, Format, told
from blueprint.publishing.build import make
from blueprint.publishing.cache import Cache
from blueprint.publishing.context import Tell
from blueprint.publishing.errors import Refusal

SECONDS = 1_800
"""That all files of a book may take; each text and each setting of pages has limits of its own, far below."""

HEARTBEAT = 0.5
"""Seconds between two looks at whether to go on."""


class Wanted(NamedTuple):
    """A file to make: of which book, in which format."""

    book: Book
    format: Format


def make_here(wanted: Sequence[Wanted], images: Mapping[str, bytes], cache: Cache, tell: Tell) -> Iterator[bytes]:
    """The files in this process, one after the other; what `tell` raises stops the making."""
    for book, format in wanted:
        yield make(book, format, images, cache=cache, tell=tell)


def make_apart(wanted: Sequence[Wanted], images: Mapping[str, bytes], cache: Cache, tell: Tell) -> Iterator[bytes]:
    """The files, made by a worker. `tell` is called every half second at least, and what it raises kills the worker.

    Raises `Refusal`, also when the worker died of what it was given.
    """
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        process = _started(_job(wanted, images, cache, Path(folder)))
        try:
            for said in _lines(process, tell):
                if "refusal" in said:
                    sentence, file, line, remedy = said["refusal"]
                    raise Refusal(sentence, file=file, line=line, remedy=remedy)
                yield Path(folder, str(said["made"])).read_bytes()
            process.wait(SECONDS)  # it has said its last word
        finally:
            _end(process)
        if process.returncode:
            raise Refusal("Making the files took too much memory.", remedy="Divide the text, or make it simpler.")


def _job(wanted: Sequence[Wanted], images: Mapping[str, bytes], cache: Cache, folder: Path) -> bytes:
    files = {}
    for at, (name, data) in enumerate(images.items()):
        files[name] = str(folder / f"image-{at}")
        Path(files[name]).write_bytes(data)
    return json.dumps(
        {
            "books": [told(book) for book, _ in wanted],
            "formats": [format.value for _, format in wanted],
            "images": files,
            "folder": str(folder),
            "cache": str(cache.folder or ""),
        }
    ).encode("utf-8", "surrogatepass")


def _started(job: bytes) -> subprocess.Popen[bytes]:
    """The worker, in a group of its own, so that what it starts can be stopped with it."""
    with cores.anywhere():
        process = subprocess.Popen(
            [sys.executable, "-I", "-m", "blueprint.publishing.worker.process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    assert process.stdin is not None
    with process.stdin, contextlib.suppress(BrokenPipeError):
        process.stdin.write(job)
    return process


def _lines(process: subprocess.Popen[bytes], tell: Tell) -> Iterator[dict[str, Any]]:
    """What the worker says of files; what it is doing is passed on to `tell`, and repeated while it says nothing."""
    assert process.stdout is not None
    doing, share, until, rest = "Beginning", 0.0, time.monotonic() + SECONDS, b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < until:
            tell(doing, share)
            if not selector.select(HEARTBEAT):
                continue
            data = os.read(process.stdout.fileno(), 65_536)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            for said in map(json.loads, lines):
                if "doing" in said:
                    doing, share = said["doing"], said["share"]
                else:
                    doing, share = "Beginning", 0.0  # of the file after it
                    yield said
    raise Refusal("Making the files took too long.", remedy="Divide the collection.")


def _end(process: subprocess.Popen[bytes]) -> None:
    """The worker and all that it started, gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
