"""Reading Markdown with Pandoc, in its sandbox: blocks whose attributes say on which line of the source they begin."""

import re
from itertools import pairwise

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.html.understand import RefuseElement, understand_html
from blueprint.publishing.markdown.lists.signs import with_written_signs
from blueprint.publishing.markdown.numbering import without_hidden
from blueprint.publishing.markdown.pandoc import Node, PandocError
from blueprint.publishing.markdown.prepare import prepare
from blueprint.text import Document

_READER = "commonmark_x-raw_attribute-yaml_metadata_block-emoji-alerts-task_lists+sourcepos"
"""CommonMark with Pandoc's extensions, but without what could carry code or settings.

Its `task_lists` puts the box of an item in a paragraph of its own when `sourcepos` is on (see `task_items`).
"""
_FIRST_READER = f"{_READER}-raw_html-tex_math_dollars-fancy_lists"
_TAB = 4
"""Columns of a tab stop, to which Pandoc expands tabs before it counts columns."""
_LINE_END = re.compile("\r\n|\r|\n")


def read(document: Document, dialect: int, refuse: RefuseElement, file: str = "") -> list[Node]:
    """The blocks of a text in a dialect (see docs/dialect.md); `refuse` is called for HTML that no edition can hold.

    Raises `Refusal` when reading takes too long or too much memory.
    """
    try:
        if dialect == FIRST_DIALECT:
            return _blocks(without_hidden(document), _FIRST_READER)
        source = prepare(document)
        blocks = understand_html(_blocks(source, _READER), refuse)
    except PandocError:
        raise Refusal(
            "This text is too tangled or too long to be set.",
            file=file,
            remedy="Look for footnotes that cite themselves and very deep nesting, or divide the text.",
        ) from None
    if "\\ " in source:
        blocks = transform(blocks, _without_backslash)
    return with_written_signs(
        blocks, [line.expandtabs(_TAB) for line in _LINE_END.split(document.source.removeprefix("\ufeff"))]
    )


def _without_backslash(node: Node) -> list[Node]:
    """Sub- and superscripts of several words without the backslash before each space, which Pandoc leaves."""
    if node["t"] not in ("Subscript", "Superscript"):
        return [node]
    words = list(node["c"])
    for at, (word, after) in enumerate(pairwise(words)):
        if word["t"] == "Str" and after["t"] == "Space":
            words[at] = {**word, "c": word["c"].removesuffix("\\")}
    return [{**node, "c": words}]


def _blocks(source: str, reader: str) -> list[Node]:
    answer = pandoc.run(["--sandbox", "-f", reader, "-t", "json"], source.removeprefix("\ufeff").encode())
    blocks: list[Node] = pandoc.json_of(answer, _unwrapped)["blocks"]
    return blocks


def _unwrapped(node: Node) -> Node:
    """A word without the span that `sourcepos` puts around each: nine tenths of the tree are such.

    The word keeps the span's attributes as `pos`, for a definition's term, which is in no block of its own.
    """
    if node.get("t") == "Span":
        (_, _, pairs), inside = node["c"]
        if len(inside) == 1 and ["wrapper", "1"] in pairs:
            return {**inside[0], "pos": pairs}
    return node
