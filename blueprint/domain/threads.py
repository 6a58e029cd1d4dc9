"""Threads: conversations anchored to words of a proposal, carried from revision to revision."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.value import Value


class PlacementStatus(StrEnum):
    """What happened to the words that a thread is about, on one revision."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    GONE = "gone"


class Anchor(Value):
    """The words that a thread was started on; immutable.

    A lineage with a W3C TextQuoteSelector (`exact` with up to 32 characters of context on each side), and the range
    `[start, end)` in characters of the source of `revision`.
    """

    revision: int
    lineage: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Placement(Value):
    """The position of a thread on one revision.

    When the words are gone, `start` and `end` are None and `near` is the index (from 0) of the paragraph that they were
    in, or of the nearest one before it that is still there. `placed_by` is the person who placed it by hand; None: it
    was carried by `method`, with a `confidence` from 0 to 1.
    """

    revision: int
    status: PlacementStatus
    start: int | None
    end: int | None
    exact: str
    lineage: str | None
    near: int
    method: str
    confidence: float
    placed_by: str | None = None


class Comment(Value):
    """A comment in a thread. One that its author retracted stays in the thread without its words."""

    id: str
    author_id: str
    author_name: str
    body: str
    written_at: datetime
    edited_at: datetime | None = None
    retracted: bool = False


class Thread(Value):
    """A conversation on quoted words, with its placement on the requested revision."""

    id: str
    proposal_id: str
    anchor: Anchor
    placement: Placement
    comments: tuple[Comment, ...]
    started_by: str
    started_at: datetime
    resolved_by: str | None = None
    resolved_at: datetime | None = None

    @property
    def resolved(self) -> bool:
        return self.resolved_at is not None
