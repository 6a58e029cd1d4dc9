"""Places that links of the same text lead to: names given in HTML (`<a name="…">`) or in an attribute list."""

from collections.abc import Iterator
from typing import Any

from blueprint.publishing.markdown.ast import transform, walk
from blueprint.publishing.markdown.pandoc import Node

_TEXTS = frozenset({"Para", "Plain", "Header"})


def names_in(blocks: Any) -> set[str]:
    """The names of all places."""
    return {name for node in walk(blocks) if node["t"] == "Span" and (name := node["c"][0][0])}


def named_places(blocks: Any) -> dict[str, str]:
    """The anchor of each name: that of the paragraph or heading that it is in, or else of the next one."""
    places: dict[str, str] = {}
    waiting: list[str] = []
    for node in walk(blocks):
        if node["t"] in _TEXTS:
            waiting += _names(node)
            if "id" in node:
                places = dict.fromkeys(waiting, str(node["id"])) | places
                waiting = []
    return places


def _names(node: Node) -> Iterator[str]:
    content = node["c"][2] if node["t"] == "Header" else node["c"]
    return (inner["c"][0][0] for inner in walk(content) if inner["t"] == "Span" and inner["c"][0][0])


def without_names(blocks: list[Node]) -> list[Node]:
    """The blocks without names, and without paragraphs that hold nothing else."""
    found: list[Node] = transform(blocks, _without_name)
    return found


def _without_name(node: Node) -> list[Node]:
    if node["t"] == "Span":
        (_, classes, pairs), content = node["c"]
        return [{**node, "c": [["", classes, pairs], content]}] if classes or pairs else list(content)
    return [] if node["t"] in ("Para", "Plain") and not node["c"] else [node]
