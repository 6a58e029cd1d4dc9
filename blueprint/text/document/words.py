"""Word segmentation by ICU: Unicode Standard Annex 29, and dictionaries for scripts without spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from icu4py.breakers import WordBreaker

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def words(text: str, language: str = "en") -> tuple[str, ...]:
    """Segment a text into words, white space and punctuation; joined together they are the text.

    `language` is a BCP 47 tag; an invalid tag counts as English. No grapheme cluster (a character with its accents, an
    emoji made of several) is cut in two.
    """
    return tuple(segment(text, language))


def segment(text: str, language: str) -> Sequence[str]:
    """As `words`, without copying the list into a tuple."""
    locale = language if LANGUAGE_TAG.match(language) else "en"
    if not LONE_SURROGATE.search(text):
        return list(WordBreaker(text, locale)) if text else []
    pieces = WordBreaker(LONE_SURROGATE.sub("\ufffd", text), locale)
    ends = list(accumulate(len(piece) for piece in pieces))
    return [text[start:end] for start, end in pairwise([0, *ends])]


def count_words(segments: Sequence[str]) -> int:
    """How many of the segments are words, rather than white space or punctuation."""
    return sum(1 for word in segments if word[0].isalnum())
