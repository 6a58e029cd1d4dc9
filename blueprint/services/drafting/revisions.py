"""Saving revisions so that nothing is overwritten, restoring old ones, comparing any two."""

from dataclasses import dataclass

from sqlmodel import Session

from blueprint import text
from blueprint.domain import validation
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import require_writable
from blueprint.domain.revisions import Revision, RevisionSummary
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.services.drafting.candidate import RevisionCandidate, compute_candidate, store_candidate
from blueprint.services.drafting.comparisons import between
from blueprint.services.drafting.merges import Resolution, merged
from blueprint.services.drafting.stored_revision import require_revision
from blueprint.storage import drafts, revisions

ATTEMPTS = 3
"""How often a save is computed without holding others off; then once more while it does."""


@dataclass(frozen=True)
class RevisionComparison:
    """Two revisions and what happened between their sources."""

    old: Revision
    new: Revision
    comparison: text.Comparison


def read_revision(workbench: Workbench, actor_id: str | None, proposal_id: str, number: int | None = None) -> Revision:
    """One revision with its text; without a number, the newest."""
    with workbench.database.read_transaction() as session:
        proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return require_revision(session, proposal_id, proposal.head if number is None else number)


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

    def compute(session: Session) -> RevisionCandidate:
        person, head, started = _open(session, actor_id, proposal_id, base)
        draft = drafts.get(session, proposal_id, person.id) if sequence is None else None
        drafted = draft.sequence if draft else sequence
        if started.number == head.number:
            kept_title, kept = title, markdown
        else:
            kept_title, kept = merged(started, head, title, markdown, resolution)
        if (kept_title, kept) == (head.title, head.markdown):
            return RevisionCandidate(person, head, head, drafted)
        origin = {"parent": started.number, "merged": head.number if started.number != head.number else None}
        return compute_candidate(workbench, session, person, head, kept_title, kept, note, drafted, **origin)

    for _ in range(ATTEMPTS):
        with workbench.database.read_transaction() as session:
            candidate = compute(session)
        with workbench.database.transaction() as session:
            saved = store_candidate(workbench, session, candidate)
        if saved:
            return saved
    with workbench.database.transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE, for_change=True)
        saved = store_candidate(workbench, session, compute(session))
    assert saved is not None, "nobody can save while the proposal is locked"
    return saved


def restore_revision(
    workbench: Workbench, actor_id: str | None, proposal_id: str, number: int, *, base: int
) -> Revision:
    """Make an older revision's text the newest one; `base` is the head the person was looking at. Drafts stay."""
    with workbench.database.read_transaction() as session:
        person, head, _ = _open(session, actor_id, proposal_id, base)
        old = require_revision(session, proposal_id, number)
        if head.number != base:
            raise Conflict(
                f"{head.saved_by_name} saved revision {head.number} meanwhile. Look at it, then restore again."
            )
        if (old.title, old.markdown) == (head.title, head.markdown):
            return head
        note, origin = f"Restored revision {number}", {"parent": head.number, "restored": number}
        candidate = compute_candidate(workbench, session, person, head, old.title, old.markdown, note, None, **origin)
    with workbench.database.transaction() as session:
        saved = store_candidate(workbench, session, candidate)
    if saved is None:
        raise Conflict("Somebody saved a revision meanwhile. Look at it, then restore again.")
    return saved


def _open(session: Session, actor_id: str | None, proposal_id: str, base: int) -> tuple[Person, Revision, Revision]:
    """The person, the head and the revision the text was begun from, when the person may write here."""
    person = authorization.require_person(session, actor_id)
    proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
    require_writable(proposal)
    head = require_revision(session, proposal_id, proposal.head)
    return person, head, require_revision(session, proposal_id, base)
