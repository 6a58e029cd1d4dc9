"""Convenings: what they are about, who may see them, what happened in them."""

from datetime import date

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.convenings import Convening, Role, Visibility, check_dates
from blueprint.domain.events import Event, EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.people import Person
from blueprint.domain.permissions import Action, Actor
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings, events


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


def list_convenings(workbench: Workbench, actor_id: str | None) -> tuple[tuple[Convening, Role | None], ...]:
    """The convenings the person may see, each with their role there, the newest first."""
    with workbench.database.read_transaction() as session:
        return convenings.seen_by(session, authorization.require_person(session, actor_id).id)


def read_convening(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Convening, Actor]:
    """A convening, and the person as an actor in it."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        return convening, authorization.actor_in(session, actor_id, convening)


def list_events(workbench: Workbench, actor_id: str | None, convening_id: str, most: int = 200) -> tuple[Event, ...]:
    """The events of a convening, the latest first; only convenors see the email addresses of invitations."""
    with workbench.database.read_transaction() as session:
        convening = authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        found = events.of_convening(session, convening_id, most)
        if authorization.actor_in(session, actor_id, convening).role is Role.CONVENOR:
            return found
        return tuple(event.model_copy(update={"data": _without_email(event)}) for event in found)


def _without_email(event: Event) -> dict[str, str | int | None]:
    return {name: value for name, value in event.data.items() if name != "email"}


def _may_create(session: Session, person: Person) -> bool:
    return person.steward or any(role is Role.CONVENOR for _convening, role in convenings.seen_by(session, person.id))
