"""The worker: a short-lived process that builds files and nothing else, so that one bad text harms no server.

Run as a module, with a job as JSON on standard input: `books` (in order, each serialized), `formats`, `images` (names, and
the files that hold them), `folder` (where the results go, as `0`, `1`, …) and `cache` (a folder or ""). Standard output
gets messages, a line of JSON each: progress (`doing`, `share`), the index of each file `built`, and the `refusals` that
stopped it.
"""

import contextlib
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from blueprint.publishing.book import Format, parse_book
from blueprint.publishing.build import build_file
from blueprint.publishing.cache import Cache
from blueprint.publishing.errors import Refusal, Refusals

MEMORY = 2_000_000_000
"""Bytes of data that the worker, and each process it starts, may hold: what is written to, not what is reserved."""

SECONDS = 6
"""Of computing in this process between two progress reports."""


def main() -> int:
    """Do the job; the exit code is 0 when every file is built."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.load(sys.stdin)
    try:
        _build(job)
    except (Refusal, Refusals) as error:
        refusals = error.refusals if isinstance(error, Refusals) else (error,)
        _send(refusals=[[one.sentence, one.file, one.line, one.remedy] for one in refusals])
        return 1
    return 0


def _build(job: dict[str, Any]) -> None:
    images = {name: Path(path).read_bytes() for name, path in job["images"].items()}
    cache = Cache(Path(job["cache"]) if job["cache"] else None)
    for at, (book, format) in enumerate(zip(job["books"], job["formats"], strict=True)):
        built = build_file(parse_book(json.loads(book)), Format(format), images, cache=cache, progress=_report)
        Path(job["folder"], str(at)).write_bytes(built)
        _send(built=at)


def _report(doing: str, share: float) -> None:
    """Send a progress report, and set the timer for the step that it begins."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.signal(signal.SIGPROF, lambda *_: _time_out(doing))
    _send(doing=doing, share=share)


def _time_out(doing: str) -> None:
    raise Refusal(f"{doing} took too long.", remedy="Divide the text, or make it simpler.")


def _send(**message: Any) -> None:
    print(json.dumps(message), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
