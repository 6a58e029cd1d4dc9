"""PDF through Typst: tagged, PDF/UA-1 and PDF/A-2a at once."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from blueprint.publishing.book import Book, Kind
from blueprint.publishing.context import Sheets
from blueprint.publishing.errors import Refusal
from blueprint.publishing.fonts import coverage as glyphs
from blueprint.publishing.pdf import template_data
from blueprint.publishing.pdf.compiler import (
    CompileError,
    Document,
    compile_documents,
    compile_picture,
    deserialized,
)
from blueprint.publishing.pdf.merge import merge, pack
from blueprint.publishing.pdf.sections import sections_of

AT_ONCE = 600_000
"""Characters of proposals that one process compiles: Typst keeps what it compiled until its process ends."""

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


class Preview(NamedTuple):
    """The pages as set for reading: on which of them (from 1) each anchor is, how many there are, and the cover.

    The cover is a PNG of 1240 by 1754 pixels.
    """

    pages: dict[str, int]
    total: int
    cover: bytes


class _Source(NamedTuple):
    """A document to compile: a `key` that tells it from any other, its size in characters, and what makes its data."""

    key: str
    size: int
    data: Callable[[], dict[str, Any]]


def make_pdf(sheets: Sheets) -> bytes:
    """The book as PDF; raises `Refusal` when it cannot be set within the limits or by the standards."""
    documents = _documents(sheets)
    if len(documents) == 1:
        return pack(documents[0].pdf)
    data = template_data.footers_data(sheets, _languages(sheets.book, documents))
    [footers] = _compiled(sheets, [_source(sheets, data)])
    parts = [document.pdf for document in documents]
    return merge(parts, footers.pdf, lambda share: sheets.tell("Joining the pages", 0.9 + 0.1 * share))


def preview(sheets: Sheets) -> Preview:
    """What other formats show of the PDF for reading."""
    sheets = sheets._replace(book=sheets.book.model_copy(update={"kind": Kind.READING}))
    documents = _documents(sheets)
    cover = template_data.cover_data(sheets)
    picture = sheets.cache.kept(
        "cover", json.dumps(cover), make=lambda: compile_picture(cover, _timestamp(sheets.book))
    )
    return Preview(dict(_anchors(documents)), sum(document.total for document in documents), picture)


def _documents(sheets: Sheets) -> list[Document]:
    """What the book's pages are compiled as, in order: one document, or the front, each section and the end."""
    sheets.tell("Setting the pages", 0.5)
    sections = sections_of(sheets.book)
    if not sections:
        return list(_compiled(sheets, [_source(sheets, template_data.book_data(sheets))]))
    inner = list(_compiled(sheets, [_section(sheets, section) for section in sections]))
    pages = dict(_anchors(inner)) | {"colophon": sum(document.total for document in inner) + 1}
    front, end = template_data.front_data(sheets, pages), template_data.end_data(sheets)
    first, last = _compiled(sheets, [_source(sheets, front), _source(sheets, end)])
    return [first, *inner, last]


def _section(sheets: Sheets, section: range) -> _Source:
    size = sum(len(sheets.book.chapters[at].markdown) for at in section)
    return _Source(
        template_data.section_key(sheets, section), size, lambda: template_data.section_data(sheets, section)
    )


def _source(sheets: Sheets, data: dict[str, Any]) -> _Source:
    return _Source(json.dumps([_timestamp(sheets.book), data], ensure_ascii=False), 0, lambda: data)


def _compiled(sheets: Sheets, sources: Sequence[_Source]) -> Iterator[Document]:
    """The documents in order, from the cache or compiled now, as many in one process as `AT_ONCE` allows."""
    timestamp = _timestamp(sheets.book)
    known = [sheets.cache.found("document", source.key) for source in sources]
    fresh = [at for at, data in enumerate(known) if data is None]
    for some in _batches(fresh, [sources[at].size for at in fresh]):
        sheets.tell("Setting the pages", 0.5 + 0.4 * some[0] / len(sources))
        documents = _explained(sheets, [sources[at].data() for at in some], timestamp)
        for at, document in zip(some, documents, strict=True):
            known[at] = document.serialized()
            sheets.cache.keep(known[at] or b"", "document", sources[at].key)
    return (deserialized(data) for data in known if data is not None)


def _batches(places: Sequence[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """The places in groups that have at most `AT_ONCE` characters together, or one place."""
    some: list[int] = []
    room = AT_ONCE
    for at, size in zip(places, sizes, strict=True):
        if some and size > room:
            yield some
            some, room = [], AT_ONCE
        some.append(at)
        room -= size
    if some:
        yield some


def _explained(sheets: Sheets, data: Sequence[Any], timestamp: int) -> list[Document]:
    try:
        return compile_documents(data, sheets.images, timestamp)
    except CompileError as error:
        raise _refusal(error, sheets.book) from None


def _refusal(error: CompileError, book: Book) -> Refusal:
    """Typst's message as a sentence; what else we know to happen is refused earlier, with its place."""
    gap = _NO_GLYPH.search(error.message)
    if gap:
        return glyphs.refusal(gap.group(1), book)
    return Refusal(f"The pages cannot be set by the standards: {error.message}.", remedy=" ".join(error.hints))


def _timestamp(book: Book) -> int:
    return int(book.date.timestamp())


def _anchors(documents: Sequence[Document]) -> list[tuple[str, int]]:
    """Every anchor in reading order, with its page (from 1) in all documents together."""
    starts = accumulate((document.total for document in documents), initial=0)
    placed = zip(documents, starts, strict=False)
    return [(anchor, start + page) for document, start in placed for anchor, page in document.anchors]


def _languages(book: Book, documents: Sequence[Document]) -> list[tuple[str, int]]:
    """The languages of the pages behind the cover: of the front, of each proposal, of the end."""
    front, *_, last = documents
    total = sum(document.total for document in documents)
    pages = dict(_anchors(documents))
    starts = [pages[template_data.chapter_anchor(at)] for at in range(len(book.chapters))]
    borders = [*starts, total - last.total + 1]
    counts = [behind - start for start, behind in pairwise(borders)]
    inner = [(chapter.language, count) for chapter, count in zip(book.chapters, counts, strict=True)]
    return [(book.language, front.total - 1), *inner, (book.language, last.total)]
