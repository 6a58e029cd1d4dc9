"""A text as rows that a browser draws, with the source position of every visible character."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NotRequired, TypedDict

from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.domain.languages import Direction, direction
from blueprint.domain.revisions import Revision
from blueprint.publishing import ParagraphPlace, is_ordinal, markers, places
from blueprint.text import Document, Paragraph, ParagraphKind, references, split
from blueprint.ui.viewmodels.source_runs import SourceRun, source_runs

Operation = Literal["=", "-", "+"]

_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_DECIDING_LETTERS = 400
"""How many letters decide the direction of a paragraph."""
_UNDRAWN = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE})
_TASK_BOX = re.compile(r"\[[ xX]\] ")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


class TextPiece(TypedDict):
    """A run as the browser gets it: text, source range, marks as [kind, address], table column.

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
    """A paragraph as the browser gets it; `n` is its number in the margin, `label` what it is called.

    `whole` are the threads on all of it.
    """

    i: int
    kind: str
    n: int | None
    label: str
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
    """A range `[start, end)` of a source with a name: a thread's id, or an operation."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A text prepared for reading: its paragraphs, with the visible runs, place, marker and direction of each."""

    document: Document
    runs: tuple[tuple[SourceRun, ...], ...]
    places: tuple[ParagraphPlace | None, ...]
    markers: tuple[str, ...]
    directions: tuple[Direction, ...]


@lru_cache(maxsize=256)
def document_view(markdown: str, language: str, dialect: int = CURRENT_DIALECT) -> DocumentView:
    """Prepare a text for reading; cached, as the same revision is drawn at every visit."""
    return _prepare(markdown, language, dialect)


def revision_view(revision: Revision) -> DocumentView:
    """A revision prepared for reading."""
    return document_view(revision.markdown, revision.language, revision.dialect)


def _prepare(markdown: str, language: str, dialect: int = CURRENT_DIALECT) -> DocumentView:
    document = split(markdown)
    addresses = references(document)
    runs = tuple(tuple(source_runs(paragraph, addresses)) for paragraph in document.paragraphs)
    directions = tuple(_directions(document.paragraphs, runs, direction(language)))
    return DocumentView(document, runs, places(document, dialect), markers(document.paragraphs), directions)


def _directions(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[SourceRun]], default: Direction
) -> Iterator[Direction]:
    """The direction of each paragraph; that of a row is its table's, so that the columns of all rows agree."""
    texts = ["".join(run.text for run in own) for own in runs]
    at = 0
    while at < len(paragraphs):
        end = at + 1
        if paragraphs[at].kind is ParagraphKind.TABLE_ROW:
            while end < len(paragraphs) and _continues_table(paragraphs[end]):
                end += 1
        yield from [text_direction(" ".join(texts[at:end]), default)] * (end - at)
        at = end


def _continues_table(paragraph: Paragraph) -> bool:
    return paragraph.kind is ParagraphKind.TABLE_ROW and not paragraph.head


def rows(found: DocumentView, threads: Sequence[MarkedRange] = ()) -> list[DocumentRow]:
    """Every paragraph a reader sees, with the threads on its words; `threads` are ranges of the source by thread id."""
    seen = (index for index, paragraph in enumerate(found.document.paragraphs) if _is_seen(paragraph))
    here = _by_paragraph(found, threads)
    return [row(found, index, here.get(index, ())) for index in seen]


def _by_paragraph(found: DocumentView, spans: Sequence[MarkedRange]) -> dict[int, list[MarkedRange]]:
    """The spans that have something of each paragraph, in their order: thousands of both are read once."""
    starts = [paragraph.start for paragraph in found.document.paragraphs]
    here: dict[int, list[MarkedRange]] = {}
    for span in spans:
        for index in range(max(bisect_right(starts, span.start) - 1, 0), bisect_left(starts, span.end)):
            here.setdefault(index, []).append(span)
    return here


