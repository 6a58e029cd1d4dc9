"""The content of a paragraph: its source without block markers, each character with its offset."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from blueprint.text.document.lines import Bounds, line_bounds
from blueprint.text.document.model import Paragraph, ParagraphKind

INDENT = re.compile(r"[ \t]*")
QUOTATION_MARKS = re.compile(r"(?:[ \t]*>)*[ \t]*")
ITEM_MARKER = re.compile(r"([-*+:~]|\(?[0-9A-Za-z]{1,9}[.)])([ \t]+|\Z)")
ROMAN = re.compile(r"(?=.)M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z", re.IGNORECASE)
FOOTNOTE_MARKER = re.compile(r"\[\^[^\]]+\]:[ \t]*")
HEADING_MARKER = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
CLOSING_HASHES = re.compile(r"(?:[ \t]+|\A)#+[ \t]*\Z")
SETEXT_UNDERLINE = re.compile(r"[ \t>]*(?:=+|-+)[ \t]*\Z")
FENCE = re.compile(r"`{3,}|~{3,}")
ESCAPE_OR_PIPE = re.compile(r"\\.|\|", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InlineContent:
    """Source without block markers, and for each of its characters the offset in the paragraph's source."""

    text: str
    offsets: tuple[int, ...]


def inline_content(paragraph: Paragraph) -> InlineContent:
    """The inline Markdown of a heading, paragraph, list item, quotation, footnote or image.

    Lines are joined by a line feed, without the indentation and quotation marks before them.
    """
    bounds = [
        _without_markers(paragraph, line, first=not number) for number, line in enumerate(line_bounds(paragraph.text))
    ]
    if paragraph.kind is ParagraphKind.HEADING:
        bounds = _without_heading_markers(paragraph.text, bounds)
    return _joined(paragraph.text, bounds)


def _joined(text: str, lines: Sequence[Bounds]) -> InlineContent:
    pieces: list[str] = []
    offsets: list[int] = []
    for number, (start, end) in enumerate(lines):
        if number:
            offsets.append(lines[number - 1][1])
        pieces.append(text[start:end])
        offsets.extend(range(start, end))
    return InlineContent(_without_nulls("\n".join(pieces)), tuple(offsets))


def _without_nulls(text: str) -> str:
    """U+0000 as U+FFFD, as CommonMark requires."""
    return text.replace("\0", "\ufffd")


def _without_markers(paragraph: Paragraph, line: Bounds, *, first: bool) -> Bounds:
    """A line without indentation and quotation marks, and on the first line without list and footnote markers."""
    text, (start, end) = paragraph.text, line
    opening = QUOTATION_MARKS if paragraph.quote_depth else INDENT
    start = _after(opening, text, start, end)
    if not first:
        return start, end
    for _ in range(paragraph.level if paragraph.kind is ParagraphKind.LIST_ITEM else 0):
        start = _after(opening, text, _after_item_marker(text, start, end), end)
    if paragraph.kind is ParagraphKind.FOOTNOTE:
        start = _after(FOOTNOTE_MARKER, text, start, end)
    return start, end


def _after(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    match = pattern.match(text, start, end)
    return match.end() if match else start


def _after_item_marker(text: str, start: int, end: int) -> int:
    match = ITEM_MARKER.match(text, start, end)
    return match.end() if match and is_item_marker(match[1], match[2]) else start


def is_item_marker(marker: str, spaces: str) -> bool:
    """Whether it is the marker of an item: “Art.” and “Sept.” are words, and so is the initial in “A. Smith”."""
    inner = marker.strip("().")
    if not inner.isalnum() or inner.isdigit():
        return True
    if len(inner) > 1:
        return ROMAN.match(inner) is not None
    return inner.isalpha() and not (inner.isupper() and marker.endswith(".") and len(spaces) < 2)


def _without_heading_markers(text: str, lines: list[Bounds]) -> list[Bounds]:
    if len(lines) > 1 and SETEXT_UNDERLINE.match(text[slice(*lines[-1])]):
        return lines[:-1]
    start, end = lines[0]
    while not HEADING_MARKER.match(text, start, end) and (after := _after_item_marker(text, start, end)) > start:
        start = after
    start = _after(HEADING_MARKER, text, start, end)
    closing = CLOSING_HASHES.search(text[start:end])
    return [(start, start + closing.start() if closing else end)]


def without_drawn_line(paragraph: Paragraph) -> str:
    """The source without the line that is drawn below a heading, or below the head of a table."""
    if not paragraph.head and paragraph.kind is not ParagraphKind.HEADING:
        return paragraph.text
    lines = line_bounds(paragraph.text)
    if paragraph.head:
        return paragraph.text[slice(*lines[0])]
    if len(lines) > 1 and SETEXT_UNDERLINE.match(paragraph.text, lines[-1][0]):
        return paragraph.text[: lines[-2][1]]
    return paragraph.text


def code_lines(paragraph: Paragraph) -> Iterator[Bounds]:
    """The lines of code, line endings included, without fences and without the indentation of the block."""
    text, lines = paragraph.text, line_bounds(paragraph.text)
    opening = QUOTATION_MARKS if paragraph.quote_depth else INDENT
    starts = [_after(opening, text, *line) for line in lines]
    fence = FENCE.search(text, starts[0], lines[0][1])
    body = _code_body(text, lines, starts, fence)
    if fence:
        indent = fence.start()
    else:
        indent = min((starts[at] - lines[at][0] for at in body if starts[at] < lines[at][1]), default=0)
    for at in body:
        start, end = lines[at]
        next_start = lines[at + 1][0] if at + 1 < len(lines) and at + 1 in body else end
        yield min(max(start, min(starts[at], start + indent)), end), next_start


def _code_body(text: str, lines: Sequence[Bounds], starts: Sequence[int], fence: re.Match[str] | None) -> range:
    """The indexes of the lines that are no fence."""
    if not fence:
        return range(len(lines))
    closed = len(lines) > 1 and text.startswith(fence[0], starts[-1])
    return range(1, len(lines) - 1 if closed else len(lines))


def table_cells(paragraph: Paragraph) -> list[InlineContent]:
    """The cells of a table row. An escaped pipe is part of its cell."""
    text = paragraph.text
    start, end = _without_markers(paragraph, line_bounds(text)[0], first=True)
    while end > start and text[end - 1] in " \t":
        end -= 1
    pipes = [match.start() for match in ESCAPE_OR_PIPE.finditer(text, start, end) if match[0] == "|"]
    edges = [start - 1, *pipes, end]
    cells = [(left + 1, right) for left, right in pairwise(edges)]
    if pipes and pipes[0] == start:
        cells = cells[1:]
    if pipes and pipes[-1] == end - 1:
        cells = cells[:-1]
    return [_stripped(text, cell) for cell in cells]


def _stripped(text: str, cell: Bounds) -> InlineContent:
    start, end = cell
    while start < end and text[start] in " \t":
        start += 1
    while start < end and text[end - 1] in " \t":
        end -= 1
    return InlineContent(_without_nulls(text[start:end]), tuple(range(start, end)))
