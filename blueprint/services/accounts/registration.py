"""Creating accounts: the first one, those an operator adds, those an invitation brings."""

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.errors import Invalid, LinkSpent
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.languages import language_tag
from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.services.accounts.browser_sessions import open_session
from blueprint.services.accounts.one_time_links import FIRST_ACCOUNT, add_link
from blueprint.services.accounts.password_rules import checked_password
from blueprint.services.accounts.secrets import hash_password, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import one_time_links, people


def has_accounts(workbench: Workbench) -> bool:
    """Whether there is any account yet."""
    with workbench.database.read_transaction() as session:
        return people.exist(session)


def link_for_first_account(workbench: Workbench) -> str:
    """The token of a new one-time link to create the first account. Earlier ones work too, until there is an account."""
    with workbench.database.transaction() as session:
        if people.exist(session):
            raise Invalid(_("There are accounts here already. Ask a convenor for an invitation."))
        return add_link(workbench, session, FIRST_ACCOUNT, None)


def create_first_account(workbench: Workbench, token: str, email: str, name: str, password: str, browser: str) -> str:
    """Create the steward's account with a one-time link; returns the token of a signed-in session."""
    with workbench.database.transaction() as session:
        if people.exist(session):
            raise LinkSpent
        person = add_account(workbench, session, email, name, password, steward=True)
        if not one_time_links.take_all(session, FIRST_ACCOUNT, token_hash(token), workbench.now()):
            raise LinkSpent
        return open_session(workbench, session, person, browser)


def add_person(workbench: Workbench, email: str, name: str, *, steward: bool = False, language: str = "en") -> Person:
    """Add an account without a password, as the operator; the person signs in by `link_to_sign_in`."""
    with workbench.database.transaction() as session:
        return add_account(workbench, session, email, name, None, steward=steward, language=language)


def add_account(
    workbench: Workbench,
    session: Session,
    email: str,
    name: str,
    password: str | None,
    *,
    steward: bool = False,
    language: str = "en",
) -> Person:
    """Add an account within a transaction; raises `Invalid` when the address is taken."""
    address = validation.email(email)
    row = people.PersonRow(
        id=new_id(),
        email=address,
        name=validation.line(name, "name", longest=validation.NAME_LENGTH),
        language=language_tag(language),
        steward=steward,
        password_hash=hash_password(checked_password(password, address, name)) if password is not None else None,
        created_at=workbench.now(),
    )
    person = people.add(session, row)
    if person is None:
        raise Invalid(_("There is an account with that email address already. Sign in with it."), "email address")
    record_event(workbench, session, person.id, EventKind.ACCOUNT_CREATED)
    return person
