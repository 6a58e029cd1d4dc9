"""Tables that fit the page of a word processor: widths for their columns, and smaller letters where words need them.

Word and LibreOffice would give all columns one width, or let a table run off the page. Neither is here to measure words, so
their letters are counted.
"""

import unicodedata
from collections.abc import Sequence
from typing import Any

from blueprint.publishing.book import Format
from blueprint.publishing.markdown.ast import plain_text, transform
from blueprint.publishing.markdown.pandoc import Node

LETTERS_OF_LINE = 68
"""Letters of 12 points that a line of the page has room for, whatever the letters."""

SIZES = (10, 9, 8)
"""Points of smaller letters, each a style “Table Text 10”."""

_BETWEEN = 2.5
"""Letters that the space between two columns takes."""

_LONGEST, _LONGEST_WORD = 400, 24
"""Letters beyond which a cell or a word, most often a web address, gets no more room."""


def fitted(table: Node, format: Format) -> Node:
    """The table with widths for its columns and with smaller letters, unless it fits as it is."""
    attributes, caption, columns, *rest = table["c"]
    cells = [row[1] for row in _rows(table)]
    words = [
        max((_longest_word(row[at][4]) for row in cells if at < len(row)), default=1.0) for at in range(len(columns))
    ]
    lines = [max((_length(row[at][4]) for row in cells if at < len(row)), default=1.0) for at in range(len(columns))]
    stated = any(width["t"] == "ColWidth" for _, width in columns)
    if stated or sum(lines) + _BETWEEN * len(columns) <= LETTERS_OF_LINE:
        return table
    size = _size(sum(words) + _BETWEEN * len(columns))
    room = LETTERS_OF_LINE * 12 / (size or 12)
    widths = _shared([word + _BETWEEN for word in words], [line + _BETWEEN for line in lines], room)
    sized = [
        [side, {"t": "ColWidth", "c": round(width / sum(widths), 4)}]
        for (side, _), width in zip(columns, widths, strict=True)
    ]
    smaller = transform(rest, lambda node: [_in_style(node, f"Table Text {size}", format)]) if size else rest
    return {**table, "c": [attributes, caption, sized, *smaller]}


def in_lines(block: Node) -> list[Node]:
    """A table in a note as paragraphs, its cells parted by “|”: LibreOffice drops tables there."""
    if block["t"] != "Table":
        return [block]
    bar = _text("\u00a0|\u00a0")
    return [{"t": "Para", "c": _joined([_inlines(cell[4]) for cell in row[1]], bar)} for row in _rows(block)]


def _inlines(blocks: list[Node]) -> list[Node]:
    """The words of a cell in one line."""
    lines = (block["c"] if block["t"] in ("Plain", "Para") else [_text(plain_text(block))] for block in blocks)
    return _joined(list(lines), {"t": "Space"})


def _joined(parts: list[list[Node]], between: Node) -> list[Node]:
    return [node for at, part in enumerate(parts) for node in ([between, *part] if at else part)]


def _text(words: str) -> Node:
    return {"t": "Str", "c": words}


def _rows(table: Node) -> list[Any]:
    _, _, _, head, bodies, foot = table["c"]
    return [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]


def _size(needed: float) -> int | None:
    """The largest size in which words of so many letters are side by side in a line; None where 12 points are."""
    if needed <= LETTERS_OF_LINE:
        return None
    return next((size for size in SIZES if needed * size <= LETTERS_OF_LINE * 12), SIZES[-1])


def _shared(least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """Widths that fill the room: by the square roots of the longest lines, but none less than the longest word."""
    shares = [length**0.5 for length in most]
    low, high = 0.0, room
    for _ in range(40):
        rate = (low + high) / 2
        widths = [max(word, min(line, share * rate)) for word, line, share in zip(least, most, shares, strict=True)]
        low, high = (rate, high) if sum(widths) <= room else (low, rate)
    return [max(word, min(line, share * low)) for word, line, share in zip(least, most, shares, strict=True)]


def _longest_word(cell: list[Node]) -> float:
    words = plain_text(cell).split()
    longest = max((4.0 if _is_wide(word[0]) else _length_of(word) for word in words), default=1.0)
    return min(longest, _LONGEST_WORD)


def _length(cell: list[Node]) -> float:
    return min(_length_of(plain_text(cell)), _LONGEST)


def _length_of(words: str) -> float:
    """The letters of these words; those of Chinese and Japanese are twice as wide, and marks above others take no room."""
    return sum(0.0 if unicodedata.combining(letter) else 2.0 if _is_wide(letter) else 1.0 for letter in words)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in ("W", "F")


def _in_style(node: Node, style: str, format: Format) -> Node:
    """A paragraph in a style: of paragraphs in Word, where LibreOffice drops one of letters in tables; of letters in
    OpenDocument, where Pandoc’s own styles of paragraphs are needed."""
    if node["t"] not in ("Plain", "Para"):
        return node
    if format is Format.DOCX:
        return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{**node, "t": "Para"}]]}
    return {**node, "c": [{"t": "Span", "c": [["", [], [["custom-style", style]]], node["c"]]}]}
