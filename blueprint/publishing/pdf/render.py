"""PDF through Typst: tagged, PDF/UA-1 and PDF/A-2a at once."""

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple

from blueprint.publishing.book import Book, Layout
from blueprint.publishing.context import Context, PdfPreview
from blueprint.publishing.errors import Refusal, Refusals
from blueprint.publishing.matter.book_matter import BookMatter
from blueprint.publishing.pdf import template_data
from blueprint.publishing.pdf.compiler import (
    CompiledDocument,
    UnfitTable,
    compile_documents,
    compile_image,
    deserialized,
)
from blueprint.publishing.pdf.merge import merge_pdfs, pack
from blueprint.publishing.pdf.sections import sections_of
from blueprint.publishing.pdf.template_data import PageRun
from blueprint.publishing.pdf.text_layer.repair import repair_text_layer
from blueprint.publishing.pdf.two_sided import two_sided

AT_ONCE = 600_000
"""Characters of proposals that one process compiles: Typst keeps what it compiled until its process ends."""


class _DocumentSource(NamedTuple):
    """A document to compile: a `key` that tells it from any other, its size in characters, and what makes its data."""

    key: str
    size: int
    data: Callable[[], dict[str, Any]]


def render_pdf(context: Context) -> bytes:
    """The book as PDF; raises `Refusal`, `Refusals` or `NoGlyph` for what fits no page, or not the limits or standards."""
    documents = _documents(context)
    _refuse_unfit(context, documents)
    pdf = _merged(context, documents) if len(documents) > 1 else pack(documents[0].pdf)
    return two_sided(pdf, context.matter.direction) if context.book.pages.two_sided else pdf


def _merged(context: Context, documents: Sequence[CompiledDocument]) -> bytes:
    pages = _page_runs(context.matter, documents)
    [footers] = _compiled(context, 0.85, [_source(context, template_data.footers_data(context, pages))])
    parts = [document.pdf for document in documents]
    return merge_pdfs(parts, footers.pdf, lambda share: context.progress("Joining the pages", 0.9 + 0.1 * share))


def preview_pdf(context: Context) -> PdfPreview:
    """What other formats show of the PDF for reading."""
    context = context._replace(book=context.book.model_copy(update={"kind": Layout.READING}))
    documents = _documents(context)
    cover = template_data.cover_data(context)
    image = context.cache.get_or_build(
        "cover", json.dumps(cover), build=lambda: compile_image(cover, _timestamp(context.book))
    )
    return PdfPreview(dict(_anchors(documents)), sum(document.total for document in documents), image)


def _documents(context: Context) -> list[CompiledDocument]:
    """What the book's pages are compiled as, in order: one document, or the front, each section and the end."""
    context.progress("Setting the pages", 0.5)
    sections = sections_of(context.book)
    if not sections:
        return list(_compiled(context, 0.5, [_source(context, template_data.book_data(context))]))
    inner = list(_compiled(context, 0.5, [_section(context, section) for section in sections]))
    pages = dict(_anchors(inner)) | {"colophon": sum(document.total for document in inner) + 1}
    front, end = template_data.front_data(context, pages), template_data.end_data(context)
    first, last = _compiled(context, 0.8, [_source(context, front), _source(context, end)])
    return [first, *inner, last]


def _section(context: Context, section: range) -> _DocumentSource:
    size = sum(len(context.book.chapters[at].markdown) for at in section)
    return _DocumentSource(
        template_data.section_key(context, section), size, lambda: template_data.section_data(context, section)
    )


def _source(context: Context, data: dict[str, Any]) -> _DocumentSource:
    return _DocumentSource(json.dumps([_timestamp(context.book), data], ensure_ascii=False), 0, lambda: data)


def _compiled(context: Context, share: float, sources: Sequence[_DocumentSource]) -> Iterator[CompiledDocument]:
    """The documents in order, from the cache or compiled now, as many in one process as `AT_ONCE` allows.

    `share` of the file is done before.
    """
    timestamp = _timestamp(context.book)
    known = [context.cache.get("document", source.key) for source in sources]
    fresh = [at for at, data in enumerate(known) if data is None]
    for some in _batches(fresh, [sources[at].size for at in fresh]):
        report = partial(context.progress, "Setting the pages", share + 0.3 * some[0] / len(sources))
        report()
        documents = compile_documents([sources[at].data() for at in some], context.images, timestamp)
        for at, document in zip(some, documents, strict=True):
            known[at] = document._replace(pdf=repair_text_layer(document.pdf, report)).serialized()
            context.cache.put(known[at] or b"", "document", sources[at].key)
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


def _timestamp(book: Book) -> int:
    return int(book.date.timestamp())


def _anchors(documents: Sequence[CompiledDocument]) -> list[tuple[str, int]]:
    """Every anchor in reading order, with its page (from 1) in all documents together."""
    starts = accumulate((document.total for document in documents), initial=0)
    placed = zip(documents, starts, strict=False)
    return [(anchor, start + page) for document, start in placed for anchor, page in document.anchors]


def _page_runs(matter: BookMatter, documents: Sequence[CompiledDocument]) -> list[PageRun]:
    """The pages behind the cover: the front's, each proposal's and the end's."""
    front, *_, last = documents
    total = sum(document.total for document in documents)
    pages = dict(_anchors(documents))
    borders = [*(pages[chapter.anchor] for chapter in matter.chapters), total - last.total + 1]
    own = matter.language, matter.direction
    spoken = [own] * front.total
    for chapter, (start, behind) in zip(matter.chapters, pairwise(borders), strict=True):
        spoken += [(chapter.language, chapter.direction)] * (behind - start)
    spoken += [own] * last.total
    starts = accumulate((document.total for document in documents), initial=0)
    turned = {start + page for document, start in zip(documents, starts, strict=False) for page in document.turned}
    kinds = [(*spoken[page - 1], page in turned) for page in range(2, total + 1)]
    return [PageRun(*kind, len(list(pages_of_kind))) for kind, pages_of_kind in groupby(kinds)]


def _refuse_unfit(context: Context, documents: Sequence[CompiledDocument]) -> None:
    """Raise `Refusal`, or `Refusals`, for the tables that are too wide for any page."""
    names = {
        chapter.anchor: given.name
        for chapter, given in zip(context.matter.chapters, context.book.chapters, strict=True)
    }
    unfit = [table for document in documents for table in document.unfit]
    refusals = [_unfit(table, names.get(table.part, context.book.foreword_text.name)) for table in unfit]
    if refusals:
        raise refusals[0] if len(refusals) == 1 else Refusals(refusals)


def _unfit(table: UnfitTable, file: str) -> Refusal:
    column = f"column {table.column} (“{table.name}”)" if table.name else f"column {table.column}"
    way = "even in small type" if table.nested else "even in small type on one that is turned"
    move = "Move it out of the list, the quotation or the footnote, divide it" if table.nested else "Divide the table"
    return Refusal(
        f"This table is too wide for a page, {way}: {column} needs the most room.",
        file=file,
        line=table.line or None,
        remedy=f"{move}, or shorten the longest words of that column.",
    )
