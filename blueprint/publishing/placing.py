"""On which line each paragraph begins, of a text that was read without its places.

Our own cutting knows; that it found the same paragraphs as Pandoc is not believed but compared, letter by letter.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from blueprint.publishing.numbering import COUNTED
from blueprint.publishing.pandoc import Node
from blueprint.publishing.tree import words_of
from blueprint.text import Document, Paragraph

_UNSEEN = re.compile(r"!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|\[\^[^\[\]]*\]")
_LETTERS = re.compile(r"[^\W_]+")
_UNNUMBERED = frozenset({"Table", "Figure", "Header"})


def place(blocks: list[Node], document: Document, lines: list[int]) -> bool:
    """Write its `line` on each paragraph that can have a number; False when they are not those of the document.

    `lines` are those on which the document's counted paragraphs begin, in order.
    """
    found = [node for node in _paragraphs(blocks) if words_of(node["c"])]
    counted = [paragraph for paragraph in document.paragraphs if paragraph.kind in COUNTED]
    if [_letters(words_of(node["c"])) for node in found] != [_letters(_seen(paragraph)) for paragraph in counted]:
        return False
    for node, line in zip(found, lines, strict=True):
        node["line"] = line
    return True


def _paragraphs(blocks: Any) -> Iterator[Node]:
    """Every paragraph but those of tables and footnotes, in reading order."""
    if isinstance(blocks, list):
        for item in blocks:
            yield from _paragraphs(item)
    elif isinstance(blocks, dict) and blocks.get("t") in ("Para", "Plain"):
        yield blocks
    elif isinstance(blocks, dict) and blocks.get("t") not in _UNNUMBERED:
        yield from _paragraphs(blocks.get("c"))


def _seen(paragraph: Paragraph) -> str:
    return unescape(_UNSEEN.sub("", paragraph.text.removeprefix(paragraph.marker)))


def _letters(words: str) -> str:
    return "".join(_LETTERS.findall(words))
