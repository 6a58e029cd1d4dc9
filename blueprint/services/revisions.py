"""Saving revisions so that nothing is overwritten, restoring old ones, comparing any two."""

from collections.abc import Sequence
from dataclasses import dataclass

from blueprint import text
from blueprint.domain import wording
from blueprint.domain.errors import Conflict, Invalid, NotFound
from blueprint.domain.events import Fact
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import WRITABLE, Proposal, Revision, RevisionSummary
from blueprint.domain.threads import Placement, PlaceStatus, Thread
from blueprint.services import access
from blueprint.services.recording import record
from blueprint.services.workbench import Workbench
from blueprint.services.writing import Resolution, between, came_back, carried, comparison, merged, next_revision
from blueprint.storage import proposals, revisions, threads


@dataclass(frozen=True)
class RevisionComparison:
    """Two revisions and what happened between their sources."""

    old: Revision
    new: Revision
    comparison: text.Comparison


def read_revision(workbench: Workbench, actor_id: str | None, proposal_id: str, number: int | None = None) -> Revision:
    """One revision with its text; without a number, the newest."""
    with workbench.database.reading() as session:
        proposal = access.proposal(session, actor_id, proposal_id, Action.VIEW)
        return _found(revisions.get(session, proposal_id, proposal.head if number is None else number))


def list_revisions(workbench: Workbench, actor_id: str | None, proposal_id: str) -> tuple[RevisionSummary, ...]:
    """Every revision without its text, the newest first."""
    with workbench.database.reading() as session:
        access.proposal(session, actor_id, proposal_id, Action.VIEW)
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
) -> Revision:
    """Save a text begun from revision `base` as the next one.

    When the head has moved on, both are merged; raises `MergeNeeded` where they collide, and nothing is written: the
    draft is still there. A text without a change makes no revision; the head is returned. The slow work is done outside
    the transaction, and done again when somebody else saved meanwhile.
    """
    title, markdown = wording.line(title, "title"), wording.markdown(markdown)
    note = wording.line(message, "message", longest=wording.MESSAGE_LENGTH, empty=True)
    if not markdown.strip():
        raise Invalid(
            "The text is empty. Write a sentence before you save; your earlier revisions are untouched.", "text"
        )
    while True:
        person, head, started = _open(workbench, actor_id, proposal_id, base)
        if started.number == head.number:
            kept_title, kept = title, markdown
        else:
            kept_title, kept = merged(started, head, title, markdown, resolution)
        if (kept_title, kept) == (head.title, head.markdown):
            _drop_draft(workbench, actor_id, proposal_id)
            return head
        origin = {"parent": started.number, "merged": head.number if started.number != head.number else None}
        saved = _append(workbench, person, head, kept_title, kept, note, **origin)
        if saved:
            return saved


def restore_revision(
    workbench: Workbench, actor_id: str | None, proposal_id: str, number: int, *, base: int
) -> Revision:
    """Make an older revision's text the newest one; `base` is the head the person was looking at."""
    person, head, _ = _open(workbench, actor_id, proposal_id, base)
    old = read_revision(workbench, actor_id, proposal_id, number)
    if head.number != base:
        raise Conflict(f"{head.saved_by_name} saved revision {head.number} meanwhile. Look at it, then restore again.")
    if (old.title, old.markdown) == (head.title, head.markdown):
        return head
    note = f"Restored revision {number}"
    saved = _append(workbench, person, head, old.title, old.markdown, note, parent=head.number, restored=number)
    if saved is None:
        raise Conflict("Somebody saved a revision meanwhile. Look at it, then restore again.")
    return saved


def _open(workbench: Workbench, actor_id: str | None, proposal_id: str, base: int) -> tuple[Person, Revision, Revision]:
    """The person, the head and the revision the text was begun from, when the person may write here."""
    with workbench.database.reading() as session:
        person = access.known(session, actor_id)
        proposal = access.proposal(session, actor_id, proposal_id, Action.WRITE)
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


def _append(
    workbench: Workbench,
    person: Person,
    head: Revision,
    title: str,
    markdown: str,
    note: str,
    **origin: int | None,
) -> Revision | None:
    """Add the revision after the head; None when the head has moved on meanwhile."""
    with workbench.database.reading() as session:
        earlier = revisions.all_of(session, head.proposal_id) if _something_new(head, markdown) else ()
        placed = threads.on(session, head.proposal_id, head.number)
    revision = next_revision(head, title, markdown, note, person, workbench.now(), earlier, **origin)
    places = carried(placed, head, revision) | _returned(workbench, placed, head, revision)
    with workbench.database.writing() as session:
        proposal = access.proposal(session, person.id, head.proposal_id, Action.WRITE, for_change=True)
        require_writable(proposal)
        if proposal.head != head.number or len(threads.on(session, proposal.id, head.number)) != len(placed):
            return None
        revisions.add(session, revision)
        proposals.advance(session, revision)
        for thread_id, placement in places.items():
            threads.place(session, thread_id, placement)
        proposals.drop_draft(session, proposal.id, person.id)
        record(
            workbench,
            session,
            person.id,
            Fact.REVISION_SAVED,
            about=proposal,
            revision=revision.number,
            message=revision.message,
        )
        return revision


def _something_new(head: Revision, markdown: str) -> bool:
    """Whether the text has a paragraph that the head has not: only then can an old one have come back."""
    found = comparison(head.markdown, markdown, head.language)
    return any(not change.old for change in found.changes)


def _returned(
    workbench: Workbench, placed: Sequence[Thread], head: Revision, revision: Revision
) -> dict[str, Placement]:
    """Threads whose words were gone and have come back, with their paragraph or within one that stayed."""
    gone = [thread for thread in placed if thread.placement.status is PlaceStatus.GONE]
    hoped = {thread.id: thread for thread in gone if came_back(thread.placement.exact, head, revision)}
    if not hoped:
        return {}
    found: dict[str, Placement] = {}
    with workbench.database.reading() as session:
        for thread_id, placement in threads.last_stood(session, list(hoped)).items():
            home = _found(revisions.get(session, head.proposal_id, placement.revision))
            thread = hoped[thread_id].model_copy(update={"placement": placement})
            found |= carried((thread,), home, revision)
    return {thread_id: place for thread_id, place in found.items() if place.status is not PlaceStatus.GONE}


def _drop_draft(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    with workbench.database.writing() as session:
        proposal = access.proposal(session, actor_id, proposal_id, Action.WRITE)
        proposals.drop_draft(session, proposal.id, access.known(session, actor_id).id)


def _found(revision: Revision | None) -> Revision:
    if revision is None:
        raise NotFound("This proposal has no such revision. Choose one from its history.")
    return revision
