"""What `templates/pdf/book.typ` reads: all that is on the pages, as plain JSON values."""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from blueprint.publishing.book import Layout
from blueprint.publishing.context import Context
from blueprint.publishing.fonts.families import own_family, script, tongue, typography
from blueprint.publishing.matter.book_matter import Claim
from blueprint.publishing.matter.colophon import ColophonRow
from blueprint.publishing.matter.contents import contents_depth
from blueprint.publishing.pdf.line_breaks import breakable
from blueprint.publishing.pdf.redline import introduction, redline_nodes
from blueprint.publishing.pdf.tables import with_leads
from blueprint.publishing.pdf.typst_nodes import TypstNode, inlines, typst_nodes
from blueprint.publishing.pdf.whole_words import with_whole_words

SIZES = {Layout.READING: 12, Layout.LARGE_PRINT: 18, Layout.REDLINE: 12}
"""Points of the text's letters; readers of policy expect at least 12."""


class PageRun(NamedTuple):
    """Pages in a row that have one language and direction, and are all `turned` (wider than high) or all upright."""

    language: str
    direction: str
    turned: bool
    pages: int


def book_data(context: Context) -> dict[str, Any]:
    """The data of `book.typ` for a book in one document."""
    chapters = [_chapter(context, at) for at in range(len(context.texts))]
    front, end = _front(context), _end(context)
    parts = [*front["parts"], "chapters", *end["parts"]]
    voices = _voices(context, range(len(chapters)))
    return {**_shared(context), **front, **end, "chapters": chapters, "parts": parts, "voices": voices}


def cover_data(context: Context) -> dict[str, Any]:
    """The data of `book.typ` for the cover alone."""
    return {**_shared(context), **_cover(context), "parts": ["cover"]}


def front_data(context: Context, pages: Mapping[str, int]) -> dict[str, Any]:
    """What is before the proposals of a book in sections, with the pages (counted from 1 behind it) of what is listed."""
    front = _front(context)
    contents = [entry | ({"page": pages[entry["id"]]} if entry["id"] in pages else {}) for entry in front["contents"]]
    voices = _voices(context, range(len(context.texts)))
    return {**_shared(context), **front, "contents": contents, "merged": True, "voices": voices}


def section_data(context: Context, section: range) -> dict[str, Any]:
    """The proposals of a section, and of the book only what they show on their own pages."""
    chapters = [_chapter(context, at) for at in section]
    voices = _voices(context, section)
    return {**_shared(context), "chapters": chapters, "parts": ["chapters"], "merged": True, "voices": voices}


def end_data(context: Context) -> dict[str, Any]:
    """What is behind the proposals of a book in sections."""
    return {**_shared(context), **_end(context), "merged": True}


def footers_data(context: Context, pages: Iterable[PageRun]) -> dict[str, Any]:
    """The footers of all pages behind the cover."""
    line = {"edition-line": context.matter.edition_line}
    footers = [_language(tag, way) | {"turned": turned, "pages": count} for tag, way, turned, count in pages]
    return {**_shared(context), **line, "footers": footers, "parts": ["footers"], "pages-before": 1}


def section_key(context: Context, section: range) -> str:
    """What tells a section from any other: all that `section_data` is made of, found without making it."""
    book, redline = context.book, context.book.kind is Layout.REDLINE
    texts = [(context.matter.chapters[at], context.texts[at].digest) for at in section]
    before = [(book.chapters[at].before, book.chapters[at].title_before) for at in section] if redline else []
    return json.dumps([_shared(context), book.kind, texts, before])


def _front(context: Context) -> dict[str, Any]:
    """Cover, contents and foreword, and what the file says of the book."""
    book, redline = context.book, context.book.kind is Layout.REDLINE
    blocks = context.foreword.blocks if context.foreword else []
    nodes = introduction(book, context.matter.words) if redline else with_leads(typst_nodes(blocks))
    foreword = nodes if redline else _for_lines(nodes, book.language)
    return {
        **_cover(context),
        "description": book.subtitle or book.title,
        "authors": [person.name for person in book.everyone],
        "keywords": context.matter.keywords,
        "words": context.matter.words._asdict() | {"foreword": _first_words(context)},
        "contents": _contents_entries(context),
        "foreword": foreword,
        "parts": ["cover", "contents", *(["foreword"] if foreword else [])],
    }


def _cover(context: Context) -> dict[str, Any]:
    book, matter = context.book, context.matter
    return {
        "subtitle": _first_words(context) if book.kind is Layout.REDLINE else book.subtitle,
        "publisher": book.publisher,
        "byline": matter.byline,
        "edition-line": matter.edition_line,
        "date-line": matter.date_line,
        "advanced": matter.advanced,
    }


