"""An edition as passages of the full-text index: its titles, headings and paragraphs, each with its place."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from blueprint.domain.editions import Edition, EditionChapter
from blueprint.domain.search import forms, indexed_words
from blueprint.domain.search_ranking import PassageKind
from blueprint.publishing import ParagraphPlace, places
from blueprint.storage.search import Forms, IndexPassage
from blueprint.text import Document, Paragraph, ParagraphKind, references, split, visible_text, words

LONGEST = 1_000
"""Words of a passage; a longer paragraph is several. PostgreSQL stores positions up to 16,383."""
_LONGEST_CONTEXT = 200
"""Words of title, authors and headings that are indexed with each passage below them."""
_INVISIBLE = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.BREAK, ParagraphKind.REFERENCE})
_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>", re.DOTALL)
BETWEEN_CELLS = " | "
FOREWORD = "foreword"
"""The fragment identifier of the foreword on an edition's page."""


class ChapterSource(NamedTuple):
    """A chapter to index (0: the foreword) with its title and authors; `places` and `anchors` are by paragraph."""

    number: int
    language: str
    title: str
    authors: tuple[str, ...]
    document: Document
    places: Sequence[ParagraphPlace | None]
    anchors: Sequence[str]


def edition_passages(edition: Edition) -> Iterator[IndexPassage]:
    """The passages of foreword and chapters in their order, those of a chapter after its title."""
    document = split(edition.foreword)
    none = [None] * len(document.paragraphs)
    anchors = [FOREWORD] * len(none)
    yield from _passages(ChapterSource(0, edition.language, edition.title, (), document, none, anchors))
    for at, chapter in enumerate(edition.chapters, start=1):
        yield from _passages(_source(at, chapter))


def _source(at: int, chapter: EditionChapter) -> ChapterSource:
    document = split(chapter.markdown)
    found = places(document, chapter.dialect, {start: lineage for start, _, lineage in chapter.paragraphs})
    anchors = _near_anchors(document, found)
    return ChapterSource(at, chapter.language, chapter.title, chapter.contributors, document, found, anchors)


def _near_anchors(document: Document, found: Sequence[ParagraphPlace | None]) -> list[str]:
    """For each paragraph the anchor of itself when it has a place, else of one near it: after a heading, else before."""
    own = [place.anchor if place else "" for place in found]
    before, after = "", ""
    preceding = [before := anchor or before for anchor in own]
    following = [after := anchor or after for anchor in reversed(own)][::-1]
    return [
        (following[at] or preceding[at])
        if paragraph.kind is ParagraphKind.HEADING
        else (preceding[at] or following[at])
        for at, paragraph in enumerate(document.paragraphs)
    ]


def _passages(source: ChapterSource) -> Iterator[IndexPassage]:
    title, language = (_forms(f"{source.title} {' '.join(source.authors)}", source.language), source.language)
    authors = " · ".join(source.authors)
    yield IndexPassage(source.number, PassageKind.TITLE, language, "", "", "", authors, title[:LONGEST], ())
    above: list[tuple[int, str]] = []
    context = title[:_LONGEST_CONTEXT]
    addresses = references(source.document)
    for paragraph, place, anchor in zip(source.document.paragraphs, source.places, source.anchors, strict=True):
        shown = _shown(paragraph, addresses)
        if not shown or (not above and _repeats_title(paragraph, shown, source.title)):
            continue
        kind = PassageKind.HEADING if paragraph.kind is ParagraphKind.HEADING else PassageKind.TEXT
        if kind is PassageKind.HEADING:
            above = [heading for heading in above if heading[0] < paragraph.level]
            context = _context(title, above, language)
        heading, label = above[-1][1] if above else "", place.label if place else ""
        for part in _parts(shown, language):
            found = _forms(part, language)
            yield IndexPassage(source.number, kind, language, label, anchor, heading, part, found, context)
        if kind is PassageKind.HEADING:
            above.append((paragraph.level, shown))
            context = _context(title, above, language)


def _context(title: Forms, above: Sequence[tuple[int, str]], language: str) -> Forms:
    return (*title, *_forms(" ".join(heading for _, heading in above), language))[:_LONGEST_CONTEXT]


def _forms(text: str, language: str) -> Forms:
    return tuple(indexed_words(text, language))


def _shown(paragraph: Paragraph, addresses: dict[str, str]) -> str:
    """What a reader sees of a paragraph, on one line, cells divided by `BETWEEN_CELLS`; of HTML its words."""
    visible = "" if paragraph.kind in _INVISIBLE else visible_text(paragraph, addresses, note_marks=False)
    if paragraph.kind is ParagraphKind.HTML:
        visible = unescape(_MARKUP.sub(" ", visible))
    cells = (" ".join(cell.split()) for cell in visible.replace("\0", " ").split("\t"))
    return BETWEEN_CELLS.join(cell for cell in cells if cell).encode("utf-8", "replace").decode()


def _repeats_title(paragraph: Paragraph, shown: str, title: str) -> bool:
    """Whether it is a heading that says the title once more, which editions leave out."""
    return paragraph.kind is ParagraphKind.HEADING and _letters(shown) == _letters(title)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _parts(text: str, language: str) -> Iterator[str]:
    """The text in parts of at most `LONGEST` words."""
    part: list[str] = []
    count = 0
    for token in words(text, language):
        count += bool(forms(token, ""))
        if count > LONGEST:
            yield "".join(part).strip()
            part, count = [], 1
        part.append(token)
    yield "".join(part).strip()
