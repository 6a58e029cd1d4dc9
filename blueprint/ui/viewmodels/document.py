"""Reading: a text as rows that a browser draws, every visible character knowing where it stands in the source."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NotRequired, TypedDict

from blueprint.domain.languages import Direction, direction
from blueprint.publishing import numbered
from blueprint.text import Document, Paragraph, ParagraphKind, references, split
from blueprint.ui.viewmodels.list_markers import is_ordinal, markers
from blueprint.ui.viewmodels.source_runs import SourceRun, source_runs

Operation = Literal["=", "-", "+"]

_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ENOUGH = 400  # letters that decide which way a paragraph runs
_UNSEEN = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE})
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


class TextPiece(TypedDict):
    """A stretch as the browser gets it: text, source range, marks as [kind, address], table column.

    `op` is what a comparison says of it, `side` the revision its range counts in, `on` the ids of the threads on it.
    """

    t: str
    s: int
    e: int
    m: NotRequired[list[tuple[str, str]]]
    c: NotRequired[int]
    op: NotRequired[Operation]
    side: NotRequired[Literal["old", "new"]]
    on: NotRequired[list[str]]


class DocumentRow(TypedDict):
    """A paragraph as the browser gets it; `n` is its number in the margin, `whole` the threads on all of it."""

    i: int
    kind: str
    n: int | None
    level: int
    marker: str
    ordered: bool
    quote: int
    head: bool
    dir: Direction
    s: int
    e: int
    p: list[TextPiece]
    whole: list[str]


@dataclass(frozen=True, slots=True)
class MarkedRange:
    """A range `[start, end)` of a source that something is said of: a thread's id, or an operation."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A text cut for reading: its paragraphs, the visible stretches of each, and their numbers."""

    document: Document
    stretches: tuple[tuple[SourceRun, ...], ...]
    numbers: tuple[int | None, ...]
    markers: tuple[str, ...]
    directions: tuple[Direction, ...]


@lru_cache(maxsize=256)
def page(markdown: str, language: str) -> DocumentView:
    """Cut a text for reading; remembered, for the same revision is drawn again at every visit."""
    return _cut_for_reading(markdown, language)


def _cut_for_reading(markdown: str, language: str) -> DocumentView:
    document = split(markdown)
    addresses = references(document)
    cut = tuple(tuple(source_runs(paragraph, addresses)) for paragraph in document.paragraphs)
    usual = direction(language)
    runs_to = tuple(text_direction("".join(s.text for s in stretches), usual) for stretches in cut)
    return DocumentView(document, cut, numbered(document), markers(document.paragraphs), runs_to)


def rows(found: DocumentView, threads: Sequence[MarkedRange] = ()) -> list[DocumentRow]:
    """Every paragraph a reader sees, with the threads on its words; `threads` are ranges of the source by thread id."""
    seen = (index for index, paragraph in enumerate(found.document.paragraphs) if _is_seen(paragraph))
    return [row(found, index, threads) for index in seen]


def row(
    found: DocumentView, index: int, threads: Sequence[MarkedRange] = (), operations: Sequence[MarkedRange] = ()
) -> DocumentRow:
    """One paragraph as a row."""
    paragraph = found.document.paragraphs[index]
    here = [span for span in threads if span.start < paragraph.end and paragraph.start < span.end]
    whole = [span for span in here if _covers(span, found.stretches[index])]
    parts = [span for span in here if span not in whole]
    return DocumentRow(
        i=index,
        kind=paragraph.kind.value,
        n=found.numbers[index],
        level=paragraph.level,
        marker=found.markers[index],
        ordered=is_ordinal(paragraph.marker),
        quote=paragraph.quote_depth,
        head=paragraph.head,
        dir=found.directions[index],
        s=paragraph.start,
        e=paragraph.end,
        p=pieces(found.stretches[index], parts, operations),
        whole=[span.name for span in whole],
    )


def pieces(
    stretches: Iterable[SourceRun], threads: Sequence[MarkedRange], operations: Sequence[MarkedRange] = ()
) -> list[TextPiece]:
    """Stretches cut wherever a thread or an operation begins or ends."""
    edges = sorted({edge for span in (*threads, *operations) for edge in (span.start, span.end)})
    cut = (part for stretch in stretches for part in _cut(stretch, edges))
    return [_piece(part, threads, operations) for part in cut]


def text_direction(text: str, usual: Direction) -> Direction:
    """Which way a paragraph runs: as most of its letters do; as its language does when they do not say."""
    ways = [_STRONG[way] for c in text[:_ENOUGH] if (way := unicodedata.bidirectional(c)) in _STRONG]
    right = ways.count("rtl")
    if right * 2 == len(ways):
        return usual
    return "rtl" if right * 2 > len(ways) else "ltr"


def paragraph_at(found: DocumentView, start: int, end: int | None = None) -> int | None:
    """The index of the first paragraph that holds any of `[start, end)` of the source (of one character without `end`)."""
    last = start + 1 if end is None else end
    for index, paragraph in enumerate(found.document.paragraphs):
        if paragraph.start < last and start < paragraph.end:
            return index
    return None


@lru_cache(maxsize=4096)
def plainly(markdown: str) -> str:
    """The words a reader sees of a piece of source, on one line."""
    found = _cut_for_reading(markdown, "en")
    words = ("".join(stretch.text for stretch in stretches) for stretches in found.stretches)
    return " ".join(" ".join(words).split())


def _is_seen(paragraph: Paragraph) -> bool:
    comment = paragraph.kind is ParagraphKind.HTML and _COMMENT.fullmatch(paragraph.text)
    return paragraph.kind not in _UNSEEN and not comment


def _covers(span: MarkedRange, stretches: Sequence[SourceRun]) -> bool:
    return bool(stretches) and span.start <= stretches[0].start and stretches[-1].end <= span.end


def _cut(stretch: SourceRun, edges: Sequence[int]) -> Iterator[SourceRun]:
    inner = [edge for edge in edges if stretch.start < edge < stretch.end]
    if stretch.solid or not inner:
        yield stretch
        return
    for start, end in zip([stretch.start, *inner], [*inner, stretch.end], strict=True):
        part = stretch.within(start, end)
        if part:
            yield part


def _piece(stretch: SourceRun, threads: Sequence[MarkedRange], operations: Sequence[MarkedRange]) -> TextPiece:
    piece = TextPiece(t=stretch.text, s=stretch.start, e=stretch.end)
    if stretch.marks:
        piece["m"] = [(mark.kind.value, mark.href or "") for mark in stretch.marks]
    if stretch.cell is not None:
        piece["c"] = stretch.cell
    if on := [span.name for span in threads if span.start < stretch.end and stretch.start < span.end]:
        piece["on"] = on
    for span in operations:
        if span.start < stretch.end and stretch.start < span.end:
            piece["op"] = "-" if span.name == "-" else "+"
    return piece