def row(
    found: DocumentView, index: int, threads: Sequence[MarkedRange] = (), operations: Sequence[MarkedRange] = ()
) -> DocumentRow:
    """One paragraph as a row."""
    paragraph = found.document.paragraphs[index]
    place = found.places[index]
    here = [span for span in threads if span.start < paragraph.end and paragraph.start < span.end]
    whole = [span for span in here if _covers(span, found.runs[index])]
    parts = [span for span in here if span not in whole]
    return DocumentRow(
        i=index,
        kind=paragraph.kind.value,
        n=place.number if place else None,
        label=place.label if place else "",
        level=paragraph.level,
        marker=found.markers[index],
        ordered=is_ordinal(paragraph.marker),
        quote=paragraph.quote_depth,
        head=paragraph.head,
        dir=found.directions[index],
        s=paragraph.start,
        e=paragraph.end,
        p=_with_task_box(paragraph, pieces(found.runs[index], parts, operations)),
        whole=[span.name for span in whole],
    )


def _with_task_box(paragraph: Paragraph, found: list[TextPiece]) -> list[TextPiece]:
    """The pieces of a list item; the box of a task is a piece of its own, marked "task"."""
    box = _TASK_BOX.match(found[0]["t"]) if found and paragraph.kind is ParagraphKind.LIST_ITEM else None
    if not box or found[0].get("m"):
        return found
    first, at = found[0], box.end()
    drawn: TextPiece = {**first, "t": first["t"][:at], "e": first["s"] + at, "m": [("task", "")]}
    rest: TextPiece = {**first, "t": first["t"][at:], "s": first["s"] + at}
    return [drawn, *([rest] if rest["t"] else []), *found[1:]]


def pieces(
    runs: Iterable[SourceRun], threads: Sequence[MarkedRange], operations: Sequence[MarkedRange] = ()
) -> list[TextPiece]:
    """Runs cut wherever a thread or an operation begins or ends."""
    edges = sorted({edge for span in (*threads, *operations) for edge in (span.start, span.end)})
    cut = (part for run in runs for part in _cut(run, edges))
    return [_piece(part, threads, operations) for part in cut]


def text_direction(text: str, default: Direction) -> Direction:
    """The direction of most of a paragraph's letters; that of its language in case of a tie."""
    directions = [_STRONG[kind] for c in text[:_DECIDING_LETTERS] if (kind := unicodedata.bidirectional(c)) in _STRONG]
    rtl_count = directions.count("rtl")
    if rtl_count * 2 == len(directions):
        return default
    return "rtl" if rtl_count * 2 > len(directions) else "ltr"


def paragraph_at(found: DocumentView, start: int, end: int | None = None) -> int | None:
    """The index of the first paragraph that holds any of `[start, end)` of the source (of one character without `end`)."""
    last = start + 1 if end is None else end
    for index, paragraph in enumerate(found.document.paragraphs):
        if paragraph.start < last and start < paragraph.end:
            return index
    return None


@lru_cache(maxsize=4096)
def plain_text(markdown: str) -> str:
    """The words a reader sees of a piece of source, on one line."""
    found = _prepare(markdown, "en")
    words = ("".join(run.text for run in runs) for runs in found.runs)
    return " ".join(" ".join(words).split())


def _is_seen(paragraph: Paragraph) -> bool:
    comment = paragraph.kind is ParagraphKind.HTML and _COMMENT.fullmatch(paragraph.text)
    return paragraph.kind not in _UNDRAWN and not comment


def _covers(span: MarkedRange, runs: Sequence[SourceRun]) -> bool:
    return bool(runs) and span.start <= runs[0].start and runs[-1].end <= span.end


def _cut(run: SourceRun, edges: Sequence[int]) -> Iterator[SourceRun]:
    inner = [edge for edge in edges if run.start < edge < run.end]
    if run.solid or not inner:
        yield run
        return
    for start, end in zip([run.start, *inner], [*inner, run.end], strict=True):
        part = run.within(start, end)
        if part:
            yield part


def _piece(run: SourceRun, threads: Sequence[MarkedRange], operations: Sequence[MarkedRange]) -> TextPiece:
    piece = TextPiece(t=run.text, s=run.start, e=run.end)
    if run.marks:
        piece["m"] = [(mark.kind.value, mark.href or "") for mark in run.marks]
    if run.cell is not None:
        piece["c"] = run.cell
    if on := [span.name for span in threads if span.start < run.end and run.start < span.end]:
        piece["on"] = on
    for span in operations:
        if span.start < run.end and run.start < span.end:
            piece["op"] = "-" if span.name == "-" else "+"
    return piece
