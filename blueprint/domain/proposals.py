"""Proposals, their revisions and their life cycle."""

import hashlib
from datetime import datetime
from enum import StrEnum

from blueprint.domain.errors import Conflict
from blueprint.domain.value import Value


class Status(StrEnum):
    """Where a proposal stands in its life."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Decision(StrEnum):
    """A step in a proposal's life that a person takes."""

    SUBMIT = "submit"
    RETURN = "return"
    ADOPT = "adopt"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    PUBLISH = "publish"


_STEPS: dict[Decision, tuple[frozenset[Status], Status]] = {
    Decision.SUBMIT: (frozenset({Status.DRAFT}), Status.IN_REVIEW),
    Decision.RETURN: (frozenset({Status.IN_REVIEW}), Status.DRAFT),
    Decision.ADOPT: (frozenset({Status.IN_REVIEW}), Status.ADOPTED),
    Decision.WITHDRAW: (frozenset({Status.DRAFT, Status.IN_REVIEW, Status.ADOPTED}), Status.WITHDRAWN),
    Decision.REOPEN: (frozenset({Status.WITHDRAWN, Status.ADOPTED, Status.PUBLISHED}), Status.DRAFT),
    Decision.PUBLISH: (frozenset({Status.ADOPTED, Status.PUBLISHED}), Status.PUBLISHED),
}

WRITABLE = frozenset({Status.DRAFT, Status.IN_REVIEW})
"""Where the text may still change; an adopted text changes only after it was reopened."""


def after(status: Status, decision: Decision) -> Status:
    """The status that a decision leads to; raises `Conflict` when the proposal does not stand where it starts."""
    starts, end = _STEPS[decision]
    if status not in starts:
        raise Conflict(f"This proposal is {status.value} now, so that step is not open to it. Load the page again.")
    return end


def open_decisions(status: Status) -> tuple[Decision, ...]:
    """The decisions that can be taken from a status, publishing aside (an edition does that)."""
    return tuple(d for d, (starts, _) in _STEPS.items() if status in starts and d is not Decision.PUBLISH)


class Proposal(Value):
    """A policy text with a life cycle. `head` is the number of its newest revision, from 1."""

    id: str
    convening_id: str
    title: str
    language: str
    status: Status
    head: int
    authors: tuple[str, ...]
    author_names: tuple[str, ...]
    created_at: datetime
    changed_at: datetime


class ParagraphSpan(Value):
    """A paragraph as it stands in one revision: its lineage, and `[start, end)` in characters of the source."""

    lineage: str
    ancestors: tuple[str, ...] = ()
    start: int
    end: int


class Revision(Value):
    """An immutable, numbered snapshot of a proposal's text.

    `parent` is the revision the writer started from (None for the first). When the head had moved on meanwhile,
    `merged` is the head it was merged with, and the text holds both. `restored` names an
    older revision it brought back.
    """

    proposal_id: str
    number: int
    title: str
    language: str
    markdown: str
    content_hash: str
    message: str
    saved_by: str
    saved_by_name: str
    saved_at: datetime
    parent: int | None = None
    merged: int | None = None
    restored: int | None = None
    paragraphs: tuple[ParagraphSpan, ...]


class RevisionSummary(Value):
    """A revision without its text, for lists."""

    number: int
    title: str
    message: str
    saved_by: str
    saved_by_name: str
    saved_at: datetime
    content_hash: str
    parent: int | None = None
    merged: int | None = None
    restored: int | None = None


class Draft(Value):
    """What one person is typing, kept apart from the revisions until it is saved as one.

    `base` is the revision the draft started from; `sequence` grows with every keystroke batch, so that a late request
    never overwrites a newer one.
    """

    proposal_id: str
    person_id: str
    base: int
    title: str
    markdown: str
    sequence: int
    saved_at: datetime


class ConflictPart(Value):
    """A passage both sides changed: as it was, as it now stands at the head, as the saver has it.

    An empty string is a removed passage. `lead` is the source before it, which goes when the passage does. `together`
    holds both sides' changes where their words do not touch; it is an offer, as no one has read that wording yet.
    """

    base: str
    theirs: str
    ours: str
    lead: str = ""
    together: str | None = None


class PendingMerge(Value):
    """A save that a person must finish: what merged by itself (strings) and what did not (`ConflictPart`).

    `title` is the saver's, `head_title` the one at the head; they may differ, and the save that finishes the merge decides.
    """

    proposal_id: str
    base: int
    head: int
    head_saved_by: str
    title: str
    head_title: str
    parts: tuple[str | ConflictPart, ...]

    @property
    def conflicts(self) -> tuple[ConflictPart, ...]:
        """The passages to decide, in order."""
        return tuple(part for part in self.parts if isinstance(part, ConflictPart))


def content_hash(title: str, language: str, markdown: str) -> str:
    """SHA-256 over title, language and source, each ended by NUL: what a sign-off and an edition are bound to."""
    return hashlib.sha256("\0".join((title, language, markdown, "")).encode()).hexdigest()
