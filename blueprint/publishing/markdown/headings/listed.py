"""The headings of a text for tables of contents: a bare number is listed with its name."""

from collections.abc import Iterator
from itertools import zip_longest

from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.model import Heading
from blueprint.publishing.markdown.pandoc import Node
from blueprint.text import is_bare_number

LONGEST_NAME = 120
"""Characters of a paragraph that is the name of the number above it."""
SEPARATOR = "\u2002"


def listed_headings(blocks: list[Node], top: int) -> Iterator[Heading]:
    """The headings in order, the highest at level 1; `top` is their level in the blocks.

    “CHAPTER II” is listed together with the heading below it, or with a short paragraph below it that is all in bold or in
    italics, as laws have them.
    """
    named = False
    for block, after in zip_longest(blocks, blocks[1:]):
        if block["t"] == "Header" and not named:
            words = plain_text(block["c"][2])
            name = _name(after) if after and is_bare_number(words) else ""
            named = bool(name) and after is not None and after["t"] == "Header"
            title = SEPARATOR.join(filter(None, (words, name)))
            yield Heading(block["c"][0] - top + 1, title, block["id"])
        else:
            named = False


def _name(block: Node) -> str:
    """The words of a block that can be the name of the number above it; empty for any other."""
    if block["t"] == "Header":
        words = plain_text(block["c"][2])
        return "" if is_bare_number(words) else words
    styled = block["t"] == "Para" and len(block["c"]) == 1 and block["c"][0]["t"] in ("Strong", "Emph")
    words = plain_text(block["c"]) if styled else ""
    return words if len(words) <= LONGEST_NAME else ""
