"""Saving revisions so that nothing is overwritten, restoring old ones, comparing any two."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from blueprint import text
from blueprint.domain import validation
from blueprint.domain.errors import Conflict, Invalid, NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import WRITABLE, Proposal, Revision, RevisionSummary
from blueprint.domain.threads import Placement, PlacementStatus, Thread
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.drafting.next_revision import (
    Resolution,
    between,
    came_back,
    carried,
    comparison,
    merged,
    next_revision,
)
from blueprint.storage import proposals, revisions, threads

ATTEMPTS = 3
"""How often a save is computed without holding others off; then once more while it does."""


@dataclass(frozen=True)
class RevisionComparison:
    """Two revisions and what happened between their sources."""

    old: Revision
    new: Revision
    comparison: text.Comparison


@dataclass(frozen=True)
class _Candidate:
    """A revision that is computed but not stored yet, with what it was computed from.

    `revision` is `head` itself when nothing changed. `placed` are the threads as they were on the head, `placements` where
    each is on the revision. Drafts of the person numbered up to `drafted` are superseded by it; None: none is.
    """

    person: Person
    head: Revision
    revision: Revision
    drafted: int | None
    placed: tuple[Thread, ...] = ()
    placements: dict[str, Placement] = field(default_factory=dict)


def read_revision(workbench: Workbench, actor_id: str | None, proposal_id: str, number: int | None = None) -> Revision:
    """One revision with its text; without a number, the newest."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return _found(revisions.get(session, proposal_id, proposal.head if number is None else number))


def list_revisions(workbench: Workbench, actor_id: str | None, proposal_id: str) -> tuple[RevisionSummary, ...]:
    """Every revision without its text, the newest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return revisions.history(session, proposal_id)


def compare_revisions(
    workbench: Workbench, actor_id: str | None, proposal_id: str, old: int, new: int
) -> RevisionComparison:
    """What happened between any two revisions, in either order."""
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
) -> Revision:
    """Save a text begun from revision `base` as the next one.

    When the head has moved on, both are merged; raises `MergeNeeded` where they collide, and nothing is written: the
    draft is still there. A text without a change makes no revision; the head is returned. `sequence` numbers the draft
    that was saved: one typed later, here or on another device, is not deleted. None: the draft as it is now.

    The slow work is done outside the transaction and repeated when somebody else saved meanwhile. After `ATTEMPTS` it is
    done once more while the proposal is locked, so a save cannot be overtaken for ever.
    """
    title, markdown = validation.line(title, "title"), validation.markdown(markdown)
    note = validation.line(message, "message", longest=validation.MESSAGE_LENGTH, empty=True)
    if not markdown.strip():
        raise Invalid(
            "The text is empty. Write a sentence before you save; your earlier revisions are untouched.", "text"
        )

    def compute(session: Session) -> _Candidate:
        person, head, started = _open(session, actor_id, proposal_id, base)
        draft = proposals.draft(session, proposal_id, person.id) if sequence is None else None
        drafted = draft.sequence if draft else sequence
        if started.number == head.number:
            kept_title, kept = title, markdown
        else:
            kept_title, kept = merged(started, head, title, markdown, resolution)
        if (kept_title, kept) == (head.title, head.markdown):
            return _Candidate(person, head, head, drafted)
        origin = {"parent": started.number, "merged": head.number if started.number != head.number else None}
        return _candidate(workbench, session, person, head, kept_title, kept, note, drafted, **origin)

    for _ in range(ATTEMPTS):
        with workbench.database.read_transaction() as session:
            candidate = compute(session)
        with workbench.database.transaction() as session:
            saved = _store(workbench, session, candidate)
        if saved:
            return saved
    with workbench.database.transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE, for_change=True)
        saved = _store(workbench, session, compute(session))
    assert saved is not None, "nobody can save while the proposal is locked"
    return saved


def restore_revision(
    workbench: Workbench, actor_id: str | None, proposal_id: str, number: int, *, base: int
) -> Revision:
    """Make an older revision's text the newest one; `base` is the head the person was looking at. Drafts stay."""
    with workbench.database.read_transaction() as session:
        person, head, _ = _open(session, actor_id, proposal_id, base)
        old = _found(revisions.get(session, proposal_id, number))
        if head.number != base:
            raise Conflict(
                f"{head.saved_by_name} saved revision {head.number} meanwhile. Look at it, then restore again."
            )
        if (old.title, old.markdown) == (head.title, head.markdown):
            return head
        note, origin = f"Restored revision {number}", {"parent": head.number, "restored": number}
        candidate = _candidate(workbench, session, person, head, old.title, old.markdown, note, None, **origin)
    with workbench.database.transaction() as session:
        saved = _store(workbench, session, candidate)
    if saved is None:
        raise Conflict("Somebody saved a revision meanwhile. Look at it, then restore again.")
    return saved


