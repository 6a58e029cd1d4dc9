"""Finding a thing and asking whether this person may do that with it, in one step: no use case can forget the second."""

from sqlmodel import Session

from blueprint.domain.collections import Collection
from blueprint.domain.convenings import Convening, Visibility
from blueprint.domain.errors import NotFound, NotSignedIn
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, Standing, require
from blueprint.domain.proposals import Proposal
from blueprint.storage import collections, convenings, people, proposals


def known(session: Session, actor_id: str | None) -> Person:
    """The acting person; raises `NotSignedIn` for nobody."""
    person = people.get(session, actor_id) if actor_id else None
    if person is None:
        raise NotSignedIn
    return person


def standing(
    session: Session, actor_id: str | None, convening: Convening, proposal: Proposal | None = None
) -> Standing:
    """How the person stands toward a convening and a proposal in it."""
    person = known(session, actor_id)
    return Standing(
        person_id=person.id,
        role=convenings.role_of(session, convening.id, person.id),
        visitor=convening.visibility is Visibility.ACCOUNTS,
        own=proposal is not None and person.id in proposal.authors,
    )


def convening(
    session: Session, actor_id: str | None, convening_id: str, action: Action, *, for_change: bool = False
) -> Convening:
    """The convening, when the person may do that in it; `for_change` holds others off until the transaction ends."""
    known(session, actor_id)
    found = convenings.get(session, convening_id, for_change=for_change)
    if found is None:
        raise NotFound
    require(standing(session, actor_id, found), action)
    return found


def proposal(
    session: Session, actor_id: str | None, proposal_id: str, action: Action, *, for_change: bool = False
) -> Proposal:
    """The proposal, when the person may do that with it; `for_change` holds others off until the transaction ends."""
    known(session, actor_id)
    found = proposals.get(session, proposal_id, for_change=for_change)
    home = convenings.get(session, found.convening_id) if found else None
    if found is None or home is None:
        raise NotFound
    require(standing(session, actor_id, home, found), action)
    return found


def collection(
    session: Session, actor_id: str | None, collection_id: str, action: Action, *, for_change: bool = False
) -> Collection:
    """The collection, when the person may do that with it."""
    known(session, actor_id)
    found = collections.get(session, collection_id, for_change=for_change)
    if found is None:
        raise NotFound
    convening(session, actor_id, found.convening_id, action)
    return found
