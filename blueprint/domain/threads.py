"""Threads: conversations that stay on the words they were about."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.value import Value


class PlacementStatus(StrEnum):
    """What became of the words a thread is about, on the revision at hand."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    MOVED = "moved"
    SPLIT = "split"
    GONE = "gone"


class Anchor(Value):
    """What a thread was about when it began; it never changes.

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
    """Where a thread stands on one revision.

    When the words are gone, `start` and `end` are None and `near` is the position (from 0) of the paragraph before
    which theirs stood. `placed_by` names the person who set it by hand, else the engine did, by `method` and with
    `confidence` from 0 to 1.
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
    """One turn in a thread. One that its author took back keeps its place and loses its words."""

    id: str
    author_id: str
    author_name: str
    body: str
    written_at: datetime
    edited_at: datetime | None = None
    retracted: bool = False


class Thread(Value):
    """A conversation on quoted words, with its place on the revision it was asked for."""

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
        """Whether somebody closed it."""
        return self.resolved_at is not None
