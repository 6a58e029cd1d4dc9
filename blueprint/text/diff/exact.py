"""The first stages of alignment: match paragraphs with equal keys."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from blueprint.text.diff.matching import Matching

UNIQUE_CONFIDENCE, REPEATED_FACTOR = 1.0, 0.9
"""The confidence of a unique match; what a match is worth of that if its key is repeated."""
MatchKey = str | None
"""What identifies a paragraph; None if it is to be left out."""


def match_equal(
    old: Sequence[MatchKey],
    new: Sequence[MatchKey],
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


def match_remaining_equal(old: Sequence[MatchKey], new: Sequence[MatchKey], matching: Matching) -> None:
    """Match what is repeated and far apart, in order."""
    free_old = [at for at, partner in enumerate(matching.new_of) if partner < 0]
    free_new = [at for at, partner in enumerate(matching.old_of) if partner < 0]
    _match_in_order(old, new, free_old, free_new, matching, REPEATED_FACTOR)


def match_unique(
    old: Sequence[MatchKey], new: Sequence[MatchKey], matching: Matching, confidence: float, min_length: int = 0
) -> bool:
    """Match keys that are unique on both sides; return whether there are other equal keys."""
    left, right = _unique_indexes(old, matching.new_of), _unique_indexes(new, matching.old_of)
    others = False
    for key in left.keys() & right.keys():
        if left[key] >= 0 and right[key] >= 0 and len(key) >= min_length:
            matching.match(left[key], right[key], confidence)
        else:
            others = True
    return others


def _unique_indexes(keys: Sequence[MatchKey], partners: Sequence[int]) -> dict[str, int]:
    """The index of each unmatched key; -1 for those that occur more than once."""
    indexes: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key is not None and partners[at] < 0:
            indexes[key] = -1 if key in indexes else at
    return indexes


def _match_neighbours(old: Sequence[MatchKey], new: Sequence[MatchKey], matching: Matching, confidence: float) -> None:
    """Match what is beside a match; the beginnings of both texts are like one, and their ends."""
    forwards = range(len(old))
    for step, order, edge in ((1, forwards, 0), (-1, reversed(forwards), len(new) - 1)):
        right = edge
        for left in order:
            is_inside = 0 <= right < len(new) and matching.is_free(left, right)
            if is_inside and old[left] is not None and old[left] == new[right]:
                matching.match(left, right, confidence)
            right = matching.new_of[left] + step if matching.new_of[left] >= 0 else -1


def _match_in_order(
    old: Sequence[MatchKey],
    new: Sequence[MatchKey],
    left: Sequence[int],
    right: Sequence[int],
    matching: Matching,
    confidence: float,
) -> None:
    queues: dict[str, deque[int]] = defaultdict(deque)
    for at in right:
        key = new[at]
        if key is not None and matching.old_of[at] < 0:
            queues[key].append(at)
    for at in left:
        key = old[at]
        if key is not None and matching.new_of[at] < 0 and queues.get(key):
            matching.match(at, queues[key].popleft(), confidence)
