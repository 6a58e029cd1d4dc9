"""The process that reads one uploaded file and nothing else.

Run as a module. Standard input holds a line of JSON and the file's bytes: `filename`, the `language` of what is said, how
many `seconds` of computing and how many bytes of `memory` it may take. Standard output gets a line with what became of it
(`read`, `refusal`, `too large`, `invalid`) and JSON: the `ImportedText`, or what the error is made of.
"""

import contextlib
import json
import os
import resource
import sys

from blueprint.domain.errors import Invalid, TooLarge
from blueprint.locales import using_language
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.read import read_import

NICENESS = 10
"""Whoever waits for a page goes first."""


def main() -> int:
    """Read the file; the exit code is 0 also when it is refused, with a reason."""
    job = json.loads(sys.stdin.buffer.readline())
    _limit(job["seconds"], job["memory"])
    with using_language(job["language"]):
        kind, answer = _answer(job["filename"], sys.stdin.buffer.read())
    sys.stdout.buffer.write(f"{kind}\n{answer}".encode("utf-8", "replace"))
    return 0


def _limit(seconds: int, memory: int) -> None:
    """Limit what this process may use; what it starts has limits of its own, so the hard ones stay."""
    with contextlib.suppress(ValueError, OSError):
        os.nice(NICENESS)
        for what, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_DATA, memory), (resource.RLIMIT_CORE, 0)):
            resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _answer(filename: str, content: bytes) -> tuple[str, str]:
    try:
        return "read", read_import(filename, content).model_dump_json()
    except Refusal as refusal:
        return "refusal", json.dumps(
            {"sentence": refusal.sentence, "file": refusal.file, "line": refusal.line, "remedy": refusal.remedy}
        )
    except Invalid as error:
        kind = "too large" if isinstance(error, TooLarge) else "invalid"
        return kind, json.dumps({"message": str(error), "field": error.field})


if __name__ == "__main__":
    raise SystemExit(main())
