"""Tables as nodes of `templates/pdf/tables.typ`, which finds the widths of their columns."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.pandoc import Node

LONGEST_LEAD = 300
"""Characters of a paragraph that goes with its table to a turned page: an introduction or a caption."""

_SIDES = {"AlignRight": "end", "AlignCenter": "center"}
_FIGURE = re.compile(r"[^\w\n]{0,3}\d[\d\s.,:/%‰€$£¥₹()+−–-]{0,20}[^\w\n]{0,3}")
"""An amount, a share, a date or a time, which no line may break: “12 345,50 €”."""

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
    return {
        "c": blocks(inside),
        "colspan": columns,
        "rowspan": rows,
        "whole": _FIGURE.fullmatch(plain_text(inside)) is not None,
    }


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
