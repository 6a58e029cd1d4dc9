"""The first stages of alignment: match paragraphs with equal keys."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

from blueprint.text.diff.matching import Matching

UNIQUE_CONFIDENCE, REPEATED_FACTOR = 1.0, 0.9
"""The confidence of a unique match; what a match is worth of that if its key is repeated."""
Keys = Mapping[int, str]
"""What identifies each unmatched paragraph, by its index and in order, but for those that are left out."""


def match_equal(
    old: Keys,
    new: Keys,
    matching: Matching,
    confidence: float = UNIQUE_CONFIDENCE,
    min_unique_length: int = 0,
) -> None:
    """Match unmatched paragraphs with equal keys: unique ones, then neighbours of matches, then the rest in order per
    gap.

    Keys shorter than `min_unique_length` characters are not matched for being unique.
    """
    if not match_unique(old, new, matching, confidence, min_unique_length):
        return
    _match_neighbours(old, new, matching, confidence)
    for gap in list(matching.gaps()):
        _match_in_order(old, new, gap.old, gap.new, matching, REPEATED_FACTOR * confidence)


def match_remaining_equal(old: Keys, new: Keys, matching: Matching) -> None:
    """Match what is repeated and far apart, in order."""
    _match_in_order(old, new, old, new, matching, REPEATED_FACTOR)


def match_unique(old: Keys, new: Keys, matching: Matching, confidence: float, min_length: int = 0) -> bool:
    """Match keys that are unique on both sides; return whether there are other equal keys."""
    left, right = _unique_indexes(old), _unique_indexes(new)
    others = False
    for key in left.keys() & right.keys():
        if left[key] >= 0 and right[key] >= 0 and len(key) >= min_length:
            matching.match(left[key], right[key], confidence)
        else:
            others = True
    return others


def _unique_indexes(keys: Keys) -> dict[str, int]:
    """The index of each key; -1 for those that occur more than once."""
    indexes: dict[str, int] = {}
    for at, key in keys.items():
        indexes[key] = -1 if key in indexes else at
    return indexes


def _match_neighbours(old: Keys, new: Keys, matching: Matching, confidence: float) -> None:
    """Match what is beside a match; the beginnings of both texts are like one, and their ends."""
    for step, order in ((1, list(old)), (-1, list(old)[::-1])):
        for left in order:
            right = _place_beside(left, step, matching)
            if old[left] == new.get(right) and matching.is_free(left, right):
                matching.match(left, right, confidence)


def _place_beside(old: int, step: int, matching: Matching) -> int:
    """The index after (step 1) or before (-1) what the paragraph before or after an old one became; -1 without a match."""
    if old - step in (-1, len(matching.new_of)):
        return 0 if step > 0 else len(matching.old_of) - 1
    new = matching.new_of[old - step]
    return new + step if new >= 0 else -1


def _match_in_order(
    old: Keys, new: Keys, left: Iterable[int], right: Iterable[int], matching: Matching, confidence: float
) -> None:
    queues: dict[str, deque[int]] = defaultdict(deque)
    for at in right:
        if at in new and matching.old_of[at] < 0:
            queues[new[at]].append(at)
    for at in left:
        if at in old and matching.new_of[at] < 0 and queues.get(old[at]):
            matching.match(at, queues[old[at]].popleft(), confidence)
