"""Word segmentation by ICU: Unicode Standard Annex 29, and dictionaries for scripts without spaces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from icu4py.breakers import WordBreaker

from blueprint.text.document.forms import LONE_SURROGATE, fold, fold_with_offsets

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
WHITE_SPACE = re.compile(r"\s{2,}")
UNDIVIDED = re.compile(
    r"""\s{2,}
    |\b(?:\w+://|www\.)[^\s<>()\[\]{}"“”«»|]*[^\s<>()\[\]{}"“”«»|.,;:!?'*_~`…。、，؟،।]   # an address in the text
    |(?<=\]\()[^\s()<>]+                                                              # the address of a link
    |-{3,}|={3,}                                                                      # lines of tables and headings""",
    re.VERBOSE,
)
"""White space, lines drawn, and addresses: a word of the text is not kept because it is part of an address too."""
SIGNS_OF_UNDIVIDED = ("://", "www.", "](", "---", "===")
"""What is in all of these but white space. Searching for it first is quick, and most paragraphs have none."""
DRAWN_LINE = re.compile(r"([-=])\1{3,}")
LINE_START = re.compile(r"\s[\s>]*\Z")
"""White space, which includes the marks of a quotation after a line ending."""


def words(text: str, language: str = "en") -> tuple[str, ...]:
    """Segment a text into words, runs of white space, and punctuation; joined together they are the text.

    `language` is a BCP 47 tag; an invalid tag counts as English. No grapheme cluster (a character with its accents, an
    emoji made of several) is cut in two. An address is one word. The same text in another Unicode form is cut at the
    same places (see `forms`): a zero-width character is part of the word before it.
    """
    return tuple(segment(text, language))


def segment(text: str, language: str) -> Sequence[str]:
    """As `words`, without copying the list into a tuple."""
    if not text:
        return []
    folded = fold_with_offsets(text)
    pieces = _break_words(folded.text, language)
    undivided = _undivided(text)
    if folded.text is text and not undivided:
        return pieces
    ends = _without_ends_in([*_ends_in_source(pieces, folded.offsets), len(text)], undivided)
    return [text[start:end] for start, end in pairwise([0, *ends])]


def _without_ends_in(ends: Sequence[int], undivided: Sequence[tuple[int, int]]) -> list[int]:
    """The ends of pieces but for those within what is undivided."""
    kept: list[int] = []
    at = 0
    for start, end in undivided:
        low = bisect_left(ends, start + 1, at)
        kept += ends[at:low]
        at = bisect_left(ends, end, low)
    return kept + list(ends[at:])


def _undivided(text: str) -> list[tuple[int, int]]:
    """Start and end of what ICU may cut in two: not the space, the only printable white space."""
    signs = any(map(text.__contains__, SIGNS_OF_UNDIVIDED))
    if not signs and text.isprintable():
        return []
    return [match.span() for match in (UNDIVIDED if signs else WHITE_SPACE).finditer(text)]


def _break_words(text: str, language: str) -> list[str]:
    locale = language if LANGUAGE_TAG.match(language) else "en"
    if not LONE_SURROGATE.search(text):
        return list(WordBreaker(text, locale)) if text else []
    ends = accumulate(len(piece) for piece in WordBreaker(LONE_SURROGATE.sub("\ufffd", text), locale))
    return [text[start:end] for start, end in pairwise([0, *ends])]


def _ends_in_source(pieces: Sequence[str], offsets: Sequence[int]) -> list[int]:
    """Where in the source each piece but the last ends; pieces of one character of the source are not separated."""
    ends = list(accumulate(map(len, pieces)))[:-1]
    if isinstance(offsets, range):  # each character is its own
        return ends
    return [offsets[end] for end in ends if offsets[end] != offsets[end - 1]]


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """What words are compared by: equal for words that a reader does not tell apart, and "" for white space.

    Lines drawn in the source, of whatever length, are the same too.
    """
    if word.isascii() and word.isalnum():
        return word
    if LINE_START.match(word):
        return ""
    return DRAWN_LINE.sub(r"\1\1\1", "".join(fold(word).split()))


def is_space(word: str) -> bool:
    """Whether a segment is white space; the marks of a quotation at the beginning of a line are too."""
    return not word_key(word)


def join_line_starts(segments: Sequence[str]) -> list[str]:
    """The segments of a quotation, each line ending in one with the quotation marks that begin the next line."""
    joined: list[str] = []
    for word in segments:
        if joined and (word.isspace() or word == ">") and LINE_START.match(joined[-1]) and "\n" in joined[-1]:
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def join_indentation(segments: Sequence[str]) -> list[str]:
    """The segments of code, each line ending and indentation in one with the word after it: alone it shows nothing."""
    joined: list[str] = []
    for word in segments:
        if joined and joined[-1].isspace() and (len(joined[-1]) > 1 or not joined[-1].isprintable()):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def count_words(segments: Sequence[str]) -> int:
    """How many of the segments are words, rather than white space or punctuation."""
    return sum(1 for word in segments if word[:1].isalnum())
