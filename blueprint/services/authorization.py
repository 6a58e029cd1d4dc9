"""Loading a thing and checking permission in one call, so that no use case can forget the check."""

from sqlmodel import Session

from blueprint.domain.collections import Collection
from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.errors import NotAllowed, NotFound, NotSignedIn
from blueprint.domain.identifiers import is_id
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, Actor, require
from blueprint.domain.proposals import Proposal
from blueprint.locales import gettext as _
from blueprint.storage import collections, convenings, people, proposals


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
    require(actor_in(session, actor_id, found), action)
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
    require(actor_in(session, actor_id, convening, found), action)
    return found


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
