"""Pages of the library's lists, each with the addresses of those before and after it."""

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from blueprint.domain.errors import NotFound

T = TypeVar("T")

PAGE_SIZE = 20
"""Editions or proposals on a page."""
NAMES = 200
"""Names on a page."""


class ListPage(NamedTuple, Generic[T]):
    """The items of one page of a list: its `number` from 1, how many pages and items there are, and its path."""

    items: tuple[T, ...]
    number: int
    pages: int
    total: int
    path: str

    @property
    def previous_url(self) -> str:
        """Of the page before; empty for the first."""
        return page_url(self.path, self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """Of the page after; empty for the last."""
        return page_url(self.path, self.number + 1) if self.number < self.pages else ""

    @property
    def url(self) -> str:
        """Its own."""
        return page_url(self.path, self.number)


def page_of(items: Sequence[T], number: int, path: str, size: int = PAGE_SIZE) -> ListPage[T]:
    """One page of a list; raises `NotFound` beyond the last one. A list without items has one page."""
    pages = max(1, -(-len(items) // size))
    if number > pages:
        raise NotFound("This list has no such page. Start from its first page.")
    shown = tuple(items[(number - 1) * size : number * size])
    return ListPage(shown, number, pages, len(items), path)


def page_url(path: str, number: int) -> str:
    """The address of a page; the first one is the path alone."""
    return f"{path}?page={number}" if number > 1 else path


def page_number(text: str | None) -> int:
    """The number that an address asks for; 1 where it asks for none, or for what is no number."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 7 and int(text) else 1
