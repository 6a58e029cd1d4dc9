"""PDF through Typst: tagged, PDF/UA-1 and PDF/A-2a at once."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from blueprint.domain.languages import direction
from blueprint.publishing import colophon, glyphs
from blueprint.publishing.book import Book, Kind
from blueprint.publishing.compose import Heading, Text
from blueprint.publishing.condense import Piece, breakable, condensed
from blueprint.publishing.fonts import CODE, folders, leading, sans_fonts, scale, text_fonts, tight_leading
from blueprint.publishing.pandoc import PATIENCE
from blueprint.publishing.phrases import phrases
from blueprint.publishing.refusal import Refusal
from blueprint.publishing.sheets import Sheets

SECONDS, SECONDS_A_MEGABYTE = 8, 8
"""Of computing (200 pages, 0.8 megabytes, take two); a busy machine may take `PATIENCE` times as long to give them."""

MEMORY = 2_000_000_000
TEMPLATES = Path(__file__).with_name("templates")
SIZES = {Kind.READING: 12, Kind.LARGE_PRINT: 18, Kind.REDLINE: 12}
"""Points of the text's letters; readers of policy expect at least 12."""

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
    reading = sheets._replace(book=sheets.book.model_copy(update={"kind": Kind.READING}))
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
    given = json.dumps(book_data(sheets), ensure_ascii=False)
    parts = (given, str(sheets.book.date.timestamp()), *sorted(sheets.images))
    both = sheets.cache.folder is not None and sheets.book.kind is Kind.READING

    def made() -> bytes:
        with tempfile.TemporaryDirectory(prefix="blueprint-") as folder:
            _filled(Path(folder), sheets, given)
            typeset(Path(folder), sheets.book, "both" if both else wanted)
            found = {name: taken(Path(folder)) for name, taken in _TAKEN.items() if both or name == wanted}
        for name in found.keys() - {wanted}:
            sheets.cache.kept(name, *parts, make=partial(found.__getitem__, name))
        return found[wanted]

    return sheets.cache.kept(wanted, *parts, make=made)


def _filled(root: Path, sheets: Sheets, given: str) -> None:
    for template in TEMPLATES.glob("*.typ"):
        shutil.copyfile(template, root / template.name)
    (root / "images").mkdir()
    for name, data in sheets.images.items():
        (root / name).write_bytes(data)
    (root / "book.json").write_text(given, encoding="utf-8")


