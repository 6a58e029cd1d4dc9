"""PDF through Typst: tagged, PDF/UA-1 and PDF/A-2a at once."""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from blueprint.publishing import glyphs
from blueprint.publishing.book import Book, Kind
from blueprint.publishing.pandoc import PATIENCE
from blueprint.publishing.parts import keep, lay, parts_of
from blueprint.publishing.refusal import Refusal
from blueprint.publishing.setting import Job, Typesetter
from blueprint.publishing.sheets import Sheets

SECONDS, SECONDS_A_MEGABYTE = 8, 8
"""Of computing (200 pages, 0.8 megabytes, take two); a busy machine may take `PATIENCE` times as long to give them."""

MEMORY = 2_000_000_000
TEMPLATES = Path(__file__).parent.with_name("templates")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class Preview(NamedTuple):
    """The pages as set for reading: on which of them (from 1) each anchor stands, how many there are, and the cover.

    The cover is a PNG of 1240 by 1754 pixels.
    """

    pages: dict[str, int]
    total: int
    cover: bytes


def make_pdf(sheets: Sheets) -> bytes:
    """The book as PDF; raises `Refusal` when it cannot be set within the limits or by the standards."""
    sheets.tell("Setting the pages", 0.5)
    return _cached("pdf", sheets)


def preview(sheets: Sheets) -> Preview:
    """What other formats show of the PDF for reading."""
    sheets.tell("Counting the pages", 0.5)
    reading = sheets._replace(book=replace(sheets.book, kind=Kind.READING))
    pages, cover = _cached("preview", reading).split(b"\n", 1)
    found = json.loads(pages)
    return Preview(dict(found["anchors"]), found["count"], cover)


def _pages_and_cover(root: Path) -> bytes:
    pages = json.loads((root / "pages.json").read_bytes())
    return json.dumps(pages).encode() + b"\n" + (root / "cover.png").read_bytes()


_TAKEN: dict[str, Callable[[Path], bytes]] = {
    "pdf": lambda root: (root / "book.pdf").read_bytes(),
    "preview": _pages_and_cover,
}


def _cached(wanted: str, sheets: Sheets) -> bytes:
    """The PDF or the preview. Where a cache keeps them, one setting of the pages makes both."""
    parts = parts_of(sheets)
    given = (*(part.key for part in parts), str(sheets.book.date.timestamp()), *sorted(sheets.images))
    both = sheets.cache.folder is not None and sheets.book.kind is Kind.READING
    known = sheets.cache.found(wanted, *given)
    if known is not None:
        return known
    with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
        root = Path(folder)
        _filled(root, sheets)
        laid = lay(parts, root, sheets.cache)
        runs = sum(part.name.startswith("run-") for part in parts)
        typeset(root, sheets.book, "both" if both else wanted, runs, sheets.typesetter)
        keep(parts, root, sheets.cache, laid)
        found = {name: taken(root) for name, taken in _TAKEN.items() if both or name == wanted}
    for name in found if wanted == "preview" else found.keys() - {wanted}:
        sheets.cache.keep(found[name], name, *given)  # but a file that is wanted: that the press keeps itself
    return found[wanted]


def _filled(root: Path, sheets: Sheets) -> None:
    for template in TEMPLATES.glob("*.typ"):
        shutil.copyfile(template, root / template.name)
    (root / "images").mkdir()
    for name, data in sheets.images.items():
        (root / name).write_bytes(data)


def typeset(root: Path, book: Book, make: str = "pdf", runs: int = 0, typesetter: Typesetter | None = None) -> None:
    """Have the typesetter, a process of its own, make what `typesetter.py` says in a private folder.

    Raises `Refusal`. Typst follows a link that lies in its folder, so there may be none.
    """
    if any(path.is_symlink() for path in root.rglob("*")):
        raise Refusal("The folder to typeset may hold regular files only.")
    job = Job(str(root), make, runs, int(book.date.timestamp()), seconds_for(root), MEMORY)
    with typesetter or Typesetter(parts=runs > 0) as setting:
        try:
            failed, said = setting.set(job, job.seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            raise _too_heavy() from None
    if failed:
        raise _explained(said, book) if said.startswith(b"{") else _too_heavy()


def seconds_for(root: Path) -> int:
    """Of computing: a long book may take long, a short text that takes long is no honest one."""
    given = (*root.glob("*.json"), *root.glob("*.part"))
    return SECONDS + SECONDS_A_MEGABYTE * sum(data.stat().st_size for data in given) // 1_000_000


def _too_heavy() -> Refusal:
    return Refusal(
        "Setting the pages took too long or too much memory.", remedy="Divide the text, or simplify its tables."
    )


def _explained(answer: bytes, book: Book) -> Refusal:
    """Typst's complaint as a sentence; what else we know to happen is refused earlier, with its place."""
    error = json.loads(answer)
    gap = _NO_GLYPH.search(error["error"])
    if gap:
        return glyphs.refusal(gap.group(1), book)
    return Refusal(f"The pages cannot be set by the standards: {error['error']}.", remedy=" ".join(error["hints"]))
