"""Confirming that whoever acts is the person whose account it is, and not somebody who found their browser open."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.domain.errors import Invalid, TooMany
from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.services.accounts.attempt_limits import is_exhausted, of_account
from blueprint.services.accounts.secrets import password_matches
from blueprint.services.context import Workbench
from blueprint.storage import attempts, browser_sessions, people

_FRESH = timedelta(minutes=15)
"""How long after signing in nothing more is asked of a person without a password."""


def require_password(workbench: Workbench, person: Person, password: str) -> None:
    """Raise `Invalid` for a password that is not the person's; `TooMany` after ten failures, counted as for signing in."""
    subject = of_account(person.email)
    with workbench.database.transaction() as session:
        if is_exhausted(workbench, session, subject):
            raise TooMany(_("That was wrong too often. Wait 15 minutes, then try again."))
        counted = attempts.add(session, subject, workbench.now())
        stored = people.password_hash(session, person.id)
    if not password_matches(stored, password):  # slow by design, so outside the transaction
        raise Invalid(_("That is not your present password. Try again, or use a sign-in link instead."), "password")
    with workbench.database.transaction() as session:
        attempts.drop(session, [counted])


def has_just_signed_in(workbench: Workbench, session: Session, person_id: str) -> bool:
    """Whether the person has signed in within the last 15 minutes."""
    latest = max((each.created_at for each in browser_sessions.of_person(session, person_id)), default=None)
    return latest is not None and workbench.now() - latest <= _FRESH
