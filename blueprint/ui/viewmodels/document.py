"""Reading: a text as rows that a browser draws, every visible character knowing where it stands in the source."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NotRequired, TypedDict

from blueprint.domain.languages import Direction, direction
from blueprint.publishing import numbered
from blueprint.text import Document, Mark, MarkKind, Paragraph, ParagraphKind, Run, references, split, visible_runs

Operation = Literal["=", "-", "+"]

_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{1,32});")
_STRONG: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_ENOUGH = 400  # letters that decide which way a paragraph runs
_UNSEEN = frozenset({ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE})
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_ORDINAL = re.compile(r"\(?([0-9A-Za-z]{1,9})[.)]")
_BULLETS = "•◦▪"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Visible characters that stand side by side in the source, at `[start, end)` of the whole text.

    Each character of `text` is one character of source, but for a `solid` stretch, which is never cut: a character
    written as an entity (`&amp;`), or the description of a picture.
    """

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    cell: int | None
    solid: bool = False

    def within(self, start: int, end: int) -> "Stretch | None":
        """What of it stands in `[start, end)` of the source; None when nothing does."""
        first, last = max(start, self.start), min(end, self.end)
        if first >= last:
            return None
        if self.solid:
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
    ordered: bool
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
    markers: tuple[str, ...]
    directions: tuple[Direction, ...]


@lru_cache(maxsize=256)
def page(markdown: str, language: str) -> Page:
    """Cut a text for reading; remembered, for the same revision is drawn again at every visit."""
    return _cut_for_reading(markdown, language)


def _cut_for_reading(markdown: str, language: str) -> Page:
    document = split(markdown)
    addresses = references(document)
    cut = tuple(tuple(_stretches(paragraph, addresses)) for paragraph in document.paragraphs)
    usual = direction(language)
    runs_to = tuple(text_direction("".join(s.text for s in stretches), usual) for stretches in cut)
    return Page(document, cut, numbered(document), markers(document.paragraphs), runs_to)


def rows(found: Page, threads: Sequence[Span] = ()) -> list[Row]:
    """Every paragraph a reader sees, with the threads on its words; `threads` are ranges of the source by thread id."""
    seen = (index for index, paragraph in enumerate(found.document.paragraphs) if _is_seen(paragraph))
    return [row(found, index, threads) for index in seen]


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
        marker=found.markers[index],
        ordered=_ORDINAL.fullmatch(paragraph.marker) is not None,
        quote=paragraph.quote_depth,
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


def markers(paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """What stands before each list item and footnote: bullets by depth, numbers counted on from a list's first."""
    shown, counts = [], dict[int, int]()
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.LIST_ITEM:
            counts = {level: count for level, count in counts.items() if level <= paragraph.level}
            shown.append(_marker(paragraph, counts))
            continue
        if not paragraph.level or paragraph.kind is ParagraphKind.HEADING:
            counts = {}
        shown.append(paragraph.marker if paragraph.kind is ParagraphKind.FOOTNOTE else "")
    return tuple(shown)


def text_direction(text: str, usual: Direction) -> Direction:
    """Which way a paragraph runs: as most of its letters do; as its language does when they do not say."""
    ways = [_STRONG[way] for c in text[:_ENOUGH] if (way := unicodedata.bidirectional(c)) in _STRONG]
    right = ways.count("rtl")
    if right * 2 == len(ways):
        return usual
    return "rtl" if right * 2 > len(ways) else "ltr"


def paragraph_at(found: Page, start: int, end: int | None = None) -> int | None:
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


def _marker(paragraph: Paragraph, counts: dict[int, int]) -> str:
    ordinal = _ORDINAL.fullmatch(paragraph.marker)
    if not ordinal:
        counts.pop(paragraph.level, None)
        return "" if paragraph.marker == ":" else _BULLETS[min(paragraph.level, len(_BULLETS)) - 1]
    if not ordinal[1].isdigit():
        return paragraph.marker
    first = counts.get(paragraph.level)
    counts[paragraph.level] = int(ordinal[1]) if first is None else first + 1
    return f"{counts[paragraph.level]}{paragraph.marker[-1]}"


def _stretches(paragraph: Paragraph, addresses: Mapping[str, str]) -> Iterator[Stretch]:
    for run in visible_runs(paragraph, addresses):
        yield from _side_by_side(run, paragraph)


def _side_by_side(run: Run, paragraph: Paragraph) -> Iterator[Stretch]:
    """Cut a run where its characters are not neighbours in the source; a picture's description stays whole."""
    offsets, first = run.offsets, 0
    if any(mark.kind is MarkKind.IMAGE for mark in run.marks):
        start, end = paragraph.start + offsets[0], paragraph.start + offsets[-1] + 1
        yield Stretch(run.text, start, end, run.marks, run.cell, solid=True)
        return
    entities = _entities(run, paragraph)
    for at in range(1, len(offsets) + 1):
        if at == len(offsets) or offsets[at] != offsets[at - 1] + 1 or at in entities:
            yield _stretch(run, first, at, paragraph, entities.get(first))
            first = at


def _entities(run: Run, paragraph: Paragraph) -> dict[int, int]:
    """The characters of a run that are written as entities: their position in it, and where the entity's source ends."""
    found = {}
    for at, offset in enumerate(run.offsets) if "&" in paragraph.text else ():
        follows = run.offsets[at + 1] if at + 1 < len(run.offsets) else None
        entity = _ENTITY.match(paragraph.text, offset)
        if entity and follows in (None, entity.end()):
            found[at] = entity.end()
    return found


def _stretch(run: Run, first: int, last: int, paragraph: Paragraph, entity_end: int | None) -> Stretch:
    text, start, end = run.text[first:last], run.offsets[first], run.offsets[last - 1] + 1
    if paragraph.kind is ParagraphKind.CODE and paragraph.text[end : end + 1] == "\n" and last == len(run.text):
        text, end = f"{text}\n", end + 1
    elif entity_end is not None:
        end = entity_end
    solid = entity_end is not None
    return Stretch(text, paragraph.start + start, paragraph.start + end, run.marks, run.cell, solid=solid)


def _covers(span: Span, stretches: Sequence[Stretch]) -> bool:
    return bool(stretches) and span.start <= stretches[0].start and stretches[-1].end <= span.end


def _cut(stretch: Stretch, edges: Sequence[int]) -> Iterator[Stretch]:
    inner = [edge for edge in edges if stretch.start < edge < stretch.end]
    if stretch.solid or not inner:
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
