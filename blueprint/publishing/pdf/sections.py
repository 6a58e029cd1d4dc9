"""Sections: proposals in a row that are compiled together, apart from the book, so that a change costs only its section.

They bound memory, too. Each section carries its fonts, so it may not be too small; and where it begins may not depend on the
length of what is before it, or a longer text would move every section behind it. So a book is halved, and its halves again,
until what is left is small: a text that grows changes no border but those within its own half.
"""

from collections.abc import Sequence

from blueprint.publishing.book import Book

LARGEST = 24_000
"""Characters of the proposals that one section may have, some fifteen pages; a longer proposal is a section of its own."""


def sections_of(book: Book) -> tuple[range, ...]:
    """The places (from 0) of the proposals of each section; empty for a book that is small enough to be compiled whole."""
    found = divide([len(chapter.markdown) for chapter in book.chapters])
    return found if len(found) > 1 else ()


def divide(sizes: Sequence[int]) -> tuple[range, ...]:
    """The places (from 0) of the proposals of each section, in order, given each proposal's characters."""
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
