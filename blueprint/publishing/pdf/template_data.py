"""What `templates/pdf/book.typ` reads: all that is on the pages, as plain JSON values."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from blueprint.domain.languages import direction
from blueprint.publishing.book import Book, Kind, serialize
from blueprint.publishing.context import Context
from blueprint.publishing.fonts.families import CODE, leading, sans_fonts, scale, text_fonts, tight_leading
from blueprint.publishing.markdown.model import Heading, Text, chapter_anchor
from blueprint.publishing.markdown.normalize import opposite_direction
from blueprint.publishing.matter import colophon
from blueprint.publishing.pdf.redline import introduction, redlined
from blueprint.publishing.pdf.typst_nodes import TypstNode, breakable, typst_nodes
from blueprint.publishing.phrases import phrases

SIZES = {Kind.READING: 12, Kind.LARGE_PRINT: 18, Kind.REDLINE: 12}
"""Points of the text's letters; readers of policy expect at least 12."""


Pages = Sequence[tuple[str, int]]
"""Languages, and how many pages in a row are in each."""


def book_data(context: Context) -> dict[str, Any]:
    """The whole book."""
    chapters = [_chapter(context.book, at, text) for at, text in enumerate(context.texts)]
    front, end = _front(context), _end(context)
    parts = [*front["parts"], "chapters", *end["parts"]]
    return {**_shared(context.book), **front, **end, "chapters": chapters, "parts": parts}


def cover_data(context: Context) -> dict[str, Any]:
    """The cover alone."""
    return {**_shared(context.book), **_cover(context.book), "parts": ["cover"]}


def front_data(context: Context, pages: Mapping[str, int]) -> dict[str, Any]:
    """What is before the proposals of a book in sections, with the pages (counted from 1 behind it) of what is listed."""
    front = _front(context)
    contents = [entry | ({"page": pages[entry["id"]]} if entry["id"] in pages else {}) for entry in front["contents"]]
    return {**_shared(context.book), **front, "contents": contents, "merged": True}


def section_data(context: Context, section: range) -> dict[str, Any]:
    """The proposals of a section, and of the book only what they show on their own pages."""
    chapters = [_chapter(context.book, at, context.texts[at]) for at in section]
    return {**_shared(context.book), "chapters": chapters, "parts": ["chapters"], "merged": True}


def end_data(context: Context) -> dict[str, Any]:
    """What is behind the proposals of a book in sections."""
    return {**_shared(context.book), **_end(context), "merged": True}


def footers_data(context: Context, pages: Pages) -> dict[str, Any]:
    """The footers of all pages behind the cover."""
    line = {"edition-line": colophon.edition_line(context.book)}
    footers = [_language(tag) | {"pages": count} for tag, count in pages]
    return {**_shared(context.book), **line, "footers": footers, "parts": ["footers"], "pages-before": 1}


_UNSHOWN = {"permalink", "changes", "source"}
"""What is known of a proposal and is not on its pages."""


def section_key(context: Context, section: range) -> str:
    """What tells a section from any other: all that `section_data` is made of, found without making it."""
    book = context.book
    unshown = _UNSHOWN if book.kind is Kind.REDLINE else _UNSHOWN | {"before", "title_before"}
    chapters = [serialize(book.chapters[at], unshown) for at in section]
    texts = [context.texts[at].digest for at in section]
    return json.dumps([_shared(book), book.kind, section.start, chapters, texts])


def _front(context: Context) -> dict[str, Any]:
    """Cover, contents and foreword, and what the file says of the book."""
    book, redline = context.book, context.book.kind is Kind.REDLINE
    blocks = context.foreword.blocks if context.foreword else []
    foreword = introduction(book) if redline else typst_nodes(blocks)
    return {
        **_cover(book),
        "description": book.subtitle or book.title,
        "authors": [person.name for person in book.everyone],
        "keywords": [name for key, name in book.principles if key in colophon.advanced_keys(book.chapters)],
        "words": phrases(book.language)._asdict() | {"foreword": _first_words(book)},
        "contents": _contents_entries(book, context.foreword, context.texts),
        "foreword": foreword,
        "parts": ["cover", "contents", *(["foreword"] if foreword else [])],
    }


def _cover(book: Book) -> dict[str, Any]:
    redline = book.kind is Kind.REDLINE
    return {
        "subtitle": phrases(book.language).since.format(number=book.since) if redline else book.subtitle,
        "publisher": book.publisher,
        "edition-line": colophon.edition_line(book),
        "date-line": colophon.date_line(book),
        "advanced": colophon.advanced(book, book.chapters),
    }


def _end(context: Context) -> dict[str, Any]:
    return {
        "colophon": [_row(row) for row in colophon.colophon(context.book, context.digest)],
        "parts": ["colophon"],
    }


def _shared(book: Book) -> dict[str, Any]:
    """What every document of the book needs."""
    return {
        **_language(book.language),
        "size": SIZES[book.kind],
        "title": book.title,
        "description": book.title,
        "authors": (),
        "keywords": (),
        "principles": [name for _, name in book.principles],
        "words": phrases(book.language)._asdict(),
        "edition-line": "",
        "merged": False,
        "pages-before": 0,
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
            | opposite_direction(a.rationale, direction(chapter.language))
            for a in chapter.advances
        ],
        "body": _body(book, at, text),
    }


def _body(book: Book, at: int, text: Text) -> list[TypstNode]:
    if book.kind is not Kind.REDLINE:
        return typst_nodes(text.blocks)
    chapter = book.chapters[at]
    marked = redlined(chapter, f"c{at + 1}-")
    if marked is None:
        return [{"k": "change", "note": phrases(chapter.language).fresh, "c": []}, *typst_nodes(text.blocks)]
    return marked


def _first_words(book: Book) -> str:
    """What the part before the first chapter is called."""
    words = phrases(book.language)
    return words.since.format(number=book.since) if book.kind is Kind.REDLINE else words.foreword


def _contents_entries(book: Book, foreword: Text | None, texts: list[Text]) -> list[dict[str, Any]]:
    words = phrases(book.language)
    first = foreword or book.kind is Kind.REDLINE
    entries = [_contents_entry(1, "", _first_words(book), "foreword", book.language)] if first else []
    for at, (chapter, text) in enumerate(zip(book.chapters, texts, strict=True)):
        mark = str(at + 1) if len(texts) > 1 else ""
        entries.append(_contents_entry(1, mark, chapter.title, chapter_anchor(at), chapter.language))
        if book.kind is not Kind.REDLINE:  # which has headings of its own
            entries += [_heading(heading, chapter.language) for heading in text.headings if heading.level == 1]
    return [*entries, _contents_entry(1, "", words.colophon, "colophon", book.language)]


def _heading(heading: Heading, language: str) -> dict[str, Any]:
    return _contents_entry(2, "", heading.title, heading.anchor, language)


def _contents_entry(level: int, mark: str, title: str, anchor: str, language: str) -> dict[str, Any]:
    spoken = {key: value for key, value in _language(language).items() if key != "fonts"}
    return {"level": level, "mark": mark, "title": title, "id": anchor, **spoken}


def _row(row: colophon.ColophonRow) -> dict[str, Any]:
    lines = [
        {"text": breakable(line.text)} | ({"to": line.to} if line.to else {}) | ({"mono": True} if line.exact else {})
        for line in row.lines
    ]
    return {"label": row.label, "lines": lines}
