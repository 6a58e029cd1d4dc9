"""Korean, whose lines may be broken between words alone (W3C, Requirements for Hangul Text Layout, 3.2): each word is kept
whole, since Typst would break it between any two syllables."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from blueprint.publishing.pdf.typst_nodes import TypstNode

MOST = 16
"""Syllables of a word that is kept whole; a longer one would leave a gap, and not fit a narrow column."""

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_INLINE = frozenset({"par", "plain", "head", "item"})
_STYLES = frozenset(
    {"em", "strong", "strike", "under", "ins", "del", "sup", "sub", "web", "ref", "mark", "small", "span"}
)


class _LinePart(NamedTuple):
    """A part of a line: a string without a space inside, a space, or another node; `styles` are the nodes around it."""

    styles: tuple[TypstNode, ...]
    content: TypstNode | str

    @property
    def is_space(self) -> bool:
        return isinstance(self.content, str) and self.content.isspace()

    @property
    def is_break(self) -> bool:
        return self.is_space or self.content == {"k": "break"}


def with_whole_words(blocks: list[TypstNode]) -> list[TypstNode]:
    """Blocks whose words are kept whole, but for tables, whose columns are narrow."""
    return [_block(block) for block in blocks]


def _block(block: TypstNode) -> TypstNode:
    if block["k"] in _INLINE:
        return {**block, "c": _words(block["c"])}
    if block["k"] in ("list", "enum"):
        return {**block, "items": [with_whole_words(item) for item in block["items"]]}
    if block["k"] in ("quote", "group", "change"):
        return {**block, "c": with_whole_words(block["c"])}
    return block


def _words(nodes: Sequence[TypstNode | str]) -> list[TypstNode | str]:
    """The nodes of a line with each word in a node of its own, also where only part of it is emphasised."""
    found: list[_LinePart] = []
    for is_break, group in groupby(_parts(nodes, ()), key=lambda part: part.is_break):
        word = list(group)
        found += word if is_break or not _is_kept(word) else [_whole(word)]
    return _styled(found, 0)


def _parts(nodes: Sequence[TypstNode | str], styles: tuple[TypstNode, ...]) -> Iterator[_LinePart]:
    for node in nodes:
        if isinstance(node, str):
            yield from (_LinePart(styles, some) for some in re.findall(r"\s+|\S+", node))
        elif node["k"] in _STYLES:
            yield from _parts(node["c"], (*styles, {key: value for key, value in node.items() if key != "c"}))
        else:
            yield _LinePart(styles, node)


def _is_kept(word: Sequence[_LinePart]) -> bool:
    letters = "".join(part.content for part in word if isinstance(part.content, str))
    return len(letters) <= MOST and _HANGUL.search(letters) is not None


def _whole(word: Sequence[_LinePart]) -> _LinePart:
    """A word as one part, inside of the styles that are around all of it."""
    shared = 0
    while all(len(part.styles) > shared and part.styles[shared] == word[0].styles[shared] for part in word):
        shared += 1
    return _LinePart(word[0].styles[:shared], {"k": "whole", "c": _styled(word, shared)})


def _styled(parts: Sequence[_LinePart], depth: int) -> list[TypstNode | str]:
    """The parts inside of their styles, from this depth on."""
    result: list[Any] = []
    for style, group in groupby(parts, key=lambda part: part.styles[depth] if len(part.styles) > depth else None):
        some = list(group)
        result += [part.content for part in some] if style is None else [{**style, "c": _styled(some, depth + 1)}]
    return result
