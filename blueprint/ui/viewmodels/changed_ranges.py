"""The words of a change as ranges of the two sources."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blueprint.text import IN_NEW, IN_OLD, Change, Paragraph


class ChangedRange(NamedTuple):
    """A range of one side's source inside one paragraph, and what became of it."""

    operation: str
    side: str
    paragraph: int
    start: int
    end: int


def changed_ranges(change: Change, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[ChangedRange]:
    """The words of a change as ranges of the two sources; unchanged words come from both sides.

    What differs in form alone ("<" and ">") is unchanged for a reader.
    """
    before, after = _SideReader("old", change.old, old), _SideReader("new", change.new, new)
    for operation, words in change.words:
        seen = operation if operation in "-+" else "="
        if operation in IN_OLD:
            yield from before.read(seen, len(words))
        if operation in IN_NEW:
            yield from after.read(seen, len(words))


class _SideReader:
    """Reads the concatenated paragraphs of one side, and gives the source range of what it read."""

    def __init__(self, side: str, indexes: Sequence[int], paragraphs: Sequence[Paragraph]) -> None:
        self._side, self._indexes, self._paragraphs = side, indexes, paragraphs
        self._at, self._offset = 0, 0

    def read(self, operation: str, length: int) -> Iterator[ChangedRange]:
        """The next `length` characters, cut where a paragraph ends."""
        while length and self._at < len(self._indexes):
            index = self._indexes[self._at]
            paragraph = self._paragraphs[index]
            taken = min(length, len(paragraph.text) - self._offset)
            start = paragraph.start + self._offset
            if taken:
                yield ChangedRange(operation, self._side, index, start, start + taken)
            self._offset, length = self._offset + taken, length - taken
            if self._offset == len(paragraph.text):
                self._at, self._offset = self._at + 1, 0
