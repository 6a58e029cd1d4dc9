"""Revisions: reading, comparing, saving without overwriting, restoring."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from blueprint import text
from blueprint.domain import validation
from blueprint.domain.drafts import Draft, DraftText
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.listings import Listing
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import require_writable
from blueprint.domain.revisions import Revision, RevisionSummary
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.services.drafting.candidate import RevisionCandidate, SavedDraft, compute_candidate, store_candidate
from blueprint.services.drafting.comparisons import between
from blueprint.services.drafting.merges import Resolution, merged
from blueprint.services.drafting.stored_revision import require_revision
from blueprint.storage import drafts, revisions

ATTEMPTS = 3
"""How often a save is computed without a lock before it is computed with one."""


@dataclass(frozen=True)
class RevisionComparison:
    """Two revisions and the comparison of their sources."""

    old: Revision
    new: Revision
    comparison: text.Comparison


@dataclass(frozen=True)
class _SaveRequest:
    """The validated arguments of `save_revision`."""

    actor_id: str | None
    proposal_id: str
    base: int
    title: str
    markdown: str
    message: str
    resolution: Resolution | None
    sequence: int | None
    state: str | None

    @property
    def text(self) -> DraftText:
        """Title and text."""
        return DraftText(title=self.title, markdown=self.markdown)


def read_revision(workbench: Workbench, actor_id: str | None, proposal_id: str, number: int | None = None) -> Revision:
    """One revision with its text; without a number, the newest."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return require_revision(session, proposal_id, proposal.head if number is None else number)


def list_revisions(
    workbench: Workbench, actor_id: str | None, proposal_id: str, most: int | None = None
) -> Listing[RevisionSummary]:
    """The revisions without their texts, the newest first; at most so many."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        found = (
            revisions.history(session, proposal_id) if most is None else revisions.recent(session, proposal_id, most)
        )
        return Listing(found, proposal.head)


def find_revisions(
    workbench: Workbench, actor_id: str | None, proposal_id: str, numbers: Collection[int]
) -> tuple[RevisionSummary, ...]:
    """Some revisions without their texts, the newest first; numbers of none are left out."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return revisions.summaries(session, proposal_id, numbers)


def has_merged_others(workbench: Workbench, actor_id: str | None, saved: Revision) -> bool:
    """Whether a revision was merged with what another person saved, not only with what its author saved on other devices."""
    merged_with = range((saved.parent or 0) + 1, (saved.merged or 0) + 1)
    found = find_revisions(workbench, actor_id, saved.proposal_id, merged_with)
    return any(one.saved_by != saved.saved_by for one in found)


def compare_revisions(
    workbench: Workbench, actor_id: str | None, proposal_id: str, old: int, new: int
) -> RevisionComparison:
    """The comparison of any two revisions, in either order."""
    before = read_revision(workbench, actor_id, proposal_id, old)
    after = read_revision(workbench, actor_id, proposal_id, new)
    return RevisionComparison(before, after, between(before, after))


def save_revision(
    workbench: Workbench,
    actor_id: str | None,
    proposal_id: str,
    *,
    base: int,
    title: str,
    markdown: str,
    message: str = "",
    resolution: Resolution | None = None,
    sequence: int | None = None,
    state: str | None = None,
) -> Revision:
    """Save a text that was started from revision `base` as the next revision; deletes the draft.

    When `base` is not the head, both are merged; raises `MergeNeeded` on conflicts, and nothing is written or deleted.
    An unchanged text adds no revision; the head is returned. `sequence` is that of the saved draft: a newer one, from here
    or from another device, is not deleted. None: the stored draft. `state` is the one that the draft had at that sequence:
    where that is the saved text, the newer draft goes on from the revision.

    The merge is computed outside the write transaction, and again when somebody else has saved meanwhile; after `ATTEMPTS`
    it is computed while the proposal is locked, so that it cannot starve.
    """
    request = _SaveRequest(
        actor_id=actor_id,
        proposal_id=proposal_id,
        base=base,
        title=validation.line(title, "title"),
        markdown=validation.markdown(markdown),
        message=validation.line(message, "message", longest=validation.MESSAGE_LENGTH, empty=True),
        resolution=resolution,
        sequence=sequence,
        state=state,
    )
    if not request.markdown.removeprefix("\ufeff").strip():
        raise Invalid(
            _("The text is empty. Write a sentence before you save; your earlier revisions are untouched."), "text"
        )
    return _save(workbench, request)


