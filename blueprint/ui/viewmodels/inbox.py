"""What wants a person's attention, worked out from what services return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from blueprint.domain.convenings import Role
from blueprint.domain.drafts import Draft
from blueprint.domain.proposals import Proposal, Status
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl


@dataclass(frozen=True)
class Matter:
    """One thing to do: what about (a proposal's title), why, since when, and where to do it."""

    title: str
    why: str
    since: datetime
    address: PageUrl
    do: str


def matters(
    drafts: Iterable[Draft],
    mine: Iterable[Proposal],
    others: Iterable[tuple[Proposal, Role]],
    threads: Mapping[str, int],
) -> tuple[Matter, ...]:
    """What to do, the most personal first: unsaved writing, answers owed on one's own texts, texts to review.

    `mine` are the proposals the person writes, `others` those of their convenings that they do not, with their role
    there; `threads` counts the open threads by proposal.
    """
    mine, others = tuple(mine), tuple(others)
    titles = {p.id: p.title for p in (*mine, *(p for p, _ in others))}
    unsaved = [_unsaved(draft, titles[draft.proposal_id]) for draft in drafts if draft.proposal_id in titles]
    answers = [_to_answer(p, threads[p.id]) for p in mine if threads.get(p.id) and p.status in _LIVE]
    reviews = [_to_review(p, role) for p, role in others if p.status is Status.IN_REVIEW and role in _VERBS]
    return (*unsaved, *answers, *reviews)


_LIVE = (Status.DRAFT, Status.IN_REVIEW)
_VERBS = {
    Role.CONVENOR: ("It waits for comments and a decision.", "Review and decide"),
    Role.EDITOR: ("It waits for comments and a decision.", "Review and decide"),
    Role.AUTHOR: ("It waits for comments.", "Read and comment"),
    Role.REVIEWER: ("It waits for your comments.", "Read and comment"),
}
"""What a role does with a text in review; observers only read."""


def _unsaved(draft: Draft, title: str) -> Matter:
    why = "What you wrote is kept, and not yet saved as a revision."
    return Matter(draft.title or title, why, draft.saved_at, urls.draft(draft.proposal_id), "Go on writing")


def _to_answer(proposal: Proposal, threads: int) -> Matter:
    why = "1 thread in it is open." if threads == 1 else f"{threads} threads in it are open."
    return Matter(proposal.title, why, proposal.changed_at, urls.proposal(proposal.id), "Read and answer")


def _to_review(proposal: Proposal, role: Role) -> Matter:
    why, do = _VERBS[role]
    return Matter(proposal.title, why, proposal.changed_at, urls.proposal(proposal.id), do)
