"""The inbox: what waits for a person, derived from what services return."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from blueprint.domain.convenings import Role
from blueprint.domain.drafts import DraftSummary
from blueprint.domain.proposals import Proposal, Status
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl
from blueprint.ui.viewmodels.roles import ROLE_WORDS, ReviewTask


@dataclass(frozen=True)
class InboxItem:
    """A thing to do: the proposal's title, reason, since when, and its link's address and label."""

    title: str
    reason: str
    since: datetime
    address: PageUrl
    label: str


def inbox_items(
    drafts: Iterable[DraftSummary],
    mine: Iterable[Proposal],
    others: Iterable[tuple[Proposal, Role]],
    threads: Mapping[str, int],
) -> tuple[InboxItem, ...]:
    """What to do, the most personal first: unsaved writing, answers owed on one's own texts, texts to review.

    `mine` are the proposals the person writes, `others` those of their convenings that they do not, with their role
    there; `threads` counts the open threads by proposal.
    """
    unsaved = [_unsaved(draft) for draft in drafts]
    answers = [_to_answer(p, threads[p.id]) for p in mine if threads.get(p.id) and p.status in _OPEN_FOR_ANSWERS]
    in_review = [(p, ROLE_WORDS[role].review_task) for p, role in others if p.status is Status.IN_REVIEW]
    reviews = [_to_review(proposal, task) for proposal, task in in_review if task]
    return (*unsaved, *answers, *reviews)


REVIEWING_ROLES = frozenset(role for role, words in ROLE_WORDS.items() if words.review_task)
"""The roles that have something to do with a proposal in review."""
_OPEN_FOR_ANSWERS = (Status.DRAFT, Status.IN_REVIEW)


def _unsaved(draft: DraftSummary) -> InboxItem:
    reason = _("What you wrote is kept, and not yet saved as a revision.")
    return InboxItem(draft.title, reason, draft.saved_at, urls.draft(draft.proposal_id), _("Go on writing"))


def _to_answer(proposal: Proposal, threads: int) -> InboxItem:
    reason = ngettext("{count} thread in it is open.", "{count} threads in it are open.", threads)
    return InboxItem(proposal.title, reason, proposal.changed_at, urls.proposal(proposal.id), _("Read and answer"))


def _to_review(proposal: Proposal, task: ReviewTask) -> InboxItem:
    return InboxItem(proposal.title, _(task.reason), proposal.changed_at, urls.proposal(proposal.id), _(task.label))
