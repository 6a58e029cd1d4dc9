"""A one-to-one matching of old and new paragraphs, and the gaps between the matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from blueprint.text.diff.subsequences import weighted_increasing_subsequence


@dataclass(frozen=True, slots=True)
class Gap:
    """Unmatched old and new paragraphs between two consecutive matches that keep their order.

    `complete` is true if all paragraphs between those matches are unmatched, on both sides: none moved in or out.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    complete: bool


class Matching:
    """For each old paragraph its new one and vice versa (-1 while unmatched), and the confidence of each match by old
    index.

    `weights` is the length of each old paragraph: when parts of a text change places, the longer one counts as unmoved.
    """

    def __init__(self, old_count: int, new_count: int, weights: Sequence[int]) -> None:
        self.new_of = [-1] * old_count
        self.old_of = [-1] * new_count
        self.confidence: dict[int, float] = {}
        self._weights = weights

    def match(self, old: int, new: int, confidence: float) -> None:
        """Record a match of two free paragraphs."""
        self.new_of[old], self.old_of[new] = new, old
        self.confidence[old] = confidence

    def is_free(self, old: int, new: int) -> bool:
        """Whether neither is matched yet."""
        return self.new_of[old] < 0 and self.old_of[new] < 0

    def _blocks(self) -> list[list[int]]:
        """Matches that are consecutive on both sides, as [first old, first new, count, weight], in old order."""
        blocks: list[list[int]] = []
        for old, new in enumerate(self.new_of):
            if new < 0:
                continue
            last = blocks[-1] if blocks else None
            if last and last[0] + last[2] == old and last[1] + last[2] == new:
                last[2] += 1
                last[3] += self._weights[old]
            else:
                blocks.append([old, new, 1, self._weights[old]])
        return blocks

    def _in_order(self) -> list[tuple[int, int]]:
        """The matches that keep their order: the heaviest set in which old and new indexes both increase."""
        blocks = self._blocks()
        unmoved = weighted_increasing_subsequence([(new, weight) for _, new, _, weight in blocks])
        return [(blocks[at][0] + step, blocks[at][1] + step) for at in unmoved for step in range(blocks[at][2])]

    def gaps(self) -> Iterator[Gap]:
        """The gaps between the matches that keep their order, without empty ones."""
        edges = [(-1, -1), *self._in_order(), (len(self.new_of), len(self.old_of))]
        for (old, new), (next_old, next_new) in pairwise(edges):
            if next_old == old + 1 and next_new == new + 1:
                continue
            left = tuple(at for at in range(old + 1, next_old) if self.new_of[at] < 0)
            right = tuple(at for at in range(new + 1, next_new) if self.old_of[at] < 0)
            if left or right:
                complete = len(left) == next_old - old - 1 and len(right) == next_new - new - 1
                yield Gap(left, right, complete)
