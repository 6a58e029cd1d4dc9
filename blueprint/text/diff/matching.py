"""A one-to-one matching of old and new paragraphs, and the gaps between the matches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    def expected(self) -> list[int]:
        """For each old paragraph the new index that it has if it is still as far behind the last match before it."""
        shift, found = 0, []
        for old, new in enumerate(self.new_of):
            shift = new - old if new >= 0 else shift
            found.append(old + shift)
        return found

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

    def _unmoved_blocks(self) -> list[list[int]]:
        """The blocks that keep their order: the heaviest set in which old and new indexes both increase."""
        blocks = self._blocks()
        return [blocks[at] for at in weighted_increasing_subsequence([(new, weight) for _, new, _, weight in blocks])]

    def gaps(self) -> Iterator[Gap]:
        """The gaps between the matches that keep their order, without empty ones."""
        start_old = start_new = 0
        for old, new, count, _ in (*self._unmoved_blocks(), (len(self.new_of), len(self.old_of), 0, 0)):
            left = tuple(at for at in range(start_old, old) if self.new_of[at] < 0)
            right = tuple(at for at in range(start_new, new) if self.old_of[at] < 0)
            if left or right:
                complete = len(left) == old - start_old and len(right) == new - start_new
                yield Gap(left, right, complete)
            start_old, start_new = old + count, new + count
