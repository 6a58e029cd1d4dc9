"""Content: the part of a paragraph's source that holds words, without the markers that only announce it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from blueprint.text.document.model import Paragraph, ParagraphKind

LINE_END = re.compile(r"\r\n?|\n")
INDENT = re.compile(r"[ \t]*")
QUOTES = re.compile(r"(?:[ \t]*>)*[ \t]*")
ITEM = re.compile(r"(?:[-*+:~]|\(?[0-9A-Za-z]{1,9}[.)])(?:[ \t]+|\Z)")
FOOTNOTE = re.compile(r"\[\^[^\]]+\]:[ \t]*")
HEADING = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
CLOSING = re.compile(r"(?:[ \t]+|\A)#+[ \t]*\Z")
UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*\Z")
FENCE = re.compile(r"`{3,}|~{3,}")
PIPE = re.compile(r"\\.|\|", re.DOTALL)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Content:
    """Source without markers, and for each of its characters its offset in the paragraph's source."""

    text: str
    offsets: tuple[int, ...]


def content(paragraph: Paragraph) -> Content:
    """The source of a heading, paragraph, list item, quotation, footnote or image without its markers.

    Lines are joined by a line feed; what stands before each of them (indentation, quotation marks) is left out.
    """
    spans = [_bare(paragraph, span, first=not number) for number, span in enumerate(lines(paragraph.text))]
    if paragraph.kind is ParagraphKind.HEADING:
        spans = _heading(paragraph.text, spans)
    return _joined(paragraph.text, spans)


def lines(text: str) -> list[Span]:
    """Where the lines of a paragraph's source start and end, their ends left out."""
    spans, start = [], 0
    for match in LINE_END.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    return [*spans, (start, len(text))]


def _joined(text: str, spans: Sequence[Span]) -> Content:
    pieces: list[str] = []
    offsets: list[int] = []
    for number, (start, end) in enumerate(spans):
        if number:
            offsets.append(spans[number - 1][1])
        pieces.append(text[start:end])
        offsets.extend(range(start, end))
    return Content("\n".join(pieces).replace("\0", "\ufffd"), tuple(offsets))


def _bare(paragraph: Paragraph, span: Span, *, first: bool) -> Span:
    """A line without what announces it: indentation, quotation marks, and on the first line its markers."""
    text, (start, end) = paragraph.text, span
    opening = QUOTES if paragraph.quote else INDENT
    start = _past(opening, text, start, end)
    if not first:
        return start, end
    for _ in range(paragraph.level if paragraph.kind is ParagraphKind.LIST_ITEM else 0):
        start = _past(opening, text, _past(ITEM, text, start, end), end)
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        start = _past(FOOTNOTE, text, start, end)
    return start, end


def _past(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _heading(text: str, spans: list[Span]) -> list[Span]:
    if len(spans) > 1 and UNDERLINE.match(text[slice(*spans[-1])]):
        return spans[:-1]
    start, end = spans[0]
    while not HEADING.match(text, start, end) and (past := _past(ITEM, text, start, end)) > start:
        start = past
    start = _past(HEADING, text, start, end)
    closing = CLOSING.search(text[start:end])
    return [(start, start + closing.start() if closing else end)]


def code_lines(paragraph: Paragraph) -> Iterator[Span]:
    """The lines of code, each with its line end, without the fences around them and what stands before each."""
    text, spans = paragraph.text, lines(paragraph.text)
    opening = QUOTES if paragraph.quote else INDENT
    starts = [_past(opening, text, *span) for span in spans]
    fence = FENCE.search(text, starts[0], spans[0][1])
    body = range(1, len(spans)) if fence else range(len(spans))
    if fence and len(spans) > 1 and text.startswith(fence[0], starts[-1]):
        body = range(1, len(spans) - 1)
    indent = (
        fence.start()
        if fence
        else min((starts[at] - spans[at][0] for at in body if starts[at] < spans[at][1]), default=0)
    )
    for at in body:
        following = spans[at + 1][0] if at + 1 < len(spans) and at + 1 in body else spans[at][1]
        start, end = spans[at]
        yield min(max(start, min(starts[at], start + indent)), end), following


def cells(paragraph: Paragraph) -> list[Content]:
    """What stands between the bars of a table row; a bar after a backslash is part of a cell."""
    text = paragraph.text
    start, end = _bare(paragraph, lines(text)[0], first=True)
    while end > start and text[end - 1] in " \t":
        end -= 1
    bars = [match.start() for match in PIPE.finditer(text, start, end) if match[0] == "|"]
    edges = [start - 1, *bars, end]
    spans = [(left + 1, right) for left, right in pairwise(edges)]
    if bars and bars[0] == start:
        spans = spans[1:]
    if bars and bars[-1] == end - 1:
        spans = spans[:-1]
    return [_trimmed(text, span) for span in spans]


def _trimmed(text: str, span: Span) -> Content:
    start, end = span
    while start < end and text[start] in " \t":
        start += 1
    while start < end and text[end - 1] in " \t":
        end -= 1
    return Content(text[start:end].replace("\0", "\ufffd"), tuple(range(start, end)))
