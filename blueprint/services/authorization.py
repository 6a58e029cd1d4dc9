"""Loading a thing and checking permission in one call, so that no use case can forget the check.

What is refused is in the log: who asked, for what, of which thing. The lines of a person are limited: nobody fills the disk
by asking.
"""

import structlog
from sqlmodel import Session

from blueprint.domain.collections import Collection
from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.errors import BlueprintError, NotAllowed, NotFound, NotSignedIn
from blueprint.domain.identifiers import is_id
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, Actor, may, require
from blueprint.domain.proposals import Proposal
from blueprint.domain.rate import TokenBuckets
from blueprint.locales import gettext as _
from blueprint.storage import collections, convenings, people, proposals

_log = structlog.get_logger()

REFUSALS_RATE, REFUSALS_BURST = 1 / 60, 30.0
"""Refusals of one person that are logged, each second and at once."""
_refusals = TokenBuckets(REFUSALS_RATE, REFUSALS_BURST)


def note_refusal(person_id: str | None, verb: str, thing_id: str) -> None:
    """Log that a person was refused something, without any words of theirs."""
    if person_id and _refusals.of(person_id).take_one():
        _log.warning("refused", person=person_id, verb=verb, thing=thing_id)


def refusal(person_id: str, verb: str, thing_id: str, sentence: str) -> NotAllowed:
    """The error to raise where a use case refuses by a rule of its own; it is logged."""
    note_refusal(person_id, verb, thing_id)
    return NotAllowed(sentence)


def require_person(session: Session, actor_id: str | None) -> Person:
    """The acting person; raises `NotSignedIn` when there is none, or their account is disabled or deleted."""
    person = people.get(session, actor_id) if actor_id else None
    if person is None:
        raise NotSignedIn
    return person


def require_steward(session: Session, actor_id: str | None) -> Person:
    """The acting person, who is a steward; raises `NotAllowed` for anybody else."""
    person = require_person(session, actor_id)
    if not person.steward:
        raise NotAllowed(
            _("Only stewards see and change the accounts of others. Ask the person who runs this workbench.")
        )
    return person


def require_id(text: str) -> None:
    """Raise `NotFound` for what is no identifier: it comes from an address, and may hold what no database takes."""
    if not is_id(text):
        raise NotFound


def actor_in(session: Session, actor_id: str | None, convening: Convening, proposal: Proposal | None = None) -> Actor:
    """The person as an actor in a convening and, where one is given, on a proposal in it."""
    person = require_person(session, actor_id)
    return Actor(
        person_id=person.id,
        role=convenings.role_of(session, convening.id, person.id),
        visitor=convening.visibility is Visibility.ACCOUNTS,
        own=proposal is not None and person.id in proposal.authors,
    )


def require_convening(
    session: Session, actor_id: str | None, convening_id: str, action: Action, *, for_change: bool = False
) -> Convening:
    """The convening, when the person may do that in it; `for_change` locks it until the transaction ends."""
    require_person(session, actor_id)
    require_id(convening_id)
    found = convenings.get(session, convening_id, for_change=for_change)
    if found is None:
        raise NotFound
    require_action(actor_in(session, actor_id, found), action, convening_id)
    return found


def require_proposal(
    session: Session, actor_id: str | None, proposal_id: str, action: Action, *, for_change: bool = False
) -> Proposal:
    """The proposal, when the person may do that with it; `for_change` locks it until the transaction ends."""
    require_person(session, actor_id)
    require_id(proposal_id)
    found = proposals.get(session, proposal_id, for_change=for_change)
    convening = convenings.get(session, found.convening_id) if found else None
    if found is None or convening is None:
        raise NotFound
    require_action(actor_in(session, actor_id, convening, found), action, proposal_id)
    return found


def may_view_proposal(session: Session, actor_id: str | None, proposal_id: str) -> bool:
    """Whether the person may see the proposal; a question, which is not logged."""
    person = people.get(session, actor_id) if actor_id else None
    found = proposals.get(session, proposal_id) if person else None
    convening = convenings.get(session, found.convening_id) if found else None
    return convening is not None and may(actor_in(session, actor_id, convening, found), Action.VIEW)


def require_collection(
    session: Session, actor_id: str | None, collection_id: str, action: Action, *, for_change: bool = False
) -> Collection:
    """The collection, when the person may do that with it; `for_change` locks it until the transaction ends."""
    require_person(session, actor_id)
    require_id(collection_id)
    found = collections.get(session, collection_id, for_change=for_change)
    if found is None:
        raise NotFound
    require_convening(session, actor_id, found.convening_id, action)
    return found


def require_action(actor: Actor, action: Action, thing_id: str) -> None:
    """Raise what `permissions.require` raises, and log it."""
    try:
        require(actor, action)
    except BlueprintError:
        note_refusal(actor.person_id, action.name.lower(), thing_id)
        raise
