"""Lists that grow: their beginning is read, and how long they are."""

from collections.abc import Callable, Iterable
from typing import Self, TypeVar

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Listing(tuple[T_co, ...]):
    """The first items of a list in its order; `total` is how many it has."""

    total: int

    def __new__(cls, items: Iterable[T_co], total: int) -> Self:
        """The items with the length of the whole list."""
        made = super().__new__(cls, items)
        made.total = total
        return made


def listing(items: tuple[T, ...], most: int | None, count: Callable[[], int]) -> Listing[T]:
    """At most `most` items that were read (None: all), with their total: counted only where there may be more."""
    whole = most is None or len(items) < most
    return Listing(items, len(items) if whole else count())
