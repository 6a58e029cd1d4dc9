"""A pairing: which old paragraph is which new one, as far as is known, and the gaps that are left between the known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Gap:
    """Unpaired old and new paragraphs between the same two paired ones, which keep their order.

    `tight` says that the paragraphs around it stand directly at it on both sides: nothing else was lost or gained there.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    tight: bool


class Pairing:
    """For each old paragraph its new one and back (-1 while unknown), with the confidence of each link.

    `weights` is the length of each old paragraph: the heavier part of a text counts as having stayed when parts changed
    places.
    """

    def __init__(self, old_count: int, new_count: int, weights: Sequence[int]) -> None:
        self.forth = [-1] * old_count
        self.back = [-1] * new_count
        self.confidence: dict[int, float] = {}
        self._weights = weights

    def link(self, old: int, new: int, confidence: float) -> None:
        """Record that an old paragraph is a new one. Both must be free."""
        self.forth[old], self.back[new] = new, old
        self.confidence[old] = confidence

    def free(self, old: int, new: int) -> bool:
        """Whether neither has a partner yet."""
        return self.forth[old] < 0 and self.back[new] < 0

    def stretches(self) -> list[list[int]]:
        """Links that follow each other on both sides, as [first old, first new, count, weight], in old order."""
        found: list[list[int]] = []
        for old, new in enumerate(self.forth):
            if new < 0:
                continue
            last = found[-1] if found else None
            if last and last[0] + last[2] == old and last[1] + last[2] == new:
                last[2] += 1
                last[3] += self._weights[old]
            else:
                found.append([old, new, 1, self._weights[old]])
        return found

    def backbone(self) -> list[tuple[int, int]]:
        """The links that kept their order: the heaviest set of links in which old and new both only go forward."""
        found = self.stretches()
        kept = heaviest_rise([(new, weight) for _, new, _, weight in found])
        return [(found[at][0] + step, found[at][1] + step) for at in kept for step in range(found[at][2])]

    def gaps(self) -> Iterator[Gap]:
        """What lies between the links of the backbone and has no partner, in order; gaps without any are left out."""
        edges = [(-1, -1), *self.backbone(), (len(self.forth), len(self.back))]
        for (old, new), (next_old, next_new) in pairwise(edges):
            if next_old == old + 1 and next_new == new + 1:
                continue
            left = tuple(at for at in range(old + 1, next_old) if self.forth[at] < 0)
            right = tuple(at for at in range(new + 1, next_new) if self.back[at] < 0)
            if left or right:
                yield Gap(left, right, tight=len(left) == next_old - old - 1 and len(right) == next_new - new - 1)


def heaviest_rise(items: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes of the heaviest strictly rising subsequence of (value, weight) items; n log n.

    Keeps, by rising last value, the best total weight of a rise that ends there (as for the longest increasing
    subsequence, with a staircase instead of one pile a length).
    """
    if all(first[0] < second[0] for first, second in pairwise(items)):
        return list(range(len(items)))
    values: list[int] = []
    stairs: list[tuple[int, int]] = []
    before: list[int] = []
    for at, (value, weight) in enumerate(items):
        place = bisect_right(values, value)
        total = weight + (stairs[place - 1][0] if place else 0)
        before.append(stairs[place - 1][1] if place else -1)
        end = place
        while end < len(stairs) and stairs[end][0] <= total:
            end += 1
        values[place:end], stairs[place:end] = [value], [(total, at)]
    return _walked(before, stairs[-1][1] if stairs else -1)


def _walked(before: Sequence[int], at: int) -> list[int]:
    path = []
    while at >= 0:
        path.append(at)
        at = before[at]
    return path[::-1]
