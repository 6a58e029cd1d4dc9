"""The worker: a short-lived process that makes files and nothing else, so that one bad text harms no server.

Run as a module, with a job as JSON on its standard input: `books` (what to make, in order, each as `told`), `formats`,
`images` (names and the files that hold them), `folder` (where the results go, as `0`, `1`, …) and `cache` (a folder or "").
On standard output it says, a line of JSON each, what it is `doing` and which share of the file is done, the number of each
file `made`, and the `refusal` that stopped it.
"""

import contextlib
import json
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from blueprint.publishing.book import Format, book_of
from blueprint.publishing.build import make
from blueprint.publishing.cache import Cache
from blueprint.publishing.errors import Refusal

MEMORY = 2_000_000_000
"""Bytes of data that the worker, and each process it starts, may hold: what is written to, not what is reserved."""


SECONDS = 6


def main() -> int:
    """Do the job; 0 when every file lies there."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    job = json.load(sys.stdin)
    try:
        _work(job)
    except Refusal as refusal:
        _say(refusal=[refusal.sentence, refusal.file, refusal.line, refusal.remedy])
        return 1
    return 0


def _work(job: dict[str, Any]) -> None:
    images = {name: Path(path).read_bytes() for name, path in job["images"].items()}
    cache = Cache(Path(job["cache"]) if job["cache"] else None)
    for at, (book, format) in enumerate(zip(job["books"], job["formats"], strict=True)):
        made = make(book_of(json.loads(book)), Format(format), images, cache=cache, tell=_tell)
        Path(job["folder"], str(at)).write_bytes(made)
        _say(made=at)


def _tell(doing: str, share: float) -> None:
    """Say what is being done; each such step has so many seconds of computing here, beside what it has others do."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    signal.signal(signal.SIGPROF, lambda *_: _give_up(doing))
    _say(doing=doing, share=share)


def _give_up(doing: str) -> None:
    raise Refusal(f"{doing} took too long.", remedy="Divide the text, or make it simpler.")


def _say(**said: Any) -> None:
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
