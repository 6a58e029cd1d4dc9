"""Reading: a text as rows that a browser draws, every visible character knowing where it stands in the source."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NotRequired, TypedDict

from blueprint.domain.languages import Direction, direction
from blueprint.publishing.numbering import numbered
from blueprint.text import Document, Mark, Paragraph, ParagraphKind, Run, runs, split

Operation = Literal["=", "-", "+"]

_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{1,32});")
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ENOUGH = 400  # letters that decide which way a paragraph runs
_UNSEEN = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Visible characters that stand side by side in the source, at `[start, end)` of the whole text.

    Each character of `text` is one character of source, but for a stretch of one character, whose source may be longer
    (`&amp;`).
    """

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    cell: int | None

    def within(self, start: int, end: int) -> "Stretch | None":
        """What of it stands in `[start, end)` of the source; None when nothing does."""
        first, last = max(start, self.start), min(end, self.end)
        if first >= last:
            return None
        if len(self.text) == 1:
            return self
        return replace(self, text=self.text[first - self.start : last - self.start], start=first, end=last)


class Piece(TypedDict):
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


class Row(TypedDict):
    """A paragraph as the browser gets it; `n` is its number in the margin, `whole` the threads on all of it."""

    i: int
    kind: str
    n: int | None
    level: int
    marker: str
    quote: int
    head: bool
    dir: Direction
    s: int
    e: int
    p: list[Piece]
    whole: list[str]


@dataclass(frozen=True, slots=True)
class Span:
    """A range `[start, end)` of a source that something is said of: a thread's id, or an operation."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A text cut for reading: its paragraphs, the visible stretches of each, and their numbers."""

    document: Document
    stretches: tuple[tuple[Stretch, ...], ...]
    numbers: tuple[int | None, ...]
    directions: tuple[Direction, ...]


@lru_cache(maxsize=32)
def page(markdown: str, language: str) -> Page:
    """Cut a text for reading; remembered, for the same revision is drawn again at every visit."""
    document = split(markdown)
    cut = tuple(tuple(_stretches(paragraph, document)) for paragraph in document.paragraphs)
    usual = direction(language)
    runs_to = tuple(text_direction("".join(s.text for s in stretches), usual) for stretches in cut)
    return Page(document, cut, numbered(document), runs_to)


def rows(found: Page, threads: Sequence[Span] = ()) -> list[Row]:
    """Every paragraph a reader sees, with the threads on its words; `threads` are ranges of the source by thread id."""
    drawn = (index for index, p in enumerate(found.document.paragraphs) if p.kind not in _UNSEEN)
    return [row(found, index, threads) for index in drawn]


def row(found: Page, index: int, threads: Sequence[Span] = (), operations: Sequence[Span] = ()) -> Row:
    """One paragraph as a row."""
    paragraph = found.document.paragraphs[index]
    here = [span for span in threads if span.start < paragraph.end and paragraph.start < span.end]
    whole = [span for span in here if _covers(span, found.stretches[index])]
    parts = [span for span in here if span not in whole]
    return Row(
        i=index,
        kind=paragraph.kind.value,
        n=found.numbers[index],
        level=paragraph.level,
        marker=paragraph.marker,
        quote=paragraph.quote,
        head=paragraph.head,
        dir=found.directions[index],
        s=paragraph.start,
        e=paragraph.end,
        p=pieces(found.stretches[index], parts, operations),
        whole=[span.name for span in whole],
    )


def pieces(stretches: Iterable[Stretch], threads: Sequence[Span], operations: Sequence[Span] = ()) -> list[Piece]:
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


def paragraph_at(found: Page, offset: int) -> int | None:
    """The index of the paragraph that holds an offset of the source."""
    for index, paragraph in enumerate(found.document.paragraphs):
        if paragraph.start <= offset < paragraph.end:
            return index
    return None


def plainly(markdown: str) -> str:
    """The words a reader sees of a piece of source, on one line."""
    found = page(markdown, "en")
    words = ("".join(stretch.text for stretch in stretches) for stretches in found.stretches)
    return " ".join(" ".join(words).split())


def _stretches(paragraph: Paragraph, document: Document) -> Iterator[Stretch]:
    for run in runs(paragraph, document.references):
        yield from _side_by_side(run, paragraph)


def _side_by_side(run: Run, paragraph: Paragraph) -> Iterator[Stretch]:
    """Cut a run where its characters are not neighbours in the source."""
    offsets, first = run.offsets, 0
    for at in range(1, len(offsets) + 1):
        if at == len(offsets) or offsets[at] != offsets[at - 1] + 1:
            yield _stretch(run, first, at, paragraph)
            first = at


def _stretch(run: Run, first: int, last: int, paragraph: Paragraph) -> Stretch:
    text, start, end = run.text[first:last], run.offsets[first], run.offsets[last - 1] + 1
    if paragraph.kind is ParagraphKind.CODE and paragraph.text[end : end + 1] == "\n" and last == len(run.text):
        text, end = f"{text}\n", end + 1
    elif len(text) == 1 and (entity := _ENTITY.match(paragraph.text, start)):
        end = entity.end()
    return Stretch(text, paragraph.start + start, paragraph.start + end, run.marks, run.cell)


def _covers(span: Span, stretches: Sequence[Stretch]) -> bool:
    return bool(stretches) and span.start <= stretches[0].start and stretches[-1].end <= span.end


def _cut(stretch: Stretch, edges: Sequence[int]) -> Iterator[Stretch]:
    inner = [edge for edge in edges if stretch.start < edge < stretch.end]
    if len(stretch.text) == 1 or not inner:
        yield stretch
        return
    for start, end in zip([stretch.start, *inner], [*inner, stretch.end], strict=True):
        part = stretch.within(start, end)
        if part:
            yield part


def _piece(stretch: Stretch, threads: Sequence[Span], operations: Sequence[Span]) -> Piece:
    piece = Piece(t=stretch.text, s=stretch.start, e=stretch.end)
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
