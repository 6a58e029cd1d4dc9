"""Runs: proposals in a row that are made together, apart from the book, so that one that changes costs only its run.

Each run carries its fonts, so it may not be too small; where it begins may not depend on the length of what stands before
it, or a longer text would move every run behind it. So a book is halved, and its halves again, until what is left is small:
a text that grows changes no border but those within its own half.
"""

from collections.abc import Sequence

from blueprint.publishing.book import Book

LARGEST = 24_000
"""Characters of the proposals that one run may have, some fifteen pages; a longer proposal is a run of its own."""


def apart(book: Book) -> tuple[range, ...]:
    """The places of the proposals of each run of a book; none for a book that is small enough to be made whole."""
    divided = runs([len(chapter.markdown) for chapter in book.chapters])
    return divided if len(divided) > 1 else ()


def runs(sizes: Sequence[int]) -> tuple[range, ...]:
    """The places (from 0) of the proposals of each run, in order, given each proposal's characters."""
    whole = 1
    while whole < len(sizes):
        whole *= 2
    return tuple(_halved(sizes, 0, whole))


def _halved(sizes: Sequence[int], start: int, length: int) -> list[range]:
    places = range(start, min(start + length, len(sizes)))
    if length == 1 or sum(sizes[place] for place in places) <= LARGEST:
        return [places] if places else []
    half = length // 2
    return _halved(sizes, start, half) + _halved(sizes, start + half, half)
