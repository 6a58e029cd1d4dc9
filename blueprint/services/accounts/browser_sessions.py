"""The browsers that people are signed in with."""

from datetime import timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.events import EventKind
from blueprint.domain.people import BrowserSession, Person
from blueprint.services import authorization
from blueprint.services.accounts.secrets import new_token, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import browser_sessions, one_time_links, people

_SEEN_INTERVAL = timedelta(minutes=5)
"""How exactly the time of the last request is stored."""


def signed_in_person(workbench: Workbench, token: str) -> Person | None:
    """The person of a session's token; None when it has expired or ended. Updates the time when it was last seen."""
    with workbench.database.read_transaction() as session:
        found = browser_sessions.get(session, token_hash(token))
        person = people.get(session, found.person_id) if found else None
    now = workbench.now()
    if found is None or person is None or found.expires_at <= now:
        return None
    if now - found.last_seen_at > _SEEN_INTERVAL:
        with workbench.database.transaction() as session:
            browser_sessions.touch(session, token_hash(token), now)
    return person


def sign_out(workbench: Workbench, token: str) -> None:
    """End one browser's session. Idempotent."""
    with workbench.database.transaction() as session:
        browser_sessions.drop(session, token_hash(token))


def sign_out_everywhere(workbench: Workbench, actor_id: str | None) -> None:
    """End every session of the person, and every link that was sent to them."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        browser_sessions.drop_all_of(session, person.id)
        one_time_links.drop_all_of(session, person.id)
        record_event(workbench, session, person.id, EventKind.SIGNED_OUT_EVERYWHERE)


def sessions(workbench: Workbench, actor_id: str | None) -> tuple[BrowserSession, ...]:
    """The browsers the person is signed in with."""
    with workbench.database.read_transaction() as session:
        return browser_sessions.of_person(session, authorization.require_person(session, actor_id).id)


def open_session(workbench: Workbench, session: Session, person: Person, browser: str) -> str:
    """Sign a browser in within a transaction; returns its token."""
    token, hashed = new_token()
    now = workbench.now()
    row = browser_sessions.SessionRow(
        token_hash=hashed,
        person_id=person.id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=workbench.settings.session_days),
        browser=validation.line(browser[:200], "browser", empty=True),
    )
    browser_sessions.add(session, row)
    record_event(workbench, session, person.id, EventKind.SIGNED_IN)
    return token
