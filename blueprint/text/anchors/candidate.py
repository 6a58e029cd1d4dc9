"""A landing: where quoted words came to stand, and what both ways of looking for them need to judge it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 0.5
"""The share of the words' letters that must have survived."""

NEAR = 60
"""Characters: about ten words."""


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a piece of a place within one old paragraph came to stand in the new source."""

    start: int
    end: int
    method: str
    confidence: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a place that lies in one old paragraph, from `start` to `end` in the old source."""

    paragraph: int
    start: int
    end: int


def reach(length: int) -> int:
    """How much may have come between two parts of a quotation of so many characters for it to stay in one place."""
    return max(NEAR, length)


def whole_words(text: str, start: int, end: int, exact: str) -> bool:
    """Whether a quotation found from start to end does not lie within longer words: "art" is not found in "party"."""
    before = start > 0 and text[start - 1].isalnum() and exact[0].isalnum()
    after = end < len(text) and text[end].isalnum() and exact[-1].isalnum()
    return not before and not after


def share(kept: Sequence[str], exact: str) -> float:
    """How much of a quotation was kept, by letters or by words, whichever is more; 1 for an empty one."""
    letters = sum(len(word) for text in kept for word in text.split()), sum(map(len, exact.split()))
    words = sum(len(text.split()) for text in kept), len(exact.split())
    return min(1.0, max(part / whole if whole else 1.0 for part, whole in (letters, words)))
