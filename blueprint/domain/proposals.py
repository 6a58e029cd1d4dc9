"""Proposals, their revisions and their life cycle."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.errors import Conflict
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import mark


class Status(StrEnum):
    """Where a proposal is in its life cycle."""

    DRAFT = "draft"
    IN_REVIEW = "in review"
    ADOPTED = "adopted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


STATUS_LABELS = {
    Status.DRAFT: mark("draft"),
    Status.IN_REVIEW: mark("in review"),
    Status.ADOPTED: mark("adopted"),
    Status.PUBLISHED: mark("published"),
    Status.WITHDRAWN: mark("withdrawn"),
    Status.SUPERSEDED: mark("superseded"),
}
"""Each status within a sentence; translated where shown."""


class Decision(StrEnum):
    """A transition of a proposal's status."""

    SUBMIT = "submit"
    RETURN = "return"
    ADOPT = "adopt"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    PUBLISH = "publish"


_TRANSITIONS: dict[Decision, tuple[frozenset[Status], Status]] = {
    Decision.SUBMIT: (frozenset({Status.DRAFT}), Status.IN_REVIEW),
    Decision.RETURN: (frozenset({Status.IN_REVIEW}), Status.DRAFT),
    Decision.ADOPT: (frozenset({Status.IN_REVIEW}), Status.ADOPTED),
    Decision.WITHDRAW: (frozenset({Status.DRAFT, Status.IN_REVIEW, Status.ADOPTED}), Status.WITHDRAWN),
    Decision.REOPEN: (frozenset({Status.WITHDRAWN, Status.ADOPTED, Status.PUBLISHED}), Status.DRAFT),
    Decision.PUBLISH: (frozenset({Status.ADOPTED, Status.PUBLISHED}), Status.PUBLISHED),
}

WRITABLE = frozenset({Status.DRAFT, Status.IN_REVIEW})
"""The statuses in which the text may change; an adopted proposal has to be reopened first."""


def after(status: Status, decision: Decision) -> Status:
    """The status that a decision leads to; raises `Conflict` when it cannot be taken from this status."""
    sources, target = _TRANSITIONS[decision]
    if status not in sources:
        raise Conflict(
            _(
                "This proposal is {status} now, so that step is not open to it. Load the page again.",
                status=_(STATUS_LABELS[status]),
            )
        )
    return target


def require_writable(proposal: "Proposal") -> None:
    """Raise `Conflict` where a proposal's text may not change."""
    if proposal.status not in WRITABLE:
        raise Conflict(
            _(
                "This proposal is {status}, so its text stays as it is. "
                "An editor can reopen it; what you wrote is kept as your draft.",
                status=_(STATUS_LABELS[proposal.status]),
            )
        )


def open_decisions(status: Status) -> tuple[Decision, ...]:
    """The decisions that a person can take from a status; publishing is not one, an edition does that."""
    return tuple(d for d, (sources, _target) in _TRANSITIONS.items() if status in sources and d is not Decision.PUBLISH)


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
