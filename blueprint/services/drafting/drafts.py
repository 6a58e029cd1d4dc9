"""Drafts: unsaved texts, stored while people type, on one device or several."""

from dataclasses import dataclass
from itertools import count

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.drafts import Draft, DraftSummary, DraftText, DraftWrite, open_conflicts
from blueprint.domain.errors import AncestorNeeded, Conflict
from blueprint.domain.listings import Listing, listing
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action
from blueprint.domain.proposals import Proposal, require_writable
from blueprint.domain.revisions import Revision
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.services.drafting.draft_merge import MergedDraft, merge_drafts
from blueprint.services.drafting.stored_revision import require_revision
from blueprint.storage import drafts, revisions

ATTEMPTS = 3
"""How often a merge is computed without a lock before it is computed with one."""

MAX_WRITERS = 32
"""Of so many devices a draft remembers what it has of them; a late request of one before is merged once more."""


@dataclass(frozen=True)
class _Target:
    """Where a write goes: the proposal, whose draft it is, and the draft that is stored.

    `saved_since`: there is no draft, and the person has saved the newest revisions after the one the write started from.
    """

    proposal: Proposal
    person: Person
    stored: Draft | None
    saved_since: bool


@dataclass(frozen=True)
class _Sides:
    """What a write is merged with: the text that both go back to, and the stored one, which is the head without a draft.

    `certain` as in `merge_drafts`.
    """

    ancestor: DraftText
    stored: DraftText
    base: int
    certain: bool


def save_draft(
    workbench: Workbench,
    actor_id: str | None,
    proposal_id: str,
    *,
    base: int,
    title: str,
    markdown: str,
    sequence: int,
    device: str = "",
    follows: str | None = None,
    ancestor: DraftText | None = None,
    settled: tuple[str, ...] = (),
    last: bool = False,
) -> Draft:
    """Store what a device sent (see `DraftWrite`) as the person's draft; returns the one that is stored then.

    A text that follows on from the stored draft replaces it; one that does not is merged with it. Without a draft it is
    merged with the newest revision, when it follows on from a draft, or from a revision after which the person has saved
    that one. A write that the draft has already changes nothing. Raises `AncestorNeeded` when the text that the write
    follows on from is not known here. The title of a draft may be empty; its text has the limit of a revision.

    A merge is computed outside the write transaction, and again when the draft has changed meanwhile.
    """
    text = storable_text(title, markdown)
    write = DraftWrite(
        base=base,
        title=text.title,
        markdown=text.markdown,
        sequence=sequence,
        device=device,
        follows=follows,
        ancestor=ancestor,
        settled=settled,
        last=last,
    )
    for attempt in count():
        draft = _attempt(workbench, actor_id, proposal_id, write, locked=attempt >= ATTEMPTS)
        if draft is not None:
            return draft
    raise AssertionError("counted to the end")


def storable_text(title: str, markdown: str) -> DraftText:
    """A title and a text as a draft stores them; raises `TooLarge`."""
    return DraftText(title=validation.line(title, "title", empty=True), markdown=validation.markdown(markdown))


def _attempt(
    workbench: Workbench, actor_id: str | None, proposal_id: str, write: DraftWrite, *, locked: bool
) -> Draft | None:
    """Store the write, merged where it has to be; None when the draft has changed meanwhile.

    `locked` merges while the draft is locked, so that nothing can change.
    """
    with workbench.database.transaction() as session:
        target = _target(session, actor_id, proposal_id, write)
        draft = _following(workbench, target, write)
        if draft is None and locked:
            draft = _merged(workbench, target, write, _sides(session, target, write))
        if draft is not None:
            return _put(session, draft, target.stored)
        sides = _sides(session, target, write)
    merged = _merged(workbench, target, write, sides)
    with workbench.database.transaction() as session:
        now = _target(session, actor_id, proposal_id, write)
        unchanged = (now.stored, now.proposal.head) == (target.stored, target.proposal.head)
        return _put(session, merged, target.stored) if unchanged else None


def _target(session: Session, actor_id: str | None, proposal_id: str, write: DraftWrite) -> _Target:
    """Where the write goes, with the draft locked; refused when the person may not write, or has no such revision."""
    proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.WRITE)
    require_writable(proposal)
    if not 1 <= write.base <= proposal.head:
        raise Conflict(_("This draft starts from a revision that does not exist. Open the proposal again to go on."))
    person = authorization.require_person(session, actor_id)
    stored = drafts.get(session, proposal_id, person.id, for_change=True)
    return _Target(proposal, person, stored, stored is None and _saved_since(session, proposal, person, write.base))


