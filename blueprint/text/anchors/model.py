"""Places: the words a thread stands on, and where they are in another revision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Postfix, Prefix

CONTEXT = 32
"""Characters kept on each side of a quotation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Quoted words in a text: offsets in characters of its whole source, and the W3C text quote around them.

    `exact` is `source[start:end]`; `prefix` and `suffix` are up to 32 characters of source before and after it.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Status(StrEnum):
    """What became of the words a thread stands on."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a place is in a newer revision.

    `start`, `end` and `paragraph` (an index) are None when the words are gone; `exact` is the words it stands on now, or
    those it stood on last when they are gone. `near` is the index of the new paragraph beside which it is shown: its own,
    or the one at the place where a gone one stood. `method` names the rule that placed it, `confidence` is 0 to 1.
    """

    status: Status
    start: int | None
    end: int | None
    exact: str
    paragraph: int | None
    near: int
    method: str
    confidence: float


def quote(source: str, start: int, end: int) -> Place:
    """The place of the characters from start to end of a source, with its context."""
    if not 0 <= start <= end <= len(source):
        raise ValueError("The place lies outside of the text.")
    return Place(start, end, source[start:end], source[max(0, start - CONTEXT) : start], source[end : end + CONTEXT])


def find(source: str, exact: str, prefix: str = "", suffix: str = "") -> Place | None:
    """Where a text quote stands in a source: of several occurrences the one whose context fits best; None without any."""
    best, fit = None, -1
    at = source.find(exact) if exact else -1
    while at >= 0:
        before, after = source[max(0, at - len(prefix)) : at], source[at + len(exact) : at + len(exact) + len(suffix)]
        agreement = Postfix.similarity(before, prefix) + Prefix.similarity(after, suffix)
        if agreement > fit:
            best, fit = at, agreement
        at = source.find(exact, at + 1)
    return quote(source, best, best + len(exact)) if best is not None else None
