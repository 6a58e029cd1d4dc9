"""Longest common subsequences of words, and weighted longest increasing subsequences."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

HUGE = 2 * 10**8
"""If the product of two lengths is more, the longest common subsequence would take too long, and gigabytes to list."""


def lcs_length(one: str, other: str) -> int:
    """The length of the longest common subsequence of two texts of one character a word; of two huge texts, in any
    order.

    By H. Hyyrö's bit-parallel algorithm (2004), as RapidFuzz has it.
    """
    if len(one) * len(other) > HUGE:
        return (Counter(one) & Counter(other)).total()
    return int(LCSseq.similarity(one, other))


def not_in_lcs(whole: str, part: str) -> str:
    """The words of the whole that are not in its longest common subsequence with a part; none of two huge texts."""
    if len(whole) * len(part) > HUGE:
        return ""
    return "".join(whole[edit.src_pos] for edit in LCSseq.editops(whole, part) if edit.tag == "delete")


def weighted_increasing_subsequence(items: Sequence[tuple[int, int]]) -> list[int]:
    """Indexes of the strictly increasing subsequence of (value, weight) items with the largest total weight.

    O(n log n). `best` has, by increasing last value, the largest total weight of a subsequence that ends there, and the
    index of its last item: patience sorting with a staircase of weights instead of one pile a length.
    """
    if all(first[0] < second[0] for first, second in pairwise(items)):
        return list(range(len(items)))
    values: list[int] = []
    best: list[tuple[int, int]] = []
    previous: list[int] = []
    for at, (value, weight) in enumerate(items):
        position = bisect_right(values, value)
        total = weight + (best[position - 1][0] if position else 0)
        previous.append(best[position - 1][1] if position else -1)
        end = position
        while end < len(best) and best[end][0] <= total:
            end += 1
        values[position:end], best[position:end] = [value], [(total, at)]
    return _backtrack(previous, best[-1][1] if best else -1)


def _backtrack(previous: Sequence[int], at: int) -> list[int]:
    path = []
    while at >= 0:
        path.append(at)
        at = previous[at]
    return path[::-1]
