"""Whether somebody can act by an account, and who is a steward: changed by stewards, and by the operator."""

from sqlmodel import Session

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.errors import Invalid, NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.people import Account, Person
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.accounts import browser_sessions
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import convenings, invitations, people

MOST_LISTED = 50
"""Accounts in a list; `words` find the others."""


def list_accounts(
    workbench: Workbench, actor_id: str | None, words: str = "", most: int = MOST_LISTED
) -> tuple[Account, ...]:
    """The accounts whose name, organisation or address has these words, by name; for stewards."""
    with workbench.database.read_transaction() as session:
        authorization.require_steward(session, actor_id)
        return people.accounts(session, words, most)


def disable_account(workbench: Workbench, actor_id: str | None, person_id: str) -> tuple[str, ...]:
    """Keep a person out until `enable_account`, as a steward; returns the titles of convenings that nobody convenes now.

    A convening that the steward may not see is left out: its title is for its members.

    Ends every session and sign-in link of theirs and every open invitation to their address. What they wrote stays, their
    drafts too. Idempotent.
    """
    with workbench.database.transaction() as session:
        steward = authorization.require_steward(session, actor_id)
        person = require_account(session, person_id)
        if person.id == steward.id:
            raise Invalid(
                _("You cannot disable your own account. Ask another steward, or delete it on your account page.")
            )
        without = disable(workbench, session, person, steward.id)
        visible = {convening.id for convening, _role in convenings.seen_by(session, steward.id)}
        return tuple(convening.title for convening in without if convening.id in visible)


def enable_account(workbench: Workbench, actor_id: str | None, person_id: str) -> None:
    """Let a person in again, as a steward. They sign in as before; links and invitations have to be new. Idempotent."""
    with workbench.database.transaction() as session:
        steward = authorization.require_steward(session, actor_id)
        enable(workbench, session, require_account(session, person_id), steward.id)


def appoint_steward(workbench: Workbench, actor_id: str | None, person_id: str) -> None:
    """Make a person a steward, as a steward. Idempotent."""
    with workbench.database.transaction() as session:
        steward = authorization.require_steward(session, actor_id)
        appoint(workbench, session, require_account(session, person_id), steward.id)


def require_account(session: Session, person_id: str) -> Person:
    """The account, disabled or not; raises `NotFound` when it is deleted."""
    authorization.require_id(person_id)
    person = people.account(session, person_id)
    if person is None:
        raise NotFound
    return person


def disable(workbench: Workbench, session: Session, person: Person, by: str | None) -> tuple[Convening, ...]:
    """Disable an account within a transaction; `by` None is the operator. Raises `Invalid` for the last steward.

    Returns the convenings that nobody convenes now.
    """
    if not person.enabled:
        return ()
    require_another_steward(session, person)
    people.change(session, person.id, disabled_at=workbench.now())
    browser_sessions.end_all(session, person.id)
    _withdraw_invitations(workbench, session, person, by)
    record_event(workbench, session, by, EventKind.ACCOUNT_DISABLED, person_id=person.id)
    return _without_convenor(session, person.id)


def enable(workbench: Workbench, session: Session, person: Person, by: str | None) -> None:
    """Enable an account within a transaction. Idempotent."""
    if not person.enabled:
        people.change(session, person.id, disabled_at=None)
        record_event(workbench, session, by, EventKind.ACCOUNT_ENABLED, person_id=person.id)


def appoint(workbench: Workbench, session: Session, person: Person, by: str | None) -> None:
    """Make somebody a steward within a transaction. Idempotent; raises `Invalid` for a disabled account."""
    if not person.enabled:
        raise Invalid(_("This account is disabled. Enable it first."))
    if not person.steward:
        people.change(session, person.id, steward=True)
        record_event(workbench, session, by, EventKind.STEWARD_APPOINTED, person_id=person.id)


def require_another_steward(session: Session, person: Person) -> None:
    """Raise `Invalid` when there would be no steward without this person."""
    if person.steward and not any(one.id != person.id for one in people.stewards(session, for_change=True)):
        raise Invalid(
            _(
                "{name} is the only steward. Make somebody else a steward first, on the page of all accounts or with "
                "“blueprint person steward”.",
                name=person.name,
            )
        )


def _withdraw_invitations(workbench: Workbench, session: Session, person: Person, by: str | None) -> None:
    now = workbench.now()
    for invitation in invitations.to_address(session, person.email):
        if invitations.withdraw(session, invitation.id, now):
            record_event(
                workbench,
                session,
                by,
                EventKind.INVITATION_WITHDRAWN,
                convening_id=invitation.convening_id,
                email=invitation.email,
            )


def _without_convenor(session: Session, person_id: str) -> tuple[Convening, ...]:
    """The person's convenings in which no convenor can act."""
    found = []
    for convening, role, _since in convenings.memberships(session, person_id):
        members = convenings.members(session, convening.id) if role is Role.CONVENOR else ()
        if members and not any(member.role is Role.CONVENOR and member.enabled for member in members):
            found.append(convening)
    return tuple(found)
