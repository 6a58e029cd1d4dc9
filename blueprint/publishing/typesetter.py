"""The typesetter: a short-lived process that turns one folder into one PDF, and nothing else.

Run by path, with a job as JSON on its standard input: `root` (a private folder of regular files with `book.typ`),
`out`, `fonts` (folders), `timestamp` (seconds since 1970), `seconds` and `bytes` (limits). It says on standard output what
stopped it, as JSON: `{"error": message, "hints": [...]}`. A process of its own can be killed, which a loop inside
Typst cannot, and gives back its memory, which Typst does not.
"""

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Any


def limit(seconds: int, largest: int) -> None:
    """Bound this process's time, memory and files; a system that cannot bound memory still has the time-out."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (largest, largest))


def typeset(job: dict[str, Any]) -> None:
    """Compile, then pack: object streams halve the size, and the identifier is a digest of the content."""
    import pikepdf
    import typst

    root = Path(job["root"])
    nothing = root / "no-packages"
    raw = root / "raw.pdf"
    typst.compile(
        str(root / "book.typ"),
        output=str(raw),
        root=str(root),
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=job["timestamp"],
        package_path=str(nothing),
        package_cache_path=str(nothing),
    )
    with pikepdf.open(raw) as pdf:
        pdf.save(
            job["out"],
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )


def main() -> int:
    """Do the job on standard input; 0 when the PDF lies there, 1 when the text cannot be set."""
    import typst

    job = json.load(sys.stdin)
    limit(job["seconds"], job["bytes"])
    try:
        typeset(job)
    except typst.TypstError as error:
        json.dump({"error": error.message, "hints": error.hints, "where": error.diagnostic[-2000:]}, sys.stdout)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