def typeset(root: Path, book: Book, make: str = "pdf") -> None:
    """Have the typesetter make what `typesetter.py` says in a private folder, in a process of its own.

    Raises `Refusal`. Typst follows a link that lies in its folder, so there may be none.
    """
    if any(path.is_symlink() for path in root.rglob("*")):
        raise Refusal("The folder to typeset may hold regular files only.")
    job: dict[str, Any] = {"root": str(root), "make": make, "fonts": folders()}
    job |= {"timestamp": int(book.date.timestamp()), "seconds": seconds_for(root), "bytes": MEMORY}
    command = [sys.executable, "-I", str(Path(__file__).with_name("typesetter.py"))]
    try:
        done = subprocess.run(  # noqa: S603 - our own script, no shell
            command,
            input=json.dumps(job).encode(),
            capture_output=True,
            timeout=seconds_for(root) * PATIENCE,
            env={},
            cwd=root,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_heavy() from None
    if done.returncode:
        raise _explained(done.stdout, book) if done.stdout.startswith(b"{") else _too_heavy()


def seconds_for(root: Path) -> int:
    """Of computing: a long book may take long, a short text that takes long is no honest one."""
    data = root / "book.json"
    return SECONDS + SECONDS_A_MEGABYTE * (data.stat().st_size if data.exists() else 0) // 1_000_000


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


# -- the data that the template sets


def book_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/book.typ` reads, as plain JSON values."""
    book, foreword, texts = sheets.book, sheets.foreword, sheets.texts
    words, redline = phrases(book.language), book.kind is Kind.REDLINE
    opening = foreword.blocks if foreword else []
    chapters = [_chapter(book, at, text) for at, text in enumerate(texts)]
    return {
        **_language(book.language),
        "size": SIZES[book.kind],
        "title": book.title,
        "subtitle": words.since.format(number=book.since) if redline else book.subtitle,
        "publisher": book.publisher,
        "description": book.subtitle or book.title,
        "authors": [person.name for person in book.everyone],
        "keywords": [name for key, name in book.principles if key in colophon.advanced_keys(book.chapters)],
        "edition-line": colophon.edition_line(book),
        "date-line": colophon.date_line(book),
        "words": words.model_dump() | {"foreword": _first_words(book)},
        "principles": [name for _, name in book.principles],
        "advanced": colophon.advanced(book, book.chapters),
        "contents": _contents(book, foreword, texts),
        "foreword": _introduction(book) if redline else condensed(opening),
        "chapters": chapters,
        "colophon": [_row(row) for row in colophon.colophon(book, sheets.digest)],
    }


def _language(tag: str) -> dict[str, Any]:
    parts = tag.split("-")
    region = next((part for part in parts[1:] if len(part) == 2), None)
    fonts = {"text": text_fonts(tag), "sans": sans_fonts(tag), "code": [CODE, *text_fonts(tag)]}
    return {
        "lang": parts[0],
        "region": region,
        "dir": direction(tag),
        "fonts": fonts,
        "scale": scale(tag),
        "leading": leading(tag),
        "tight": tight_leading(tag),
    }


def _chapter(book: Book, at: int, text: Text) -> dict[str, Any]:
    chapter = book.chapters[at]
    return {
        **_language(chapter.language),
        "id": chapter_anchor(at),
        "mark": str(at + 1) if len(book.chapters) > 1 else None,
        "title": chapter.title,
        "byline": ", ".join(person.name for person in chapter.contributors if person.role == "author"),
        "words": phrases(chapter.language).model_dump(),
        "advanced": colophon.advanced(book, (chapter,)),
        "advances": []
        if book.kind is Kind.REDLINE
        else [{"name": book.called(a), "rationale": a.rationale, "tension": a.tension} for a in chapter.advances],
        "body": _body(book, at, text),
    }


def _introduction(book: Book) -> list[Piece]:
    from blueprint.publishing.redline import introduction  # compares texts, which takes longer to import than to set

    return introduction(book)


def _body(book: Book, at: int, text: Text) -> list[Piece]:
    if book.kind is not Kind.REDLINE:
        return condensed(text.blocks)
    from blueprint.publishing.redline import redlined

    chapter = book.chapters[at]
    marked = redlined(chapter, f"c{at + 1}-")
    if marked is None:
        return [{"k": "change", "note": phrases(chapter.language).fresh, "c": []}, *condensed(text.blocks)]
    return marked


def _first_words(book: Book) -> str:
    """What the part before the first chapter is called."""
    words = phrases(book.language)
    return words.since.format(number=book.since) if book.kind is Kind.REDLINE else words.foreword


def chapter_anchor(at: int) -> str:
    """The anchor of the chapter at this place (from 0)."""
    return f"chapter-{at + 1}"


def _contents(book: Book, foreword: Text | None, texts: list[Text]) -> list[dict[str, Any]]:
    words = phrases(book.language)
    first = foreword or book.kind is Kind.REDLINE
    entries = [_entry(1, "", _first_words(book), "foreword", book.language)] if first else []
    for at, (chapter, text) in enumerate(zip(book.chapters, texts, strict=True)):
        mark = str(at + 1) if len(texts) > 1 else ""
        entries.append(_entry(1, mark, chapter.title, chapter_anchor(at), chapter.language))
        if book.kind is not Kind.REDLINE:  # which has headings of its own
            entries += [_heading(heading, chapter.language) for heading in text.headings if heading.level == 1]
    return [*entries, _entry(1, "", words.colophon, "colophon", book.language)]


def _heading(heading: Heading, language: str) -> dict[str, Any]:
    return _entry(2, "", heading.title, heading.anchor, language)


def _entry(level: int, mark: str, title: str, anchor: str, language: str) -> dict[str, Any]:
    spoken = {key: value for key, value in _language(language).items() if key != "fonts"}
    return {"level": level, "mark": mark, "title": title, "id": anchor, **spoken}


def _row(row: colophon.Row) -> dict[str, Any]:
    lines = [
        {"text": breakable(line.text)} | ({"to": line.to} if line.to else {}) | ({"mono": True} if line.exact else {})
        for line in row.lines
    ]
    return {"label": row.label, "lines": lines}
