"""Tables as nodes of `templates/pdf/tables.typ`, which finds the widths of their columns."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.pandoc import Node

LONGEST_LEAD = 300
"""Characters of a paragraph that goes with its table to a turned page: an introduction or a caption."""

_SIDES = {"AlignRight": "end", "AlignCenter": "center"}
_FIGURE = re.compile(r"[^\w\n]{0,3}\d[\d\s.,:/%‰€$£¥₹()+−–-]{0,20}[^\w\n]{0,3}")
"""An amount, a share, a date or a time, which no line may break: “12 345,50 €”."""

_SPACE, _NOTE, _UNKNOWN = 0.65, 2.0, 1000.0
_LAST_EUROPEAN = 0x0590
"""Behind the blocks of Latin, Greek, Cyrillic and Armenian."""

_UNKNOWN_KINDS = frozenset({"Image", "Math", "CodeBlock", "BulletList", "OrderedList", "Table", "RawInline"})
"""What is as wide as it is, whatever its words."""

Blocks = Callable[[list[Node]], list[dict[str, Any]]]


def table_node(block: Node, blocks: Blocks) -> dict[str, Any]:
    """A table for the template; `blocks` makes the nodes of a cell.

    `columns` are the shares of the width that the source states, all 0 when it states none; `names` what columns are
    called in a refusal, `line` (from 1) where the table begins.
    """
    _, _, columns, head, bodies, foot = block["c"]
    sides = [_SIDES.get(align["t"], "start") for align, _ in columns]
    widths = [width.get("c", 0) if width["t"] == "ColWidth" else 0 for _, width in columns]
    body = [row for _, _, heads, rows in bodies for row in (*heads, *rows)] + foot[1]
    return table_of(
        [[_cell(cell, blocks) for cell in row[1]] for row in head[1]],
        [[_cell(cell, blocks) for cell in row[1]] for row in body],
        widths,
        sides=sides,
        names=[plain_text(cell[4]) for row in head[1][:1] for cell in row[1]],
        line=block["line"],
    )


def table_of(
    head: list[list[dict[str, Any]]],
    rows: list[list[dict[str, Any]]],
    widths: Sequence[float],
    *,
    sides: Sequence[str] = (),
    names: Sequence[str] = (),
    line: int = 0,
) -> dict[str, Any]:
    """A table of these rows of cells, each of which gets the place (`x`, from 0) and the side of its column."""
    count = len(widths)
    for row in (head, rows):
        _place(row, count, [*sides, *["start"] * count])
    named = [*(name[:60] for name in names), *[""] * count][:count]
    return {"k": "table", "columns": widths, "head": head, "rows": rows, "names": named, "line": line, "lead": []}


def _cell(cell: Any, blocks: Blocks) -> dict[str, Any]:
    _, _, rows, columns, inside = cell
    kinds = Counter(node["t"] for node in walk(inside))
    words = plain_text(inside)
    more = _NOTE * kinds["Note"] + (_UNKNOWN if _UNKNOWN_KINDS & kinds.keys() else 0)
    return cell_of(blocks(inside), words, more, columns, rows) | {"lines": len(inside) + kinds["LineBreak"]}


def cell_of(
    nodes: list[dict[str, Any]], words: str, more: float = 0, columns: int = 1, rows: int = 1
) -> dict[str, Any]:
    """A cell of these nodes, whose visible text is `words` and what takes so many ems `more`.

    `reach` and `word` are no less than the ems that the text and its longest word take. No line may break a figure, which
    is `whole`.
    """
    widths = [sum(map(_most_ems, word)) for word in words.split()]
    return {
        "c": nodes,
        "colspan": columns,
        "rowspan": rows,
        "lines": 1,
        "whole": _FIGURE.fullmatch(words) is not None,
        "reach": sum(widths) + _SPACE * len(widths) + more,
        "word": (sum(widths) + _SPACE * len(widths) if _FIGURE.fullmatch(words) else max(widths, default=0)) + more,
    }


def _most_ems(character: str) -> float:
    """The most that a character is wide in any of our faces, in bold too."""
    if character in "iljtfrI.,;:'|!()[]-":
        return 0.65
    if character.isascii():
        return 0.75 if (character.islower() or character.isdigit()) and character not in "mw" else 1.2
    if ord(character) < _LAST_EUROPEAN:
        return 1.6
    return 20.0 if "LIGATURE" in unicodedata.name(character, "") else 4.0


def _place(rows: list[list[dict[str, Any]]], count: int, sides: Sequence[str]) -> None:
    """Give each cell its column: the first that is free of cells from the rows above."""
    taken = [0] * count
    for row in rows:
        free = _free(taken)
        for cell in row:
            at = next(free, count - 1)
            cell |= {"x": at, "align": sides[at]}
            for place in range(at, min(at + cell["colspan"], count)):
                taken[place] = max(taken[place], cell["rowspan"])
                if place > at:
                    next(free, None)
        taken[:] = [max(rest - 1, 0) for rest in taken]


def _free(taken: Sequence[int]) -> Iterator[int]:
    return (at for at, rest in enumerate(list(taken)) if not rest)


def with_leads(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The nodes of a text, where what leads to a table is in its `lead`: headings, and a short paragraph behind them."""
    result: list[dict[str, Any]] = []
    for node in nodes:
        if node["k"] == "table":
            start = len(result)
            if start and result[-1]["k"] == "par" and len(str(result[-1]["c"])) <= LONGEST_LEAD:
                start -= 1
            while start and result[start - 1]["k"] == "head":
                start -= 1
            node["lead"], result[start:] = result[start:], []
        result.append(node)
    return result
