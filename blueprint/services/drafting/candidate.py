"""A revision that is computed outside the write transaction, and stored when nobody saved meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from blueprint.domain.events import EventKind
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import require_writable
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement, PlacementStatus, Thread
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.drafting.comparisons import comparison
from blueprint.services.drafting.next_revision import next_revision
from blueprint.services.drafting.placements import came_back, carried
from blueprint.services.drafting.stored_revision import require_revision
from blueprint.storage import drafts, proposals, revisions, threads


@dataclass(frozen=True)
class RevisionCandidate:
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


def compute_candidate(
    workbench: Workbench,
    session: Session,
    person: Person,
    head: Revision,
    title: str,
    markdown: str,
    note: str,
    drafted: int | None,
    **origin: int | None,
) -> RevisionCandidate:
    """Compute the revision after the head, and where every thread is on it."""
    earlier = revisions.all_of(session, head.proposal_id) if _something_new(head, markdown) else ()
    placed = threads.on(session, head.proposal_id, head.number)
    revision = next_revision(head, title, markdown, note, person, workbench.now(), earlier, **origin)
    return RevisionCandidate(person, head, revision, drafted, placed, _placements(session, placed, head, revision))


def store_candidate(workbench: Workbench, session: Session, candidate: RevisionCandidate) -> Revision | None:
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


def _drop_draft(session: Session, candidate: RevisionCandidate) -> None:
    if candidate.drafted is not None:
        drafts.drop(session, candidate.head.proposal_id, candidate.person.id, up_to=candidate.drafted)


def _up_to_date(session: Session, candidate: RevisionCandidate) -> dict[str, Placement]:
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
        home = require_revision(session, head.proposal_id, placement.revision)
        thread = hoped[thread_id].model_copy(update={"placement": placement})
        found |= carried((thread,), home, revision)
    return {thread_id: place for thread_id, place in found.items() if place.status is not PlacementStatus.GONE}
