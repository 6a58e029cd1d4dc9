"""Building files in a process of its own, which can be killed and gives its memory back: the parent's side."""

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

from blueprint import cpu_affinity
from blueprint.publishing.book import Book, Format, serialize
from blueprint.publishing.build import build_file
from blueprint.publishing.cache import Cache
from blueprint.publishing.errors import Refusal, Refusals
from blueprint.publishing.progress import Progress

SECONDS = 1_800
"""For all files of a book; each text and each compilation has limits of its own, far below."""

HEARTBEAT = 0.5
"""Seconds between two calls of `progress` while the worker is silent."""

_FIRST_STEP = ("Beginning", 0.0)


class BuildRequest(NamedTuple):
    """A file to build: of which book, in which format."""

    book: Book
    format: Format


def build_in_process(
    requests: Sequence[BuildRequest], images: Mapping[str, bytes], cache: Cache, progress: Progress
) -> Iterator[bytes]:
    """The files in order, built in this process; what `progress` raises stops the build."""
    for book, format in requests:
        yield build_file(book, format, images, cache=cache, progress=progress)


def build_in_worker(
    requests: Sequence[BuildRequest], images: Mapping[str, bytes], cache: Cache, progress: Progress
) -> Iterator[bytes]:
    """The files in order, built by a worker; raises `Refusal`, also when the worker died of its input.

    `progress` is called every half second at least; what it raises kills the worker.
    """
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        process = _started(_job(requests, images, cache, Path(folder)))
        try:
            for message in _messages(process, progress):
                if "refusals" in message:
                    raise _error(message["refusals"])
                yield Path(folder, str(message["built"])).read_bytes()
            process.wait(SECONDS)  # its standard output is closed
        finally:
            _kill(process)
        if process.returncode:
            raise Refusal("Making the files took too much memory.", remedy="Divide the text, or make it simpler.")


def _error(refusals: Sequence[tuple[str, str, int | None, str]]) -> Refusal | Refusals:
    """The worker's refusals, as the error that `build_file` raises for one or several."""
    errors = [Refusal(sentence, file=file, line=line, remedy=remedy) for sentence, file, line, remedy in refusals]
    return errors[0] if len(errors) == 1 else Refusals(errors)


def _job(requests: Sequence[BuildRequest], images: Mapping[str, bytes], cache: Cache, folder: Path) -> bytes:
    files = {}
    for at, (name, data) in enumerate(images.items()):
        files[name] = str(folder / f"image-{at}")
        Path(files[name]).write_bytes(data)
    job = {
        "books": [serialize(book) for book, _ in requests],
        "formats": [format.value for _, format in requests],
        "images": files,
        "folder": str(folder),
        "cache": str(cache.folder or ""),
    }
    return json.dumps(job).encode("utf-8", "surrogatepass")


def _started(job: bytes) -> subprocess.Popen[bytes]:
    """The worker, in a process group of its own, so that its child processes can be killed with it."""
    with cpu_affinity.all_cores():
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


def _messages(process: subprocess.Popen[bytes], progress: Progress) -> Iterator[dict[str, Any]]:
    """The worker's messages about files. Its progress reports go to `progress`, and are repeated while it is silent."""
    assert process.stdout is not None
    step, deadline, rest = _FIRST_STEP, time.monotonic() + SECONDS, b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while time.monotonic() < deadline:
            progress(*step)
            if not selector.select(HEARTBEAT):
                continue
            data = os.read(process.stdout.fileno(), 65_536)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            for message in map(json.loads, lines):
                if "doing" in message:
                    step = message["doing"], message["share"]
                else:
                    step = _FIRST_STEP  # of the next file
                    yield message
    raise Refusal("Making the files took too long.", remedy="Divide the collection.")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the worker's whole process group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    process.stdout.close()
