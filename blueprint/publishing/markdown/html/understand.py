"""Replaces the raw HTML in Pandoc's tree by nodes of what it means."""

from collections.abc import Callable
from typing import Any

from blueprint.publishing.markdown.html.blocks import harmless, read_html_blocks
from blueprint.publishing.markdown.html.inline import fold_tags
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.source_lines import line_of

RefuseElement = Callable[[str, int], None]
"""Is called with the name of a refused element, and its source line."""


def understand_html(blocks: list[Node], refuse: RefuseElement) -> list[Node]:
    """The tree without raw HTML; raises what `refuse` raises. Pandoc runs once more when a block of HTML has words."""
    reader = _TreeReader(refuse)
    read = reader.each(blocks, 1)
    for place, found in zip(reader.places, read_html_blocks(reader.sources), strict=True):
        place["c"][1] = found
    return list(read)


class _TreeReader:
    """Collects the blocks of HTML, each of which becomes a division that is filled later."""

    def __init__(self, refuse: RefuseElement) -> None:
        self.refuse = refuse
        self.sources: list[str] = []
        self.places: list[Node] = []

    def each(self, value: Any, line: int) -> Any:
        if isinstance(value, dict):
            return self.node(value, line)
        if not isinstance(value, list):
            return value
        read = [self.each(item, line) for item in value]
        if not any(isinstance(item, dict) and item.get("t") == "RawInline" for item in read):
            return read
        at = next(
            (line_of(item, line) for item in read if isinstance(item, dict) and item.get("t") == "RawInline"), line
        )
        return fold_tags(read, lambda name: self.refuse(name, at))

    def node(self, node: Node, line: int) -> Node:
        line = line_of(node, line)
        if node.get("t") == "RawBlock" and node["c"][0] == "html":
            return self.block(node["c"][1], line)
        return {**node, "c": self.each(node["c"], line)} if isinstance(node.get("c"), list) else node

    def block(self, html: str, line: int) -> Node:
        place: Node = {"t": "Div", "c": [["", [], [["wrapper", "1"]]], []]}
        self.sources.append(harmless(html, lambda name: self.refuse(name, line)))
        self.places.append(place)
        return place
