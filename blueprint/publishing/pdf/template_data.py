"""The manuscript: all that the templates set, as plain JSON values, and how it is told from any other."""

import json
from typing import Any

from blueprint.domain.languages import direction
from blueprint.publishing import colophon
from blueprint.publishing.book import Book, Kind, told
from blueprint.publishing.compose import against
from blueprint.publishing.fonts import CODE, leading, sans_fonts, scale, text_fonts, tight_leading
from blueprint.publishing.pdf.typst_nodes import Piece, breakable, condensed
from blueprint.publishing.phrases import phrases
from blueprint.publishing.sheets import Heading, Sheets, Text

SIZES = {Kind.READING: 12, Kind.LARGE_PRINT: 18, Kind.REDLINE: 12}
"""Points of the text's letters; readers of policy expect at least 12."""


def book_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/book.typ` reads."""
    chapters = [_chapter(sheets.book, at, text) for at, text in enumerate(sheets.texts)]
    return {**_bare(sheets.book), **_cover(sheets), **_contents(sheets), **_closing(sheets), "chapters": chapters}


def cover_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/front.typ` reads."""
    return {**_bare(sheets.book), **_cover(sheets)}


def contents_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/contents.typ` reads, but the pages of what is behind it. Before it is the cover."""
    return {**_bare(sheets.book), **_contents(sheets), "bound": True, "before": 1}


def run_data(sheets: Sheets, run: range) -> dict[str, Any]:
    """All that `templates/run.typ` reads: of the book only what the proposals of this run show on their own pages."""
    chapters = [_chapter(sheets.book, at, sheets.texts[at]) for at in run]
    return {**_bare(sheets.book), "chapters": chapters, "bound": True}


def closing_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/closing.typ` reads."""
    return {**_bare(sheets.book), **_closing(sheets), "bound": True}


def numbers_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/numbers.typ` reads, but how many pages there are: of contents, proposals and colophon."""
    tags = (sheets.book.language, *(chapter.language for chapter in sheets.book.chapters), sheets.book.language)
    return {**_bare(sheets.book), "before": 1, "chapters": [_language(tag) | {"tag": tag} for tag in tags]}


def lines_data(sheets: Sheets) -> dict[str, Any]:
    """All that `templates/lines.typ` reads: the languages of the pages, each once."""
    book = sheets.book
    tags = dict.fromkeys((book.language, *(chapter.language for chapter in book.chapters)))
    edition = {"edition-line": colophon.edition_line(book)}
    return {**_bare(book), **edition, "chapters": [_language(tag) | {"tag": tag} for tag in tags]}


def _contents(sheets: Sheets) -> dict[str, Any]:
    """What stands before the proposals."""
    book, foreword, redline = sheets.book, sheets.foreword, sheets.book.kind is Kind.REDLINE
    return {
        "words": phrases(book.language)._asdict() | {"foreword": _first_words(book)},
        "contents": _entries(book, foreword, sheets.texts),
        "foreword": _introduction(book) if redline else condensed(foreword.blocks if foreword else []),
    }


def _cover(sheets: Sheets) -> dict[str, Any]:
    book, redline = sheets.book, sheets.book.kind is Kind.REDLINE
    return {
        "subtitle": phrases(book.language).since.format(number=book.since) if redline else book.subtitle,
        "publisher": book.publisher,
        "edition-line": colophon.edition_line(book),
        "date-line": colophon.date_line(book),
        "advanced": colophon.advanced(book, book.chapters),
    }


def _closing(sheets: Sheets) -> dict[str, Any]:
    """What stands behind the proposals, and what the file says of the book."""
    book = sheets.book
    return {
        "description": book.subtitle or book.title,
        "authors": [person.name for person in book.everyone],
        "keywords": [name for key, name in book.principles if key in colophon.advanced_keys(book.chapters)],
        "colophon": [_row(row) for row in colophon.colophon(book, sheets.digest)],
    }


_UNSHOWN = frozenset({"permalink", "changes", "source"})
"""What is known of a proposal and does not stand on its pages."""


def run_key(sheets: Sheets, run: range) -> str:
    """What tells a run from any other: all that `run_data` is made of, found without making it."""
    book = sheets.book
    unshown = _UNSHOWN if book.kind is Kind.REDLINE else _UNSHOWN | {"before", "title_before"}
    chapters = [told(book.chapters[at], unshown) for at in run]
    texts = [sheets.texts[at].digest for at in run]
    return json.dumps([_whole(book), book.kind, book.principles, run.start, chapters, texts])


def _bare(book: Book) -> dict[str, Any]:
    """A book with nothing in it."""
    return {
        **_whole(book),
        **dict.fromkeys(("subtitle", "publisher", "edition-line", "date-line"), ""),
        **dict.fromkeys(("authors", "keywords", "advanced", "contents", "foreword", "chapters", "colophon"), ()),
        "description": book.title,
        "words": phrases(book.language)._asdict(),
    }


def _whole(book: Book) -> dict[str, Any]:
    """What every page shows of the book."""
    return {
        **_language(book.language),
        "size": SIZES[book.kind],
        "title": book.title,
        "principles": [name for _, name in book.principles],
        "bound": False,
        "before": 0,
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
        "words": phrases(chapter.language)._asdict(),
        "advanced": colophon.advanced(book, (chapter,)),
        "advances": []
        if book.kind is Kind.REDLINE
        else [
            {"name": book.called(a), "lang": a.name_language, "rationale": a.rationale, "tension": a.tension}
            | against(a.rationale, direction(chapter.language))
            for a in chapter.advances
        ],
        "body": _body(book, at, text),
    }


def _introduction(book: Book) -> list[Piece]:
    from blueprint.publishing.pdf.redline import (
        introduction,  # compares texts, which takes longer to import than to set
    )

    return introduction(book)


def _body(book: Book, at: int, text: Text) -> list[Piece]:
    if book.kind is not Kind.REDLINE:
        return condensed(text.blocks)
    from blueprint.publishing.pdf.redline import redlined

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


def _entries(book: Book, foreword: Text | None, texts: list[Text]) -> list[dict[str, Any]]:
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
