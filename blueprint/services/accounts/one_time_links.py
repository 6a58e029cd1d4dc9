"""Links that work once: to create the first account, to sign in."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.errors import Invalid
from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.services.accounts.secrets import new_token, token_hash
from blueprint.services.context import Workbench
from blueprint.storage import one_time_links, people

FIRST_ACCOUNT, SIGN_IN, PASSWORD = "first-account", "sign-in", "password"


def link_to_sign_in(workbench: Workbench, email: str) -> str:
    """The token of a one-time link that signs an existing person in; for operators only, never shown on a page."""
    with workbench.database.transaction() as session:
        person = people.by_email(session, validation.email(email))
        if person is None:
            raise Invalid(_("Nobody here has that email address. Add the person first."), "email address")
        if not person.enabled:
            raise Invalid(_("This account is disabled. Enable it first."), "email address")
        return add_link(workbench, session, SIGN_IN, person.id)


def link_is_valid(workbench: Workbench, token: str, purpose: str) -> bool:
    """Whether a link is valid, without using it up: mail scanners open links, too."""
    with workbench.database.read_transaction() as session:
        link = one_time_links.get(session, token_hash(token))
        return link is not None and link.purpose == purpose and link.expires_at > workbench.now()


def person_of_link(workbench: Workbench, token: str) -> Person | None:
    """The person whom a valid sign-in link signs in, without using it up."""
    with workbench.database.read_transaction() as session:
        link = one_time_links.get(session, token_hash(token))
        valid = link is not None and link.purpose in (SIGN_IN, PASSWORD) and link.expires_at > workbench.now()
        return people.get(session, link.person_id) if valid and link and link.person_id else None


def add_link(
    workbench: Workbench, session: Session, purpose: str, person_id: str | None, lasts: timedelta | None = None
) -> str:
    """Store a one-time link within a transaction, which lasts as long as those that operators hand over; its token."""
    token, hashed = new_token()
    expires = workbench.now() + (lasts or timedelta(hours=workbench.settings.link_hours))
    one_time_links.add(
        session, one_time_links.LinkRow(token_hash=hashed, purpose=purpose, person_id=person_id, expires_at=expires)
    )
    return token
