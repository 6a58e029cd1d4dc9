"""Convenings: what they are about, who may see them, what happened in them."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Convening, Role, Visibility, check_dates
from blueprint.domain.events import Event, EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.listings import Listing, listing
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, Actor
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings, events, proposals


def may_create_convening(workbench: Workbench, actor_id: str | None) -> bool:
    """Whether the person may create convenings: stewards and convenors may."""
    with workbench.database.read_transaction() as session:
        return _may_create(session, authorization.require_person(session, actor_id))


def create_convening(
    workbench: Workbench,
    actor_id: str | None,
    *,
    title: str,
    purpose: str,
    visibility: Visibility = Visibility.MEMBERS,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Convening:
    """Create a convening; its creator is its first convenor."""
    check_dates(starts_on, ends_on)
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        if not _may_create(session, person):
            sentence = _("Only a convenor can start a convening. Ask the person who invited you.")
            raise authorization.refusal(person.id, "create_convening", "", sentence)
        convening = Convening(
            id=new_id(),
            title=validation.line(title, "title"),
            purpose=validation.passage(purpose, "purpose", empty=True),
            visibility=visibility,
            starts_on=starts_on,
            ends_on=ends_on,
            created_at=workbench.now(),
        )
        convenings.add(session, convening)
        convenings.set_role(session, convening.id, person.id, Role.CONVENOR, workbench.now())
        record_event(
            workbench, session, person.id, EventKind.CONVENING_CREATED, convening_id=convening.id, title=convening.title
        )
        return convening


def edit_convening(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    title: str,
    purpose: str,
    visibility: Visibility,
    starts_on: date | None,
    ends_on: date | None,
) -> Convening:
    """Change what a convening is about and who may see it."""
    check_dates(starts_on, ends_on)
    fields = {
        "title": validation.line(title, "title"),
        "purpose": validation.passage(purpose, "purpose", empty=True),
        "visibility": visibility,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    with workbench.database.transaction() as session:
        found = authorization.require_convening(session, actor_id, convening_id, Action.EDIT_CONVENING, for_change=True)
        convening = found.model_copy(update=fields)
        convenings.replace(session, convening)
        record_event(workbench, session, actor_id, EventKind.CONVENING_EDITED, convening_id=convening_id)
        return convening


def list_convenings(
    workbench: Workbench, actor_id: str | None, most: int | None = None
) -> Listing[tuple[Convening, Role | None]]:
    """The convenings the person may see, each with their role there, the newest first; at most so many."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        return listing(convenings.seen_by(session, me, most), most, lambda: convenings.seen_count(session, me))


def my_convenings(
    workbench: Workbench, actor_id: str | None, most: int | None = None
) -> Listing[tuple[Convening, Role | None]]:
    """The convenings the person is a member of, each with their role there, the newest first; at most so many."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        found = convenings.joined_by(session, me, most)
        return listing(found, most, lambda: len(convenings.roles_of(session, me)))


def my_roles(workbench: Workbench, actor_id: str | None) -> dict[str, Role]:
    """The person's roles by convening."""
    with workbench.database.read_transaction() as session:
        return convenings.roles_of(session, authorization.require_person(session, actor_id).id)


def latest_events(workbench: Workbench, actor_id: str | None, most: int, convenings_asked: int) -> tuple[Event, ...]:
    """The latest events of those of the person's convenings whose proposals changed last, without email addresses."""
    with workbench.database.read_transaction() as session:
        me = authorization.require_person(session, actor_id).id
        joined = [convening for convening, _role in convenings.joined_by(session, me)]
        changed = proposals.last_changes(session, [convening.id for convening in joined])
        joined.sort(key=lambda convening: changed.get(convening.id, convening.created_at), reverse=True)
        found = [event for one in joined[:convenings_asked] for event in events.of_convening(session, one.id, most)]
    latest = sorted(found, key=lambda event: (event.at, event.id), reverse=True)[:most]
    return tuple(event.model_copy(update={"data": _without_email(event)}) for event in latest)


def titles_in_events(workbench: Workbench, actor_id: str | None, found: Iterable[Event]) -> dict[str, str]:
    """The titles of the proposals that events are about, by id."""
    about = [event for event in found if event.convening_id]
    with workbench.database.read_transaction() as session:
        for convening_id in {event.convening_id for event in about if event.convening_id}:
            authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        return proposals.titles(session, {event.proposal_id for event in about if event.proposal_id})


def read_convening(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Convening, Actor]:
    """A convening, and the person as an actor in it."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        return convening, authorization.actor_in(session, actor_id, convening)


def list_events(workbench: Workbench, actor_id: str | None, convening_id: str, most: int = 200) -> Listing[Event]:
    """The latest events of a convening, the last one first; only convenors see the email addresses of invitations."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        all_of_it = events.of_convening(session, convening_id, most)
        found = listing(all_of_it, most, lambda: events.count_of_convening(session, convening_id))
        if authorization.actor_in(session, actor_id, convening).role is Role.CONVENOR:
            return found
        return Listing((event.model_copy(update={"data": _without_email(event)}) for event in found), found.total)


def _without_email(event: Event) -> dict[str, str | int | None]:
    return {name: value for name, value in event.data.items() if name != "email"}


def _may_create(session: Session, person: Person) -> bool:
    return person.steward or Role.CONVENOR in convenings.roles_of(session, person.id).values()
