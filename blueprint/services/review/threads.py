"""Threads: conversations on quoted words of a proposal."""

from dataclasses import dataclass
from itertools import count, pairwise
from typing import Self

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.errors import Conflict, Invalid, NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, may
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Anchor, Comment, Placement, Thread
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.drafting.placements import CONTEXT, next_placements, placement_of
from blueprint.services.drafting.stored_revision import require_revision
from blueprint.storage import proposals, revisions, threads

ATTEMPTS = 3
"""How often a new thread is carried without a lock before it is carried with one."""


@dataclass
class _Carried:
    """A thread carried from revision to revision: its last placement, and those that earlier ones do not imply."""

    last: Placement
    changed: list[Placement]

    @classmethod
    def begin(cls, first: Placement) -> Self:
        """On the revision that the thread is started on."""
        return cls(first, [first])

    def carry_on(self, session: Session, proposal: Proposal) -> None:
        """Carry it on to the proposal's head."""
        if self.last.revision == proposal.head:
            return
        later = revisions.between(session, proposal.id, self.last.revision, proposal.head)
        for before, after in pairwise(later):
            self.last = next_placements({"": self.last}, before, after)[""]
            if self.last != self.changed[-1].shifted(after.number, after.places):
                self.changed.append(self.last)


def list_threads(workbench: Workbench, actor_id: str | None, proposal_id: str, revision: int) -> tuple[Thread, ...]:
    """The threads of a proposal with their placements on that revision, in text order."""
    with workbench.database.read_transaction() as session:
        authorization.require_proposal(session, actor_id, proposal_id, Action.VIEW)
        return threads.on(session, proposal_id, revision)


def start_thread(
    workbench: Workbench, actor_id: str | None, proposal_id: str, *, revision: int, start: int, end: int, body: str
) -> Thread:
    """Start a thread on the words `[start, end)` of a revision's source; it is carried to every later revision.

    Where the words are on later revisions is computed outside the write transaction, and further when somebody has saved
    meanwhile; after `ATTEMPTS` the rest is computed while the proposal is locked.
    """
    text = validation.passage(body, "comment")
    carried: _Carried | None = None
    for attempt in count():
        with workbench.database.read_transaction() as session:
            proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.COMMENT)
            carried = carried or _Carried.begin(_first_placement(session, proposal_id, revision, start, end))
            carried.carry_on(session, proposal)
        with workbench.database.transaction() as session:
            proposal = authorization.require_proposal(session, actor_id, proposal_id, Action.COMMENT, for_change=True)
            if attempt >= ATTEMPTS:
                carried.carry_on(session, proposal)
            if carried.last.revision == proposal.head:
                return _store_thread(workbench, session, actor_id, proposal, carried, text)
    raise AssertionError("counted to the end")


def reply(workbench: Workbench, actor_id: str | None, thread_id: str, body: str) -> Thread:
    """Add a comment to a thread."""
    text = validation.passage(body, "comment")
    with workbench.database.transaction() as session:
        proposal = _proposal_of(session, actor_id, thread_id, Action.COMMENT)
        person = authorization.require_person(session, actor_id)
        threads.add_comment(session, thread_id, _comment(workbench, person, text))
        record_event(workbench, session, person.id, EventKind.COMMENT_WRITTEN, about=proposal, thread=thread_id)
        return _thread(session, proposal, thread_id)


def edit_comment(workbench: Workbench, actor_id: str | None, comment_id: str, body: str) -> Thread:
    """Change one's own comment, which is marked as edited."""
    text = validation.passage(body, "comment")
    with workbench.database.transaction() as session:
        proposal, thread = _own_comment(session, actor_id, comment_id)
        threads.change_comment(session, comment_id, body=text, edited_at=workbench.now())
        record_event(workbench, session, actor_id, EventKind.COMMENT_EDITED, about=proposal, thread=thread.id)
        return _thread(session, proposal, thread.id)


def retract_comment(workbench: Workbench, actor_id: str | None, comment_id: str) -> Thread:
    """Retract one's own comment; it stays in the thread, without its words."""
    with workbench.database.transaction() as session:
        proposal, thread = _own_comment(session, actor_id, comment_id)
        threads.change_comment(session, comment_id, retracted=True, edited_at=workbench.now())
        record_event(workbench, session, actor_id, EventKind.COMMENT_RETRACTED, about=proposal, thread=thread.id)
        return _thread(session, proposal, thread.id)


def resolve_thread(workbench: Workbench, actor_id: str | None, thread_id: str) -> Thread:
    """Resolve a thread; its starter, the proposal's authors, editors and convenors may."""
    return _set_resolved(workbench, actor_id, thread_id, resolved=True)


def reopen_thread(workbench: Workbench, actor_id: str | None, thread_id: str) -> Thread:
    """Reopen a thread; who may resolve it may reopen it."""
    return _set_resolved(workbench, actor_id, thread_id, resolved=False)


