"""Tables that scroll inside themselves where a line has no room for them, instead of widening the page."""

import unicodedata
from typing import Any

from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.pandoc import Node

NARROWEST = 34
"""Letters of a table's size that the lines of a phone have room for (320 pixels)."""

READABLE = 20
"""Letters that a column of long texts should have at least, so that not every word is on a line of its own."""

LONGEST_LABEL = 120


def scrollable(table: Node) -> Node:
    """The table in a division of the class `scroll`.

    A table that is wider than a phone is `wide` too, a region that the keyboard reaches (WCAG 2.2, 2.1.1) and that is called
    by the table's first row: the others never scroll, and would only be in the way of those who go from link to link.
    """
    rows = _rows(table)
    label = ", ".join(filter(None, map(plain_text, rows[0])))[:LONGEST_LABEL] if rows else ""
    classes, attributes = ["scroll"], []
    if label and _width(rows) > NARROWEST:
        classes.append("wide")
        attributes = [["role", "region"], ["tabindex", "0"], ["aria-label", label]]
    return {"t": "Div", "c": [["", classes, attributes], [table]]}


def _rows(table: Node) -> list[list[Any]]:
    """The contents of the cells of each row, the head's first."""
    _, _, _, head, bodies, foot = table["c"]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    return [[cell[4] for cell in row[1]] for row in rows]


def _width(rows: list[list[Any]]) -> int:
    """The letters that the columns need side by side, with two for what is between them."""
    columns: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row):
            columns[at] = max(columns.get(at, 0), _needed(plain_text(cell)))
    return sum(columns.values()) + 2 * len(columns)


def _needed(words: str) -> int:
    """The letters that a cell needs in a line: of its longest word, or of some words if it has many."""
    longest = max((1 if _is_wide(word) else len(word) for word in words.split()), default=0)
    return max(longest, min(len(words) // 3, READABLE))


def _is_wide(word: str) -> bool:
    """Whether lines may end between the letters of the word, as in Chinese and Japanese."""
    return unicodedata.east_asian_width(word[0]) in ("W", "F")
