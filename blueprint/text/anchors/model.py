"""Text quotes: quoted words with offsets and context, and the result of carrying them to another revision.

`exact`, `prefix` and `suffix` are those of the W3C's Web Annotation Data Model (Text Quote Selector, 4.2.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Postfix, Prefix

CONTEXT = 32
"""Characters of prefix and of suffix."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """Quoted words of a text: offsets in characters of its whole source, and the W3C text quote.

    `exact` is `source[start:end]`; `prefix` and `suffix` are up to 32 characters of source before and after it.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class QuoteStatus(StrEnum):
    """What became of quoted words."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class CarriedQuote:
    """Where a text quote is in a newer revision.

    `start`, `end` and `paragraph` (an index) are None if the words are gone; `exact` is the words now, or the last ones
    if they are gone. `near` is the index of the new paragraph beside which the quote is shown: its own, or the
    nearest one before it that is still there. `method` names the rule that found it; `confidence`, 0 to 1, is the
    probability that the words are there, or gone.
    """

    status: QuoteStatus
    start: int | None
    end: int | None
    exact: str
    paragraph: int | None
    near: int
    method: str
    confidence: float


def quote(source: str, start: int, end: int) -> TextQuote:
    """The text quote of the characters from start to end of a source. ValueError if they are outside the text."""
    if not 0 <= start <= end <= len(source):
        raise ValueError("The quotation lies outside the text.")
    return TextQuote(
        start, end, source[start:end], source[max(0, start - CONTEXT) : start], source[end : end + CONTEXT]
    )


def find_quote(source: str, exact: str, prefix: str = "", suffix: str = "") -> TextQuote | None:
    """Find a text quote in a source: of several occurrences the one whose context fits best; None if there is none."""
    best, best_score = None, -1
    at = source.find(exact) if exact else -1
    while at >= 0:
        before, after = source[max(0, at - len(prefix)) : at], source[at + len(exact) : at + len(exact) + len(suffix)]
        score = Postfix.similarity(before, prefix) + Prefix.similarity(after, suffix)
        if score > best_score:
            best, best_score = at, score
        at = source.find(exact, at + 1)
    return quote(source, best, best + len(exact)) if best is not None else None
