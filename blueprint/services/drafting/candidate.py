"""A revision that is computed outside the write transaction, and stored when nobody saved meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.domain.drafts import Draft, DraftText, open_conflicts
from blueprint.domain.events import EventKind
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import require_writable
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement, PlacementStatus
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.drafting.comparisons import comparison
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.services.drafting.draft_merge import merge_drafts
from blueprint.services.drafting.next_revision import lineages_by_text, next_revision
from blueprint.services.drafting.placements import may_be_restored, next_placements
from blueprint.services.drafting.stored_revision import require_revision
from blueprint.storage import drafts, former_paragraphs, proposals, revisions, threads
from blueprint.text import Lineage


@dataclass(frozen=True)
class SavedDraft:
    """What of a person's draft is saved: all that was in it up to `sequence`.

    `text` is the state that it had then, which a newer draft follows on from; None where the saved text is no state of it.
    """

    sequence: int
    text: DraftText | None = None


@dataclass(frozen=True)
class RevisionCandidate:
    """A computed revision that is not stored yet, with its inputs.

    `revision` is `head` itself when nothing changed; `content` is what it is stored as. `placed` are the placements of
    threads on the head, `placements` those on the revision, both by the threads' ids. `draft` is what it has of the
    person's draft; None: nothing.
    """

    person: Person
    head: Revision
    revision: Revision
    draft: SavedDraft | None
    content: bytes = b""
    placed: dict[str, Placement] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)


def compute_candidate(
    workbench: Workbench,
    session: Session,
    person: Person,
    head: Revision,
    title: str,
    markdown: str,
    note: str,
    draft: SavedDraft | None,
    **origin: int | None,
) -> RevisionCandidate:
    """Compute the revision after the head, and the placement of every thread on it."""
    former: dict[str, Lineage] = {}
    if inserted := _inserted_paragraphs(head, markdown):
        former = former_paragraphs.lineages(session, head.proposal_id, inserted) | lineages_by_text(head)
    placed = threads.placements_on(session, head)
    revision = next_revision(head, title, markdown, note, person, workbench.now(), former, **origin)
    content, placements = revisions.compressed(session, revision), _placements(session, placed, head, revision)
    return RevisionCandidate(person, head, revision, draft, content, placed, placements)


def store_candidate(workbench: Workbench, session: Session, candidate: RevisionCandidate) -> Revision | None:
    """Store a computed revision as the head; None when the head has changed since it was computed."""
    person, head, revision = candidate.person, candidate.head, candidate.revision
    proposal = authorization.require_proposal(session, person.id, head.proposal_id, Action.WRITE, for_change=True)
    if revision is head:
        _end_draft(session, candidate)
        return head
    require_writable(proposal)
    if proposal.head != head.number:
        return None
    _end_draft(session, candidate)
    revisions.add(session, revision, candidate.content)
    former_paragraphs.add(session, head, revision)
    proposals.set_head(session, revision)
    threads.place_all(session, revision, _current_placements(session, candidate))
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


def _end_draft(session: Session, candidate: RevisionCandidate) -> None:
    """Delete the person's draft. One that another device has written since goes on from the revision."""
    saved, proposal_id, person_id = candidate.draft, candidate.head.proposal_id, candidate.person.id
    stored = drafts.get(session, proposal_id, person_id, for_change=True) if saved else None
    if saved is None or stored is None:
        return
    if stored.sequence <= saved.sequence:
        drafts.drop(session, proposal_id, person_id)
    elif saved.text is not None:
        drafts.put(session, _rebased(stored, saved.text, candidate.revision), new=False)


def _rebased(draft: Draft, saved: DraftText, revision: Revision) -> Draft:
    """A draft that follows on from a saved text, begun from the revision, which may have others' changes, too."""
    theirs = DraftText(title=revision.title, markdown=revision.markdown)
    if theirs == saved:
        return draft.model_copy(update={"base": revision.number})
    ours = DraftText(title=draft.title, markdown=in_current_dialect(draft.markdown, draft.dialect))
    merged = merge_drafts(saved, theirs, ours, revision.language)
    return draft.model_copy(
        update={
            **merged.text.model_dump(),
            "base": revision.number,
            "sequence": draft.sequence + 1,
            "device": None,
            "dialect": CURRENT_DIALECT,
            "conflicts": open_conflicts((*draft.conflicts, *merged.conflicts), merged.text),
        }
    )


def _current_placements(session: Session, candidate: RevisionCandidate) -> dict[str, Placement]:
    """The computed placements; computed again for threads that were started or placed since."""
    head, revision = candidate.head, candidate.revision
    now = threads.placements_on(session, head)
    changed = dict(now.items() - candidate.placed.items())
    return candidate.placements | _placements(session, changed, head, revision)


def _placements(
    session: Session, placed: Mapping[str, Placement], head: Revision, revision: Revision
) -> dict[str, Placement]:
    """The placements on the revision of threads that are placed on the head."""
    return next_placements(placed, head, revision) | _restored_placements(session, placed, head, revision)


def _inserted_paragraphs(head: Revision, markdown: str) -> frozenset[str]:
    """The paragraphs that an older revision may have had; none when all are in the head: then nothing was restored."""
    found = comparison(head.markdown, markdown, head.language)
    if all(change.old for change in found.changes):
        return frozenset()
    new = (at for change in found.changes if not change.old or len(change.new) > 1 for at in change.new)
    return frozenset(found.new.paragraphs[at].text for at in new)


def _restored_placements(
    session: Session, placed: Mapping[str, Placement], head: Revision, revision: Revision
) -> dict[str, Placement]:
    """The placements of threads whose words were gone and are in the revision again."""
    missing = {thread_id: place for thread_id, place in placed.items() if place.status is PlacementStatus.GONE}
    restored = [thread_id for thread_id, place in missing.items() if may_be_restored(place.exact, head, revision)]
    if not restored:
        return {}
    found: dict[str, Placement] = {}
    for thread_id, (placement, number) in threads.last_present(session, restored).items():
        origin = require_revision(session, head.proposal_id, number)
        found |= next_placements({thread_id: placement.shifted(number, origin.places)}, origin, revision)
    return {thread_id: place for thread_id, place in found.items() if place.status is not PlacementStatus.GONE}