def place_thread(
    workbench: Workbench, actor_id: str | None, thread_id: str, *, revision: int, start: int, end: int
) -> Thread:
    """Place a thread on other words of the newest revision by hand; the next save carries it from there."""
    with workbench.database.transaction() as session:
        proposal = _proposal_of(session, actor_id, thread_id, Action.COMMENT, for_change=True)
        if revision != proposal.head:
            raise Conflict(_("A newer revision was saved meanwhile. Place the thread on that one."))
        origin = require_revision(session, proposal.id, revision)
        _require_words(origin, start, end)
        threads.place(session, thread_id, placement_of(origin, start, end, method="by hand", by=actor_id))
        record_event(
            workbench, session, actor_id, EventKind.THREAD_PLACED, about=proposal, thread=thread_id, revision=revision
        )
        return _thread(session, proposal, thread_id)


def _set_resolved(workbench: Workbench, actor_id: str | None, thread_id: str, *, resolved: bool) -> Thread:
    with workbench.database.transaction() as session:
        proposal = _proposal_of(session, actor_id, thread_id, Action.COMMENT)
        thread = _thread(session, proposal, thread_id)
        person = authorization.require_person(session, actor_id)
        convening = authorization.require_convening(session, actor_id, proposal.convening_id, Action.VIEW)
        if thread.started_by != person.id and not may(
            authorization.actor_in(session, actor_id, convening, proposal), Action.RESOLVE
        ):
            sentence = _("Only who started this thread, the authors and the editors can close or reopen it.")
            raise authorization.refusal(person.id, "resolve", thread_id, sentence)
        threads.set_resolved(session, thread_id, person.id if resolved else None, workbench.now() if resolved else None)
        kind = EventKind.THREAD_RESOLVED if resolved else EventKind.THREAD_REOPENED
        record_event(workbench, session, person.id, kind, about=proposal, thread=thread_id)
        return _thread(session, proposal, thread_id)


def _first_placement(session: Session, proposal_id: str, revision: int, start: int, end: int) -> Placement:
    origin = require_revision(session, proposal_id, revision)
    _require_words(origin, start, end)
    return placement_of(origin, start, end, method="made here")


def _store_thread(
    workbench: Workbench,
    session: Session,
    actor_id: str | None,
    proposal: Proposal,
    carried: _Carried,
    text: str,
) -> Thread:
    """Store a thread of one comment with its placements, from the revision that it was started on to the head."""
    person = authorization.require_person(session, actor_id)
    origin = require_revision(session, proposal.id, carried.changed[0].revision)
    thread = _new_thread(workbench, person, origin, carried.changed[0], text)
    threads.add(session, thread)
    threads.place_on_all(session, thread.id, carried.changed[1:])
    record_event(
        workbench,
        session,
        person.id,
        EventKind.THREAD_STARTED,
        about=proposal,
        thread=thread.id,
        revision=origin.number,
    )
    return thread.model_copy(update={"placement": carried.last})


def _new_thread(workbench: Workbench, person: Person, origin: Revision, placement: Placement, text: str) -> Thread:
    source, start, end = origin.markdown, placement.start, placement.end
    assert start is not None, "a thread is started on words"
    assert end is not None, "a thread is started on words"
    anchor = Anchor(
        revision=origin.number,
        lineage=placement.lineage or "",
        start=start,
        end=end,
        exact=source[start:end],
        prefix=source[max(0, start - CONTEXT) : start],
        suffix=source[end : end + CONTEXT],
    )
    return Thread(
        id=new_id(),
        proposal_id=origin.proposal_id,
        anchor=anchor,
        placement=placement,
        comments=(_comment(workbench, person, text),),
        started_by=person.id,
        started_at=workbench.now(),
    )


def _comment(workbench: Workbench, person: Person, text: str) -> Comment:
    return Comment(id=new_id(), author_id=person.id, author_name=person.name, body=text, written_at=workbench.now())


def _require_words(origin: Revision, start: int, end: int) -> None:
    if not 0 <= start < end <= len(origin.markdown) or not origin.markdown[start:end].strip():
        raise Invalid(_("Select the words you mean, or a whole paragraph, then comment."), "words")


def _proposal_of(
    session: Session, actor_id: str | None, thread_id: str, action: Action, *, for_change: bool = False
) -> Proposal:
    authorization.require_person(session, actor_id)
    authorization.require_id(thread_id)
    proposal_id = threads.owner(session, thread_id)
    if proposal_id is None:
        raise NotFound
    return authorization.require_proposal(session, actor_id, proposal_id, action, for_change=for_change)


def _own_comment(session: Session, actor_id: str | None, comment_id: str) -> tuple[Proposal, Thread]:
    person = authorization.require_person(session, actor_id)
    authorization.require_id(comment_id)
    thread_id = threads.thread_of(session, comment_id)
    if thread_id is None:
        raise NotFound
    proposal = _proposal_of(session, actor_id, thread_id, Action.COMMENT)
    thread = _thread(session, proposal, thread_id)
    comment = next(c for c in thread.comments if c.id == comment_id)
    if comment.author_id != person.id:
        sentence = _("Only who wrote a comment can change it or take it back.")
        raise authorization.refusal(person.id, "edit_comment", comment_id, sentence)
    return proposal, thread


def _thread(session: Session, proposal: Proposal, thread_id: str) -> Thread:
    current = proposals.get(session, proposal.id)
    assert current is not None
    return threads.on(session, proposal.id, current.head, only=thread_id)[0]
