"""The process that compiles documents with Typst and does nothing else.

Run by path, with a job as JSON on standard input: `root` (a private folder of regular files), `fonts` (folders), `timestamp`
(seconds since 1970), `seconds` and `bytes` (limits), and `documents`: for each name the file to make, "pdf" or "png". A
document is `book.typ` with the data of `<name>.json`. A PDF comes with `<name>.pages.json`: how many pages it has (`count`),
on which of them (from 1) each anchor is (`anchors`, in reading order), which are wider than high (`turned`), and the tables
that fit on none (`unfit`). When Typst refuses a document, standard output says why, as JSON (`error` and `hints`), and the
exit code is 1.

It imports nothing of ours: it starts in a twentieth of a second, and holds nothing that a hostile text could reach.
"""

import contextlib
import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

PIXELS_PER_INCH = 150


def main() -> int:
    """Compile the job's documents."""
    job = json.load(sys.stdin)
    _limit(job["seconds"], job["bytes"])
    fonts = typst.Fonts(include_system_fonts=False, font_paths=job["fonts"])
    try:
        for name, format in job["documents"].items():
            _compile(Path(job["root"]), fonts, job["timestamp"], name, format)
    except typst.TypstError as error:
        json.dump({"error": error.message, "hints": error.hints}, sys.stdout)
        return 1
    return 0


def _limit(seconds: int, largest: int) -> None:
    """Limit this process's time, memory and files; a system that cannot limit memory still has the parent's time-out."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (largest, largest))


def _compile(root: Path, fonts: Any, timestamp: int, name: str, format: str) -> None:
    nothing = str(root / "no-packages")
    compiler = typst.Compiler(
        str(root / "book.typ"),
        root=str(root),
        font_paths=fonts,
        package_path=nothing,
        package_cache_path=nothing,
        sys_inputs={"data": f"{name}.json"},
    )
    output = str(root / f"{name}.{format}")
    if format == "png":
        compiler.compile(output=output, format="png", ppi=PIXELS_PER_INCH)
        return
    compiler.compile(output=output, pdf_standards=["ua-1", "a-2a"], timestamp=timestamp)
    pages = compiler.query("<pages>", field="value", one=True)
    (root / f"{name}.pages.json").write_text(pages, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
