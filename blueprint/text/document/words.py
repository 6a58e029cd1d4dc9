"""Words: cutting text where a reader of its language would, by ICU (Unicode Standard Annex 29 and its dictionaries)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from icu4py.breakers import WordBreaker

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def words(text: str, language: str = "en") -> tuple[str, ...]:
    """Cut a text into words, spaces and punctuation; put together again they are the text.

    `language` is a BCP 47 tag; what is none counts as English. Thai, Japanese and other scripts without spaces are cut into
    words by ICU's dictionaries. A character with its accents, or an emoji made of several, is never cut in two.
    """
    return tuple(cut(text, language))


def cut(text: str, language: str) -> Sequence[str]:
    """`words`, as a list."""
    locale = language if LANGUAGE.match(language) else "en"
    if not LONE_SURROGATE.search(text):
        return list(WordBreaker(text, locale)) if text else []
    pieces = WordBreaker(LONE_SURROGATE.sub("\ufffd", text), locale)
    ends = list(accumulate(len(piece) for piece in pieces))
    return [text[start:end] for start, end in pairwise([0, *ends])]
