"""How fast editions are made, each from a fresh process, beside Pandoc's other ways to PDF: `make bench-publishing`.

Prints seconds, seconds of computing, pages, kilobytes a page and memory for a short text and a long one, and what a
collection of a hundred proposals takes after one of them changed.
"""

import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

PARAGRAPH = (
    "The council shall, within one year of the adoption of this proposal, open *ten new lines* where no line runs "
    "today, and pay those who drive them for the night and for the way home[^{note}]. It shall publish what this costs, "
    "who pays, and what has been learned, in words that any resident can read without asking a lawyer. "
)
SHORT, LONG = 46, 970
"""Paragraphs that make 13 and 199 pages."""

MAKE = (
    "import json, sys; from blueprint.publishing import Format, book_of, make;"
    "book = book_of(json.load(sys.stdin));"
    "sys.stdout.buffer.write(make(book, Format(sys.argv[1]), {}))"
)


def text(paragraphs: int) -> str:
    """A text with a heading every ten paragraphs, a footnote in each, and a list now and then."""
    pieces = []
    for at in range(paragraphs):
        pieces.append(f"## Section {at // 10 + 1}" if at % 10 == 0 else "")
        pieces.append(PARAGRAPH.format(note=at))
        pieces.append("- First, this.\n- Then, that." if at % 15 == 7 else "")
        pieces.append(f"[^{at}]: As agreed in article {at}.")
    return "\n\n".join(piece for piece in pieces if piece)


def book(chapters: int, paragraphs: int) -> str:
    """A collection as JSON."""
    one = {"title": "A proposal", "markdown": text(paragraphs), "language": "en"}
    made = {"title": "A collection", "date": datetime(2026, 1, 1, tzinfo=UTC).isoformat(), "chapters": [one] * chapters}
    return json.dumps(made)


def measure(name: str, given: str, format: str) -> float:
    """Make the book in a process of its own; print how long it took and return the seconds of computing."""
    import pypdf

    command = [sys.executable, "-c", MAKE, format]
    made, seconds, used, memory = run(command, given.encode())
    pages = len(pypdf.PdfReader(io.BytesIO(made)).pages) if format == "pdf" else 0
    size = f"{len(made) / 1000 / pages:.1f} KB a page" if pages else f"{len(made) / 1000:.0f} KB"
    row(name, format, seconds, used, f"{pages} pages, {size}, {memory:.0f} MB" if pages else size)
    return used


def row(name: str, tool: str, seconds: float, used: float, about: str) -> None:
    """Print a line of the table."""
    print(f"{name:<22}{tool:<12}{seconds:7.2f} s, {used:6.2f} s of computing  {about}", flush=True)


def run(command: list[str], given: bytes = b"", folder: str | None = None) -> tuple[bytes, float, float, float]:
    """What a command writes, the seconds it took, those of computing, and the megabytes of its largest process."""
    started, before = time.perf_counter(), _computing()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder) as process:
        made, _ = process.communicate(given)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed.")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    return made, time.perf_counter() - started, _computing() - before, largest


def _computing() -> float:
    """Seconds of processor time that finished processes of ours have used: what a busy machine does not change much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


OTHERS = {"xelatex": ["--pdf-engine=xelatex"], "weasyprint": ["--pdf-engine=weasyprint", "-t", "html"]}
"""What else Pandoc makes PDF with, by the program that has to be there."""


def beside(name: str, markdown: str, ours: float) -> None:
    """The same text through Pandoc's other ways, where they are installed, and how many times our computing they take."""
    import pypandoc

    for program, options in OTHERS.items():
        if shutil.which(program) is None:
            print(f"{name:<22}{program:<12}is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "text.md").write_text(markdown, encoding="utf-8")
            command = [pypandoc.get_pandoc_path(), "text.md", "-o", "text.pdf", *options, "--toc"]
            _, seconds, used, memory = run(command, folder=folder)
        row(name, program, seconds, used, f"{used / ours:.1f} × ours, {memory:.0f} MB")


EDITION = (
    "import json, sys; from dataclasses import replace; from pathlib import Path;"
    "from blueprint.publishing import Format, Kind, book_of, make; from blueprint.publishing.cache import Cache;"
    "book = book_of(json.load(sys.stdin)); cache = Cache(Path(sys.argv[1]));"
    "large = replace(book, kind=Kind.LARGE_PRINT);"
    "[make(book, format, {}, cache=cache) for format in Format]; make(large, Format.PDF, {}, cache=cache)"
)


def hundred() -> None:
    """All files of a collection of 100 proposals, then again after one of them changed."""
    first = json.loads(book(1, SHORT // 4))
    chapters = [dict(first["chapters"][0], markdown=f"Proposal {n}.\n\n{text(SHORT // 4)}") for n in range(100)]
    with tempfile.TemporaryDirectory() as folder:
        used = []
        for name in ("100 proposals", "one of them changed", "nothing changed"):
            given = json.dumps(first | {"chapters": chapters}).encode()
            _, seconds, computing, _ = run([sys.executable, "-c", EDITION, folder], given)
            used.append(computing)
            row(name, "all files", seconds, computing, f"{computing / used[0]:.2f} of the first")
            if name == "100 proposals":
                chapters[50] = dict(chapters[50], markdown="It begins otherwise.\n\n" + chapters[50]["markdown"])


def main() -> None:
    """All measurements, and how busy the machine was, since other work on it makes them slower."""
    for name, chapters, paragraphs in (("short", 1, SHORT), ("long", 1, LONG)):
        ours = measure(name, book(chapters, paragraphs), "pdf")
        beside(name, text(paragraphs), ours)
        measure(name, book(chapters, paragraphs), "epub")
    hundred()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
