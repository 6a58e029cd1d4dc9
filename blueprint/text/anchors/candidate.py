"""Candidate positions for quoted words, and how they are judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import category

MIN_KEPT = 0.5
"""The share of a quotation that must be kept."""

PER_LOST_SHARE = 0.1
"""What the share of a quotation that was not kept takes off its confidence: little, for half of it is seldom elsewhere."""
MIN_DISTANCE = 60
"""Characters: about ten words."""


@dataclass(frozen=True, slots=True)
class QuoteCandidate:
    """A candidate position in the new source for a quotation within one old paragraph."""

    start: int
    end: int
    method: str
    confidence: float
    moved: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphQuote:
    """The part of a quotation that is in one old paragraph, from `start` to `end` in the old source."""

    paragraph: int
    start: int
    end: int

    @property
    def length(self) -> int:
        """In characters."""
        return self.end - self.start


def max_distance(length: int) -> int:
    """How many characters may be between two parts of a quotation of this length that stay together."""
    return max(MIN_DISTANCE, length)


def is_whole_words(text: str, start: int, end: int, exact: str) -> bool:
    """Whether a quotation found from start to end is not within a longer word: "art" is not found in "party"."""
    before = start > 0 and _is_in_word(text[start - 1]) and _is_in_word(exact[0])
    after = end < len(text) and _is_in_word(text[end]) and _is_in_word(exact[-1])
    return not before and not after


def _is_in_word(character: str) -> bool:
    """Whether a character is a letter or digit, or a mark that belongs to the letter before it."""
    return character.isalnum() or is_mark(character)


def is_mark(character: str) -> bool:
    """Whether a character is an accent, a vowel point or a vowel sign."""
    return category(character)[0] == "M"


def kept_share(kept: Sequence[str], exact: str) -> float:
    """The share of a quotation that was kept, by characters or by words, whichever is more; 1 for an empty one.

    0 if only punctuation was kept of words.
    """
    if _has_words(exact) and not any(map(_has_words, kept)):
        return 0.0
    characters = sum(len(word) for text in kept for word in text.split()), sum(map(len, exact.split()))
    words = sum(len(text.split()) for text in kept), len(exact.split())
    return min(1.0, max(part / whole if whole else 1.0 for part, whole in (characters, words)))


def kept_confidence(share: float) -> float:
    """The probability that quoted words are where this share of them, at least half, was kept."""
    return 1 - PER_LOST_SHARE * (1 - share)


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
