"""Reading an uploaded file in a process of its own, within limits of time and memory: the parent's side.

A file of a few kilobytes can hold a million paragraphs. While they are read, everybody else's requests have the other
process to themselves.
"""

import json
import os
import subprocess
import sys
from pathlib import Path, PurePath
from threading import BoundedSemaphore

import blueprint
from blueprint import cpu_affinity
from blueprint.domain.errors import Invalid, TooLarge, TooMany
from blueprint.locales import current_language
from blueprint.locales import gettext as _
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.read import ImportedText, read_import

SECONDS = 20
"""Of computing: a text of 500 pages takes a quarter."""
MEMORY = 1_000_000_000
"""Bytes of data: what is written to, not what is reserved."""
MOST_AT_ONCE = 2
"""Files that are read at the same time."""
PATIENCE = 2.0
"""Seconds to wait for one's turn: whoever waits takes one of the few pages that are drawn at the same time."""
WALL_TIME_FACTOR = 4
"""A busy machine may take so many times as long on the clock as the computing that is allowed."""

_ROOT = str(Path(blueprint.__file__).parents[1])
_IN_THIS_PROCESS = frozenset({".md", ".markdown", ".txt"})
"""How the names of files end that are read as they are: their limits are checked before that."""
_TURNS = BoundedSemaphore(MOST_AT_ONCE)


def read_in_worker(filename: str, content: bytes) -> ImportedText:
    """The same as `read_import`, with the same errors.

    Raises `Refusal` also for a file that takes too long or too much memory, `TooMany` while others' files are being read.
    """
    if PurePath(filename).suffix.lower() in _IN_THIS_PROCESS:
        return read_import(filename, content)
    if not _TURNS.acquire(timeout=PATIENCE):
        raise TooMany(_("Other files are being read at the moment. Wait a minute, then choose yours again."))
    try:
        output = _run(filename, content)
    finally:
        _TURNS.release()
    return _parsed(filename, output)


def _run(filename: str, content: bytes) -> bytes:
    """What the process writes; empty when it was stopped. It is given no setting of this one's."""
    job = {"filename": filename, "language": current_language(), "seconds": SECONDS, "memory": MEMORY}
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
    with cpu_affinity.all_cores():
        process = subprocess.Popen(
            [sys.executable, "-s", "-P", "-m", "blueprint.publishing.importing.worker.process"],
            env={**environment, "PYTHONPATH": _ROOT, "LANG": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    output = b""
    with process:
        try:
            output, _errors = process.communicate(
                json.dumps(job).encode() + b"\n" + content, timeout=SECONDS * WALL_TIME_FACTOR
            )
        except subprocess.TimeoutExpired:
            process.kill()
    return output if process.returncode == 0 else b""


def _parsed(filename: str, output: bytes) -> ImportedText:
    if not output:
        raise Refusal(
            _("Reading this file took too long or too much memory."),
            file=PurePath(filename).name,
            remedy=_("Divide it into several files, or save the text alone, then try again."),
        )
    kind, _line, rest = output.partition(b"\n")
    if kind == b"read":
        return ImportedText.model_validate_json(rest)
    said = json.loads(rest)
    if kind == b"refusal":
        raise Refusal(said["sentence"], file=said["file"], line=said["line"], remedy=said["remedy"])
    raise (TooLarge if kind == b"too large" else Invalid)(said["message"], said["field"])
