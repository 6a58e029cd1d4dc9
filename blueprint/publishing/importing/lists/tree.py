"""Paragraphs with signs, nested into lists."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from blueprint.publishing.importing.dialect.lists import bullet_items, ordered_items
from blueprint.publishing.importing.dialect.nodes import with_words
from blueprint.publishing.importing.lists.sign import Sign, SignKind
from blueprint.publishing.markdown.pandoc import Node

MOST_LEVELS = 15
"""Lists within each other; what is deeper stays on the last level."""
TOLERANCE = 30
"""Twips by which indents may differ and still be one."""
CELL_MARGIN = 115
"""Twips that word processors put the border of a table before its words."""
QUOTATION_INDENT = 2 * TOLERANCE + 1
"""Twips by which a quotation has to be further indented than an item to be part of it."""


class Entry(NamedTuple):
    """Blocks that belong together: a paragraph, or what is made of one. `left` is its indent in twips."""

    blocks: list[Node]
    sign: Sign | None = None
    left: int = 0


@dataclass(slots=True)
class _OpenItem:
    """A paragraph of a list that what follows may be part of; `blocks` is where that goes."""

    sign: Sign
    blocks: list[Node]
    is_item: bool


@dataclass(slots=True)
class ListTree:
    """The blocks so far, and the items that are open, or were before the tables that the blocks end with."""

    blocks: list[Node] = field(default_factory=list)
    body_left: int = 0
    _open: list[_OpenItem] = field(default_factory=list)
    _before: list[_OpenItem] = field(default_factory=list)
    _tables: list[Node] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Add the next blocks of the text."""
        sign = entry.sign
        if sign is None:
            self._continue(entry)
        elif sign.kind is SignKind.CONTINUED:
            self._close(lambda each: each.sign.depth > sign.depth)
            self._target().extend(entry.blocks)
        else:
            self._take_in_tables(sign)
            self._close(lambda each: not _holds(each.sign, sign))
            del self._open[MOST_LEVELS:]
            self._item(entry.blocks, sign)

    def heading(self, block: Node) -> None:
        """Add a heading, which ends all lists."""
        self._end_lists()
        self.blocks.append(block)

    def _continue(self, entry: Entry) -> None:
        """A paragraph without a sign belongs to the item that it is indented with, else to none."""
        if entry.left > self.body_left + CELL_MARGIN + TOLERANCE:
            self._close(lambda each: entry.left < each.sign.left - TOLERANCE)
        elif _is_table(entry):
            self._before, self._open = self._open or self._before, []
            self._tables += entry.blocks if self._before else []
        else:
            self._end_lists()
        self._target().extend(entry.blocks)

    def _end_lists(self) -> None:
        for each in (self._open, self._before, self._tables):
            each.clear()

    def _take_in_tables(self, sign: Sign) -> None:
        """Tables at the margin are part of the item before them when the next one counts on from it."""
        before, tables = self._before, self._tables
        self._before, self._tables = [], []
        at = next((at for at, each in enumerate(before) if _counts_on(each, sign)), None)
        if at is not None:
            del self.blocks[len(self.blocks) - len(tables) :]
            before[at].blocks.extend(tables)
            self._open = before[: at + 1]

    def _close(self, ends: Callable[[_OpenItem], bool]) -> None:
        while self._open and ends(self._open[-1]):
            self._open.pop()

    def _target(self) -> list[Node]:
        return self._open[-1].blocks if self._open else self.blocks

    def _items(self, target: list[Node], sign: Sign) -> list[list[Node]]:
        if sign.kind is SignKind.BULLET:
            return bullet_items(target)
        return ordered_items(target, sign.number, sign.style, sign.delimiter)

    def _item(self, blocks: list[Node], sign: Sign) -> None:
        target = self._target()
        if sign.kind is SignKind.WORDS:
            target.extend(with_words(sign.words, blocks))
            self._open.append(_OpenItem(sign, target, is_item=False))
            return
        items = self._items(target, sign)
        items.append(list(blocks))
        self._open.append(_OpenItem(sign, items[-1], is_item=True))


def _holds(outer: Sign, inner: Sign) -> bool:
    """Whether a paragraph is part of an open one: deeper in its list, or in another list that is further indented."""
    if outer.key == inner.key:
        return outer.depth < inner.depth
    if abs(outer.left - inner.left) <= TOLERANCE:
        return outer.depth < inner.depth
    return outer.left < inner.left


def _is_table(entry: Entry) -> bool:
    return [block["t"] for block in entry.blocks] == ["Table"]


def _counts_on(item: _OpenItem, sign: Sign) -> bool:
    """Whether the sign is that of the next item."""
    before = item.sign
    same = (before.kind, before.key, before.depth, before.style, before.delimiter) == (
        sign.kind, sign.key, sign.depth, sign.style, sign.delimiter,
    )  # fmt: skip
    return same and sign.kind is SignKind.ORDERED and before.number + 1 == sign.number
