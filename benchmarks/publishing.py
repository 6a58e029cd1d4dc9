"""How fast editions are made, each from a fresh process, beside Pandoc's other ways to PDF: `make bench-publishing`.

Prints seconds, seconds of computing, pages, kilobytes a page and memory for a short text and a long one, made by a program
and by `blueprint export`, and what a collection of a hundred proposals takes after one of them changed. Of the short text's
runs, ours and others', the quickest of five counts: what else the machine does makes each slower and none quicker.
"""

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

PARAGRAPH = (
    "The council shall, within one year of the adoption of this proposal, open *ten new lines* where no line runs "
    "today, and pay those who drive them for the night and for the way home[^{note}]. It shall publish what this costs, "
    "who pays, and what has been learned, in words that any resident can read without asking a lawyer. "
)
SHORT, LONG = 46, 970
"""Paragraphs that make 13 and 199 pages."""

TIMES = {"short": 5, "long": 1}

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


class Run(NamedTuple):
    """What a command wrote, the seconds it took, those of computing, and the megabytes of its largest process."""

    made: bytes
    seconds: float
    computing: float
    memory: float


def measure(name: str, given: str, format: str) -> Run:
    """Make the book in a process of its own and print how long it took."""
    return shown(name, format, best(name, [sys.executable, "-c", MAKE, format], given.encode()), format)


def exported(name: str, markdown: str) -> Run:
    """The command that people use, from its beginning to its end."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "text.md").write_text(markdown, encoding="utf-8")
        command = [str(Path(sys.executable).with_name("blueprint")), "export", "text.md", "-o", "text.pdf"]
        found = best(name, command, folder=folder)
        return shown(name, "export", found._replace(made=Path(folder, "text.pdf").read_bytes()), "pdf")


def shown(name: str, tool: str, found: Run, format: str) -> Run:
    """A run of ours, printed."""
    import pypdf

    pages = len(pypdf.PdfReader(io.BytesIO(found.made)).pages) if format == "pdf" else 0
    kilobytes = len(found.made) / 1000
    size = f"{pages} pages, {kilobytes / pages:.1f} KB a page" if pages else f"{kilobytes:.0f} KB"
    row(name, tool, found, f"{size}, {found.memory:.0f} MB")
    return found


def row(name: str, tool: str, found: Run, about: str) -> None:
    """Print a line of the table."""
    print(f"{name:<22}{tool:<12}{found.seconds:7.2f} s, {found.computing:6.2f} s of computing  {about}", flush=True)


def best(name: str, command: list[str], given: bytes = b"", folder: str | None = None) -> Run:
    """The quickest of as many runs as a text of this name gets."""
    return min((run(command, given, folder) for _ in range(TIMES[name])), key=lambda found: found.seconds)


def run(command: list[str], given: bytes = b"", folder: str | None = None) -> Run:
    """Run a command. The computing and the memory are its own and of all that it started and waited for."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as made:
        asked.write(given)
        asked.seek(0)
        started = time.perf_counter()
        process = subprocess.Popen(command, stdin=asked, stdout=made, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed.")
        made.seek(0)
        return Run(made.read(), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


OTHERS = {"xelatex": ["--pdf-engine=xelatex"], "weasyprint": ["--pdf-engine=weasyprint", "-t", "html"]}
"""What else Pandoc makes PDF with, by the program that has to be there."""


def beside(name: str, markdown: str, ours: Run) -> None:
    """The same text through Pandoc's other ways, where they are installed, and how many times ours they take."""
    import pypandoc

    for program, options in OTHERS.items():
        if shutil.which(program) is None:
            print(f"{name:<22}{program:<12}is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "text.md").write_text(markdown, encoding="utf-8")
            command = [pypandoc.get_pandoc_path(), "text.md", "-o", "text.pdf", *options, "--toc"]
            found = best(name, command, folder=folder)
        slower = (
            f"{found.seconds / ours.seconds:.1f} × our seconds, {found.computing / ours.computing:.1f} × our computing"
        )
        row(name, program, found, f"{slower}, {found.memory:.0f} MB")


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
            found = run([sys.executable, "-c", EDITION, folder], given)
            used.append(found.computing)
            row(name, "all files", found, f"{found.computing / used[0]:.2f} of the first, {found.memory:.0f} MB")
            if name == "100 proposals":
                chapters[50] = dict(chapters[50], markdown="It begins otherwise.\n\n" + chapters[50]["markdown"])


def main() -> None:
    """All measurements, and how busy the machine was, since other work on it makes them slower.

    First everything is used once: Python keeps the modules it has compiled, where that is not forbidden, and here it is not.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    run([sys.executable, "-c", MAKE, "epub"], book(1, 1).encode())
    for name, paragraphs in (("short", SHORT), ("long", LONG)):
        given, markdown = book(1, paragraphs), text(paragraphs)
        ours = measure(name, given, "pdf")
        exported(name, markdown)
        beside(name, markdown, ours)
        measure(name, given, "epub")
    hundred()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