def _save(workbench: Workbench, request: _SaveRequest) -> Revision:
    for _attempt in range(ATTEMPTS):
        with workbench.database.read_transaction() as session:
            candidate = _compute(workbench, session, request)
        with workbench.database.transaction() as session:
            saved = store_candidate(workbench, session, candidate)
        if saved:
            return saved
    with workbench.database.transaction() as session:
        authorization.require_proposal(session, request.actor_id, request.proposal_id, Action.WRITE, for_change=True)
        saved = store_candidate(workbench, session, _compute(workbench, session, request))
    assert saved is not None, "nobody else can save while the proposal is locked"
    return saved


def _compute(workbench: Workbench, session: Session, request: _SaveRequest) -> RevisionCandidate:
    """The revision that would follow the head now; raises `MergeNeeded` on conflicts."""
    person, head, base = _load(session, request.actor_id, request.proposal_id, request.base)
    stored = drafts.get(session, request.proposal_id, person.id)
    if stored and stored.state == request.state and stored.base > base.number:  # a save has rebased it since
        base = require_revision(session, request.proposal_id, stored.base)
    draft = _saved_draft(request, stored)
    title, markdown, merged_head = request.title, request.markdown, None
    if base.number != head.number:
        title, markdown = merged(base, head, title, markdown, request.resolution, person.id)
        markdown = validation.markdown(markdown)
        merged_head = head.number
    if (title, markdown) == (head.title, head.markdown):
        return RevisionCandidate(person, head, head, draft)
    origin = {"parent": base.number, "merged": merged_head}
    return compute_candidate(workbench, session, person, head, title, markdown, request.message, draft, **origin)


def _saved_draft(request: _SaveRequest, stored: Draft | None) -> SavedDraft | None:
    if request.sequence is None:
        return SavedDraft(stored.sequence) if stored else None
    return SavedDraft(request.sequence, request.text if request.text.state == request.state else None)


def restore_revision(
    workbench: Workbench, actor_id: str | None, proposal_id: str, number: int, *, base: int
) -> Revision:
    """Save an older revision's text as the next revision; `base` is the head that the person saw. Drafts stay.

    Raises `Conflict` when somebody else has saved meanwhile.
    """
    with workbench.database.read_transaction() as session:
        person, head, _base = _load(session, actor_id, proposal_id, base)
        old = require_revision(session, proposal_id, number)
        if head.number != base:
            raise Conflict(
                _(
                    "{name} saved revision {number} meanwhile. Look at it, then restore again.",
                    name=head.saved_by_name,
                    number=head.number,
                )
            )
        if (old.title, old.markdown, old.dialect) == (head.title, head.markdown, head.dialect):
            return head
        note = _("Restored revision {number}", number=number)
        origin = {"parent": head.number, "restored": number, "dialect": old.dialect}
        candidate = compute_candidate(workbench, session, person, head, old.title, old.markdown, note, None, **origin)
    with workbench.database.transaction() as session:
        saved = store_candidate(workbench, session, candidate)
    if saved is None:
        raise Conflict(_("Somebody saved a revision meanwhile. Look at it, then restore again."))
    return saved


def _load(session: Session, actor_id: str | None, proposal_id: str, base: int) -> tuple[Person, Revision, Revision]:
    """The person, the head and the base revision, when the person may write in the proposal."""
    person = authorization.require_person(session, actor_id)
    proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
    require_writable(proposal)
    head = require_revision(session, proposal_id, proposal.head)
    return person, head, head if base == head.number else require_revision(session, proposal_id, base)
