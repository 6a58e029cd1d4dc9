"""Nodes of Pandoc's tree as readers make them."""

from collections.abc import Iterator
from typing import Any

from blueprint.publishing.importing.findings import is_marker
from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.pandoc import Node

SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}


def no_attributes() -> list[Any]:
    """An empty attribute list: no identifier, classes or pairs."""
    return ["", [], []]


def words(text: str) -> list[Node]:
    """Text as words and spaces; only U+0020, tabs and line ends are spaces, as in Pandoc."""
    return list(_words(text))


def _words(text: str) -> Iterator[Node]:
    for at, piece in enumerate(text.replace("\t", " ").replace("\n", " ").replace("\r", " ").split(" ")):
        if at:
            yield SPACE
        if piece:
            yield {"t": "Str", "c": piece}


def paragraph(inlines: list[Node]) -> Node:
    """A paragraph of these inlines."""
    return {"t": "Para", "c": inlines}


def verbatim(markdown: str) -> Node:
    """Markdown that is written as it is."""
    return {"t": "RawInline", "c": ["markdown", markdown]}


def verbatim_block(markdown: str) -> Node:
    """A block of Markdown that is written as it is."""
    return {"t": "RawBlock", "c": ["markdown", markdown]}


def trimmed(inlines: list[Node]) -> list[Node]:
    """The inlines without spaces and line breaks at both ends; markers are moved to the end."""
    markers = [node for node in inlines if is_marker(node)]
    rest = [node for node in inlines if not is_marker(node)] if markers else list(inlines)
    while rest and rest[0]["t"] in ("Space", "LineBreak", "SoftBreak"):
        rest.pop(0)
    while rest and rest[-1]["t"] in ("Space", "LineBreak", "SoftBreak"):
        rest.pop()
    return rest + markers


def has_words(inlines: list[Node]) -> bool:
    """Whether anything but markers and spaces is there."""
    return any(not is_marker(node) and node["t"] not in ("Space", "SoftBreak", "LineBreak") for node in inlines)


def picture(name: str, description: str) -> Node:
    """A picture with its description, which may be empty."""
    return {"t": "Image", "c": [no_attributes(), words(description), [name, ""]]}


def with_words(sign: str, blocks: list[Node]) -> list[Node]:
    """The blocks with the sign as the first words of their first paragraph."""
    before = words(sign.rstrip()) + ([SPACE] if sign != sign.rstrip() else [])
    if blocks and blocks[0]["t"] in ("Para", "Plain"):
        return [{**blocks[0], "c": [*before, *blocks[0]["c"]]}, *blocks[1:]]
    return [paragraph(before), *blocks]


def code_text(inlines: list[Node]) -> str:
    """The letters of a paragraph of code, line by line."""
    return "".join(map(_letters, inlines)).rstrip()


def _letters(node: Node) -> str:
    if node["t"] == "LineBreak":
        return "\n"
    return str(node["c"][1]) if node["t"] == "Code" else plain_text([node]) or " "
