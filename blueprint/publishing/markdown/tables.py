"""Tables without a head row: Markdown can write none, so one whose cells are all empty means that there is none."""

from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.pandoc import Node

_SHOWN = frozenset({"Image", "Math", "Note"})
"""What readers see of a cell besides its words."""


def without_empty_head(table: Node) -> list[Node]:
    """The table without the rows of its head that hold nothing; none if it has no others."""
    attributes, caption, columns, (head, rows), *rest = table["c"]
    shown = [row for row in rows if not _is_empty(row)]
    filled = {**table, "c": [attributes, caption, columns, [head, shown], *rest]}
    return [filled] if shown or any(body[2] or body[3] for body in rest[0]) or rest[1][1] else []


def _is_empty(row: list[Node]) -> bool:
    """Whether no cell of the row has words or a picture."""
    return not plain_text(row[1]) and not any(node["t"] in _SHOWN for node in walk(row[1]))
