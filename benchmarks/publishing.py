"""How fast editions are made, each from a fresh process, beside Pandoc's other PDF engines: `make bench-publishing`.

Prints seconds, seconds of computing, pages, kilobytes a page and memory for a short text and a long one, made by a program
and by `blueprint export`, and what a collection of a hundred proposals takes after one of them changed. All are tried
by turns and the quickest run of each counts: what else the machine does makes some slower and none quicker.
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

ROUNDS = {SHORT: 9, LONG: 2}
"""How often each tool is run."""

BUILD_BOOK = (
    "import json, sys; from blueprint.publishing import Format, build_file, parse_book;"
    "book = parse_book(json.load(sys.stdin));"
    "sys.stdout.buffer.write(build_file(book, Format(sys.argv[1]), {}))"
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

    output: bytes
    seconds: float
    computing: float
    memory: float


def describe(found: Run, format: str) -> str:
    """What is to be said of a file of ours."""
    import pypdf

    kilobytes = len(found.output) / 1000
    if format == "epub":
        return f"{kilobytes:.0f} KB, {found.memory:.0f} MB"
    pages = len(pypdf.PdfReader(io.BytesIO(found.output)).pages)
    return f"{pages} pages, {kilobytes / pages:.1f} KB a page, {found.memory:.0f} MB"


def row(name: str, tool: str, found: Run, description: str) -> None:
    """Print a line of the table."""
    print(
        f"{name:<22}{tool:<12}{found.seconds:7.2f} s, {found.computing:6.2f} s of computing  {description}", flush=True
    )


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


OTHER_TOOLS = {"xelatex": ["--pdf-engine=xelatex"], "weasyprint": ["--pdf-engine=weasyprint", "-t", "html"]}
"""What else Pandoc makes PDF with, by the program that has to be there."""


def commands() -> dict[str, list[str]]:
    """Commands that make a file of `text.md`, or of the book they are given: ours, the one people use, and others'."""
    import pypandoc

    ours = {format: [sys.executable, "-c", BUILD_BOOK, format] for format in ("pdf", "epub")}
    people = [str(Path(sys.executable).with_name("blueprint")), "export", "text.md", "-o", "text.pdf"]
    found = {**ours, "export": people}
    for program, options in OTHER_TOOLS.items():
        if shutil.which(program):
            found[program] = [pypandoc.get_pandoc_path(), "text.md", "-o", "other.pdf", *options, "--toc"]
        else:
            print(f"{program} is not installed")
    return found


def compare_tools(name: str, paragraphs: int) -> None:
    """Build a text with every tool, by turns; print each tool's time as a multiple of ours."""
    given, tried = book(1, paragraphs).encode(), commands()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "text.md").write_text(text(paragraphs), encoding="utf-8")
        rounds = [
            {tool: run(command, given, folder) for tool, command in tried.items()} for _ in range(ROUNDS[paragraphs])
        ]
        exported = Path(folder, "text.pdf").read_bytes()
    best = {tool: min((each[tool] for each in rounds), key=lambda found: found.seconds) for tool in tried}
    best["export"] = best["export"]._replace(output=exported)
    ours = best["pdf"]
    for tool, found in best.items():
        times = (
            f"{found.seconds / ours.seconds:.1f} × our seconds, {found.computing / ours.computing:.1f} × our computing"
        )
        row(name, tool, found, f"{times}, {found.memory:.0f} MB" if tool in OTHER_TOOLS else describe(found, tool))


BUILD_EDITION = (
    "import json, sys; from pathlib import Path;"
    "from blueprint.publishing import Cache, Format, Layout, build_file, parse_book;"
    "book = parse_book(json.load(sys.stdin)); cache = Cache(Path(sys.argv[1]));"
    "large = book.model_copy(update={'kind': Layout.LARGE_PRINT});"
    "[build_file(book, format, {}, cache=cache) for format in Format]; build_file(large, Format.PDF, {}, cache=cache)"
)


STEPS = (
    ("100 proposals", 1, None),
    ("one of them changed", 1, 50),
    ("one, next edition", 2, 20),
    ("nothing changed", 2, None),
)
"""What happens to a collection: the number of its edition, and which proposal changed."""


def hundred_proposals() -> None:
    """All files of a collection of 100 proposals; again after one of them changed, after another did in the next edition,
    whose number is on every page, and after nothing did."""
    rounds = [_build_hundred(), _build_hundred()]
    best = [min(same, key=lambda found: found.seconds) for same in zip(*rounds, strict=True)]
    for (name, _, _), found in zip(STEPS, best, strict=True):
        shares = f"{found.seconds / best[0].seconds:.3f} of the first in seconds, "
        shares += f"{found.computing / best[0].computing:.3f} in computing"
        row(name, "all files", found, f"{shares}, {found.memory:.0f} MB")


def _build_hundred() -> list[Run]:
    """Each step, from a fresh process; the cache is empty before the first."""
    first, found = json.loads(book(1, SHORT // 4)), []
    chapters = [dict(first["chapters"][0], markdown=f"Proposal {n}.\n\n{text(SHORT // 4)}") for n in range(100)]
    with tempfile.TemporaryDirectory() as folder:
        for _, edition, changed in STEPS:
            if changed:
                chapters[changed] = dict(chapters[changed], markdown=f"Otherwise.\n\n{chapters[changed]['markdown']}")
            given = json.dumps(first | {"chapters": chapters, "edition": edition}).encode()
            found.append(run([sys.executable, "-c", BUILD_EDITION, folder], given))
    return found


def main() -> None:
    """All measurements, and how busy the machine was, since other work on it makes them slower.

    First everything is used once: Python keeps the modules it has compiled, where that is not forbidden, and here it is not.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    run([sys.executable, "-c", BUILD_BOOK, "epub"], book(1, 1).encode())
    for name, paragraphs in (("short", SHORT), ("long", LONG)):
        compare_tools(name, paragraphs)
    hundred_proposals()
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
