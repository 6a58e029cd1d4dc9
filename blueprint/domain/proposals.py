"""Proposals, their revisions and their life cycle."""

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


def require_writable(proposal: "Proposal") -> None:
    """Raise `Conflict` where a proposal's text may not change."""
    if proposal.status not in WRITABLE:
        raise Conflict(
            f"This proposal is {proposal.status.value}, so its text stays as it is. "
            "An editor can reopen it; what you wrote is kept as your draft."
        )


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