def _saved_since(session: Session, proposal: Proposal, person: Person, base: int) -> bool:
    """Whether all revisions after `base` are the person's own, from another device. Others' are merged when they save."""
    if proposal.head == base:
        return False
    return revisions.savers_since(session, proposal.id, base) <= {person.id}


def _following(workbench: Workbench, target: _Target, write: DraftWrite) -> Draft | None:
    """The draft that the write makes without a merge, or the stored one, which has it already; None when it needs one."""
    stored = target.stored
    if stored and stored.has(write):
        return stored
    if not write.device and stored and stored.device != "":
        raise Conflict(
            _("You went on writing in another window or on another device. Load this page again to go on with both.")
        )
    knows_no_draft = write.follows == "" or (write.follows is None and write.ancestor is None)
    begins = stored is None and knows_no_draft and not target.saved_since
    # The same device again: its request before was stored, and the answer did not arrive.
    goes_on = stored is not None and (write.follows == stored.state or stored.device == write.device)
    if begins or goes_on:
        return _draft(workbench, target, write, MergedDraft(write.text), device=write.device, base=write.base)
    return None


def _sides(session: Session, target: _Target, write: DraftWrite) -> _Sides:
    stored = target.stored
    if stored is None:
        head = require_revision(session, target.proposal.id, target.proposal.head)
        ours, base = _current(head), head.number
    else:
        ours, base = _current(stored), stored.base
    if write.ancestor:
        return _Sides(write.ancestor, ours, base, certain=True)
    if write.follows and not write.last:
        raise AncestorNeeded
    begun_from = require_revision(session, target.proposal.id, write.base)
    return _Sides(_current(begun_from), ours, base, certain=write.follows == "")


def _current(source: Draft | Revision) -> DraftText:
    """Its text in the current dialect, as editors show it."""
    return DraftText(title=source.title, markdown=in_current_dialect(source.markdown, source.dialect))


def _merged(workbench: Workbench, target: _Target, write: DraftWrite, sides: _Sides) -> Draft:
    merged = merge_drafts(sides.ancestor, sides.stored, write.text, target.proposal.language, certain=sides.certain)
    validation.markdown(merged.text.markdown)
    device = write.device if merged.text == write.text else None
    return _draft(workbench, target, write, merged, device=device, base=sides.base)


def _draft(
    workbench: Workbench, target: _Target, write: DraftWrite, merged: MergedDraft, *, device: str | None, base: int
) -> Draft:
    """The draft after the stored one. Of two revisions that its texts started from, it has the changes of both."""
    stored = target.stored
    writers = {name: at for name, at in (stored.writers.items() if stored else ()) if name != write.device}
    conflicts = (*(stored.conflicts if stored else ()), *merged.conflicts)
    return Draft(
        proposal_id=target.proposal.id,
        person_id=target.person.id,
        base=max(base, write.base, stored.base if stored else 1),
        title=merged.text.title,
        markdown=merged.text.markdown,
        sequence=max(write.sequence, stored.sequence + 1 if stored else 0),
        saved_at=workbench.now(),
        device=device,
        writers=dict([*writers.items(), (write.device, write.sequence)][-MAX_WRITERS:]),
        conflicts=open_conflicts(conflicts, merged.text, write.settled),
    )


def _put(session: Session, draft: Draft, stored: Draft | None) -> Draft | None:
    """Store the draft in place of the one that it was made from, which is locked; None when there was none and is now."""
    if draft is stored or drafts.put(session, draft, new=stored is None):
        return draft
    return None


def read_draft(workbench: Workbench, actor_id: str | None, proposal_id: str) -> Draft | None:
    """The person's draft of a proposal; None for none."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return drafts.get(session, proposal_id, authorization.require_person(session, actor_id).id)


def discard_draft(workbench: Workbench, actor_id: str | None, proposal_id: str) -> None:
    """Delete the person's draft. Idempotent."""
    with workbench.database.transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        drafts.drop(session, proposal_id, authorization.require_person(session, actor_id).id)


def my_drafts(workbench: Workbench, actor_id: str | None, most: int | None = None) -> Listing[DraftSummary]:
    """The person's drafts in convenings they are a member of, without their texts, the latest first; at most so many."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        return listing(drafts.of_person(session, me, most), most, lambda: drafts.count_of_person(session, me))
