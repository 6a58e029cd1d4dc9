"""How fast editions are made, each from a fresh process: `python benchmarks/publishing.py`.

Prints seconds, pages and kilobytes a page for a short text, a long one and a collection, in PDF and EPUB.
"""

import io
import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime

PARAGRAPH = (
    "The council shall, within one year of the adoption of this proposal, open *ten new lines* where no line runs "
    "today, and pay those who drive them for the night and for the way home[^{note}]. It shall publish what this costs, "
    "who pays, and what has been learned, in words that any resident can read without asking a lawyer. "
)
SHORT, LONG = 90, 1_450
"""Paragraphs that make about 13 and 200 pages."""

MAKE = (
    "import sys; from blueprint.publishing import Book, Format, make;"
    "book = Book.model_validate_json(sys.stdin.read());"
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


def measure(name: str, given: str, format: str) -> None:
    """Make the book in a process of its own and print how long it took."""
    import pypdf

    started, before = time.perf_counter(), _computing()
    command = [sys.executable, "-c", MAKE, format]
    made = subprocess.run(command, input=given.encode(), capture_output=True, check=True).stdout
    seconds, used = time.perf_counter() - started, _computing() - before
    pages = len(pypdf.PdfReader(io.BytesIO(made)).pages) if format == "pdf" else 0
    size = f"{len(made) / 1000 / pages:.1f} KB a page" if pages else f"{len(made) / 1000:.0f} KB"
    about = f"{pages} pages" if pages else ""
    print(f"{name:<20}{format:<6}{seconds:7.2f} s, {used:6.2f} s of computing {about:>10}  {size}")


def _computing() -> float:
    """Seconds of processor time that finished processes of ours have used: what a busy machine does not change much."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """All measurements, and how busy the machine was, since other work on it makes them slower."""
    for format in ("pdf", "epub"):
        measure("short", book(1, SHORT), format)
        measure("long", book(1, LONG), format)
        measure("collection of 20", book(20, SHORT // 2), format)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
