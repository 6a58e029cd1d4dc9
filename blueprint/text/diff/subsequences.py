"""Subsequences: how many words two texts have in the same order."""

from __future__ import annotations

from collections import Counter

from rapidfuzz.distance import LCSseq

HUGE = 10**9
"""Of two texts whose lengths multiplied are more, the order of words would take too long, and gigabytes to write down."""


def in_common(one: str, other: str) -> int:
    """How many words, of one code character each, both have in the same order; of two huge texts, in any order.

    The longest common subsequence, by H. Hyyrö's bit-parallel algorithm (2004), as RapidFuzz has it.
    """
    if len(one) * len(other) > HUGE:
        return (Counter(one) & Counter(other)).total()
    return int(LCSseq.similarity(one, other))


def left_over(whole: str, part: str) -> str:
    """The words of the whole that a part does not have, in order; none of two huge texts."""
    if len(whole) * len(part) > HUGE:
        return ""
    return "".join(whole[edit.src_pos] for edit in LCSseq.editops(whole, part) if edit.tag == "delete")
