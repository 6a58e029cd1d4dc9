"""Places: the words a thread stands on, and where they are in another revision."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
