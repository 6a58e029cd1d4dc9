"""Source positions in Pandoc's tree, as its `sourcepos` extension writes them: `data-pos="3:5-4:1;4:5-6:1"`."""

import re

from blueprint.publishing.markdown.pandoc import Node

_POSITION = re.compile(r"(\d+):(\d+)-")


def lines_of(attributes: list[list[str]]) -> list[int]:
    """The source lines (from 1) of an attribute list's `data-pos`, in order."""
    return sorted(line for line, _ in positions_of(attributes))


def positions_of(attributes: list[list[str]]) -> list[tuple[int, int]]:
    """Where in the source each part of it begins: (line, column), both from 1; by the last `data-pos`, as a table in a list
    has two."""
    written = next((value for key, value in reversed(attributes) if key == "data-pos"), "")
    return [(int(line), int(column)) for line, column in _POSITION.findall(written)]


def attributes_of(node: Node) -> list[list[str]]:
    """The attributes with a node's source position: its own, or those of the span that was around it."""
    if "pos" in node:
        found: list[list[str]] = node["pos"]
        return found
    content = node.get("c")
    if node.get("t") not in ("Div", "Span", "Header", "CodeBlock", "Code", "Link", "Image", "Table", "Figure"):
        return []
    pairs: list[list[str]] = content[1 if node["t"] == "Header" else 0][2]  # type: ignore[index]
    return pairs


def line_of(node: Node, otherwise: int) -> int:
    """The source line on which the node begins; `otherwise` where it does not say so."""
    return next(iter(lines_of(attributes_of(node))), otherwise)