def _open(session: Session, actor_id: str | None, proposal_id: str, base: int) -> tuple[Person, Revision, Revision]:
    """The person, the head and the revision the text was begun from, when the person may write here."""
    person = authorization.require_person(session, actor_id)
    proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
    require_writable(proposal)
    head = _found(revisions.get(session, proposal_id, proposal.head))
    return person, head, _found(revisions.get(session, proposal_id, base))


def require_writable(proposal: Proposal) -> None:
    """Raise `Conflict` where a proposal's text may not change."""
    if proposal.status not in WRITABLE:
        raise Conflict(
            f"This proposal is {proposal.status.value}, so its text stays as it is. "
            "An editor can reopen it; what you wrote is kept as your draft."
        )


def _candidate(
    workbench: Workbench,
    session: Session,
    person: Person,
    head: Revision,
    title: str,
    markdown: str,
    note: str,
    drafted: int | None,
    **origin: int | None,
) -> _Candidate:
    """Compute the revision after the head, and where every thread is on it."""
    earlier = revisions.all_of(session, head.proposal_id) if _something_new(head, markdown) else ()
    placed = threads.on(session, head.proposal_id, head.number)
    revision = next_revision(head, title, markdown, note, person, workbench.now(), earlier, **origin)
    return _Candidate(person, head, revision, drafted, placed, _placements(session, placed, head, revision))


def _store(workbench: Workbench, session: Session, candidate: _Candidate) -> Revision | None:
    """Store a computed revision as the head; None when the head has moved on since it was computed."""
    person, head, revision = candidate.person, candidate.head, candidate.revision
    proposal = authorization.require_proposal(session, person.id, head.proposal_id, Action.WRITE, for_change=True)
    if revision is head:
        _drop_draft(session, candidate)
        return head
    require_writable(proposal)
    if proposal.head != head.number:
        return None
    _drop_draft(session, candidate)
    revisions.add(session, revision)
    proposals.advance(session, revision)
    for thread_id, placement in _up_to_date(session, candidate).items():
        threads.place(session, thread_id, placement)
    record_event(
        workbench,
        session,
        person.id,
        EventKind.REVISION_SAVED,
        about=proposal,
        revision=revision.number,
        message=revision.message,
    )
    return revision


def _drop_draft(session: Session, candidate: _Candidate) -> None:
    if candidate.drafted is not None:
        proposals.drop_draft(session, candidate.head.proposal_id, candidate.person.id, up_to=candidate.drafted)


def _up_to_date(session: Session, candidate: _Candidate) -> dict[str, Placement]:
    """The computed placements, computed again for threads that were started or placed by hand since."""
    head, revision = candidate.head, candidate.revision
    before = {thread.id: thread.placement for thread in candidate.placed}
    now = threads.on(session, head.proposal_id, head.number)
    changed = [thread for thread in now if before.get(thread.id) != thread.placement]
    return candidate.placements | _placements(session, changed, head, revision)


def _placements(session: Session, placed: Sequence[Thread], head: Revision, revision: Revision) -> dict[str, Placement]:
    """Where each thread, placed on the head, is on the next revision."""
    return carried(placed, head, revision) | _returned(session, placed, head, revision)


def _something_new(head: Revision, markdown: str) -> bool:
    """Whether the text has a paragraph that the head has not: only then can an old one have come back."""
    found = comparison(head.markdown, markdown, head.language)
    return any(not change.old for change in found.changes)


def _returned(session: Session, placed: Sequence[Thread], head: Revision, revision: Revision) -> dict[str, Placement]:
    """Threads whose words were gone and have come back, with their paragraph or within one that stayed."""
    gone = [thread for thread in placed if thread.placement.status is PlacementStatus.GONE]
    hoped = {thread.id: thread for thread in gone if came_back(thread.placement.exact, head, revision)}
    if not hoped:
        return {}
    found: dict[str, Placement] = {}
    for thread_id, placement in threads.last_stood(session, list(hoped)).items():
        home = _found(revisions.get(session, head.proposal_id, placement.revision))
        thread = hoped[thread_id].model_copy(update={"placement": placement})
        found |= carried((thread,), home, revision)
    return {thread_id: place for thread_id, place in found.items() if place.status is not PlacementStatus.GONE}


def _found(revision: Revision | None) -> Revision:
    if revision is None:
        raise NotFound("This proposal has no such revision. Choose one from its history.")
    return revision
