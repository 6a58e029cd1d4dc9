"""What the operator does with accounts, by their email addresses: no permission is asked for, never on a page."""

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.errors import Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.people import Account, BrowserSession, Person
from blueprint.locales import gettext as _
from blueprint.services.accounts import browser_sessions, deletion, standing
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import people

_EVERY = 1_000_000


def every_account(workbench: Workbench) -> tuple[Account, ...]:
    """Every account but the deleted ones, by name."""
    with workbench.database.read_transaction() as session:
        return people.accounts(session, "", _EVERY)


def sessions(workbench: Workbench, email: str) -> tuple[BrowserSession, ...]:
    """The sessions of a person, the last used first."""
    with workbench.database.read_transaction() as session:
        return browser_sessions.sessions_of(workbench, session, _require(session, email).id)


def end_sessions(workbench: Workbench, email: str) -> None:
    """End every session and sign-in link of a person."""
    with workbench.database.transaction() as session:
        person = _require(session, email)
        browser_sessions.end_all(session, person.id)
        record_event(workbench, session, None, EventKind.SIGNED_OUT_EVERYWHERE, person_id=person.id)


def disable(workbench: Workbench, email: str) -> tuple[str, ...]:
    """Disable an account; returns the titles of convenings that nobody convenes now."""
    with workbench.database.transaction() as session:
        without = standing.disable(workbench, session, _require(session, email), None)
    return tuple(convening.title for convening in without)


def enable(workbench: Workbench, email: str) -> None:
    """Enable an account again."""
    with workbench.database.transaction() as session:
        standing.enable(workbench, session, _require(session, email), None)


def appoint_steward(workbench: Workbench, email: str) -> None:
    """Make a person a steward."""
    with workbench.database.transaction() as session:
        standing.appoint(workbench, session, _require(session, email), None)


def delete(workbench: Workbench, email: str, pseudonym: str | None) -> None:
    """Delete an account, as `deletion.delete_account` does."""
    with workbench.database.transaction() as session:
        deletion.erase(workbench, session, _require(session, email), pseudonym)


def _require(session: Session, email: str) -> Person:
    person = people.by_email(session, validation.email(email))
    if person is None:
        raise Invalid(_("Nobody here has that email address. Check it for a typing mistake."), "email address")
    return standing.require_account(session, person.id)