def _end(context: Context) -> dict[str, Any]:
    return {"colophon": [_row(row) for row in context.matter.colophon], "parts": ["colophon"]}


def _shared(context: Context) -> dict[str, Any]:
    """What every document of the book needs."""
    book = context.book
    return {
        **_language(book.language, context.matter.direction),
        "size": SIZES[book.kind],
        "title": book.title,
        "description": book.title,
        "authors": (),
        "keywords": (),
        "principles": [name for _, name in book.principles],
        "words": context.matter.words._asdict(),
        "edition-line": "",
        "merged": False,
        "pages": book.pages.model_dump(),
        "pages-before": 0,
        "voices": {},
    }


def _voices(context: Context, section: range) -> dict[str, Any]:
    """The families of headings by the languages of these proposals, as Typst tells languages apart."""
    tags = {context.matter.chapters[at].language for at in section}
    return {tongue(tag): typography(tag)["fonts"]["sans"] for tag in sorted(tags)}


@lru_cache(maxsize=64)
def _language(tag: str, way: str) -> dict[str, Any]:
    return typography(tag) | {"dir": way}


def _chapter(context: Context, at: int) -> dict[str, Any]:
    matter = context.matter.chapters[at]
    return {
        **_language(matter.language, matter.direction),
        "id": matter.anchor,
        "mark": matter.mark or None,
        "title": matter.title,
        "heading": [] if context.book.kind is Layout.REDLINE else inlines(list(context.texts[at].title)),
        "byline": matter.byline,
        "words": matter.words._asdict(),
        "advanced": matter.advanced,
        "advances": [] if context.book.kind is Layout.REDLINE else [_claim(claim) for claim in matter.claims],
        "body": _body(context, at),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    fields = {"name": claim.name, "lang": claim.language, "rationale": claim.rationale, "tension": claim.tension}
    fields["evidence"] = [{"label": label, "to": anchor} for label, anchor in claim.evidence]
    return fields | ({"dir": claim.direction} if claim.direction else {})


def _body(context: Context, at: int) -> list[TypstNode]:
    return _for_lines(_nodes(context, at), context.matter.chapters[at].language)


def _for_lines(nodes: list[TypstNode], tag: str) -> list[TypstNode]:
    """The nodes with what breaking lines in this language takes."""
    return with_whole_words(nodes) if script(tag) == "Kore" else nodes


def _nodes(context: Context, at: int) -> list[TypstNode]:
    blocks, words = context.texts[at].blocks, context.matter.chapters[at].words
    if context.book.kind is not Layout.REDLINE:
        return with_leads(typst_nodes(blocks))
    marked = redline_nodes(context.book.chapters[at], f"c{at + 1}-", words)
    return marked or [{"k": "change", "note": words.fresh, "c": []}, *with_leads(typst_nodes(blocks))]


def _first_words(context: Context) -> str:
    """The title of the part before the first chapter."""
    book, words = context.book, context.matter.words
    return words.since.format(number=book.since) if book.kind is Layout.REDLINE else words.foreword


def _contents_entries(context: Context) -> list[dict[str, Any]]:
    matter, redline = context.matter, context.book.kind is Layout.REDLINE
    own = _spoken(matter.language, matter.direction)
    foreword = {"level": 1, "mark": "", "title": _first_words(context), "id": "foreword"} | own
    entries = [foreword] if context.foreword or redline else []
    depth = contents_depth(context.texts)
    for chapter, text in zip(matter.chapters, context.texts, strict=True):
        spoken = _spoken(chapter.language, chapter.direction)
        entries.append({"level": 1, "mark": chapter.mark, "title": chapter.title, "id": chapter.anchor} | spoken)
        for heading in () if redline else text.headings:  # a redline has headings of its own
            if heading.level <= depth:
                entries.append(
                    {"level": heading.level + 1, "mark": "", "title": heading.title, "id": heading.anchor} | spoken
                )
    return [*entries, {"level": 1, "mark": "", "title": matter.words.colophon, "id": "colophon"} | own]


def _spoken(tag: str, way: str) -> dict[str, Any]:
    return {key: value for key, value in _language(tag, way).items() if key != "fonts"} | {"face": own_family(tag)}


def _row(row: ColophonRow) -> dict[str, Any]:
    lines = [
        {"text": breakable(line.text)} | ({"to": line.to} if line.to else {}) | ({"mono": True} if line.exact else {})
        for line in row.lines
    ]
    return {"label": row.label, "lines": lines}
