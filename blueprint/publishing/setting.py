"""The typesetter's process: begun before there is anything to set, since it needs a moment to find its fonts."""

import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from blueprint.publishing.fonts import folders

_PROGRAM = str(Path(__file__).with_name("typesetter.py"))

_MEMORY = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864:glibc.malloc.trim_threshold=1073741824"
}
"""Typst asks for memory in many small pieces: the C library gets it in large ones, and keeps it."""


class Job(NamedTuple):
    """What `typesetter.py` is asked for, in the order of its lines."""

    root: str
    make: str
    runs: int
    timestamp: int
    seconds: int
    bytes: int


class Typesetter:
    """A process that sets one job, a book of `parts` or a whole one; leaving its block ends it, whatever it is doing."""

    def __init__(self, *, parts: bool) -> None:
        command = [sys.executable, "-I", _PROGRAM, "parts" if parts else "whole", *folders()]
        self._process = subprocess.Popen(  # noqa: S603 - our own script, no shell
            command,
            env=_MEMORY,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def set(self, job: Job, seconds: float) -> tuple[int, bytes]:
        """Do the job: 0, or another number and what was said. Raises `subprocess.TimeoutExpired`."""
        said, _ = self._process.communicate("\n".join(map(str, job)).encode(), timeout=seconds)
        return self._process.returncode, said

    def __enter__(self) -> "Typesetter":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
