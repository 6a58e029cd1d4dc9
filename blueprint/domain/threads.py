"""Threads: conversations anchored to words of a proposal, carried from revision to revision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from blueprint.domain.value import Value

UNTOUCHED = "same paragraph"
"""The method by which words are carried in a paragraph that nobody touched."""


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
    in, or of the nearest one before it that is still there. `near_lineage` and `near_start` are that paragraph's lineage
    (None where there is no paragraph) and the offset of its beginning. `placed_by` is the person who placed it by hand;
    None: it was carried by `method`, with a `confidence` from 0 to 1.
    """

    revision: int
    status: PlacementStatus
    start: int | None
    end: int | None
    exact: str
    lineage: str | None
    near: int
    near_lineage: str | None
    near_start: int
    method: str
    confidence: float
    placed_by: str | None = None

    def shifted(self, revision: int, places: Mapping[str, tuple[int, int]]) -> Placement:
        """The placement on a later revision that leaves the paragraph as it is: shifted with the paragraph's start.

        `places` are the index and the start of that revision's paragraphs by their lineages. A paragraph that is not
        there is taken to be where it was. Stored placements are read by this rule, so a change of it is a migration.
        """
        near, near_start = places.get(self.near_lineage or "", (self.near, self.near_start))
        followed: dict[str, object] = {"revision": revision, "near": near, "near_start": near_start, "placed_by": None}
        if self.start is not None and self.end is not None:
            by = near_start - self.near_start
            followed |= {"start": self.start + by, "end": self.end + by, "method": UNTOUCHED, "confidence": 1.0}
        return self.model_copy(update=followed)


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
