"""The browsers that people are signed in with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.errors import NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.people import BrowserSession, Person
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.accounts.secrets import new_token, token_hash
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import browser_sessions, one_time_links, people

_SEEN_INTERVAL = timedelta(minutes=5)
"""How exactly the time of the last use is stored."""


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, and with which session."""

    person: Person
    session_id: str


def signed_in(workbench: Workbench, token: str, *, used: bool = True) -> SignedIn | None:
    """Who a session's token signs in; None when it has ended, expired or not been used for long.

    `used` says that the person did something: it is stored, at most once in `_SEEN_INTERVAL`. What an open page asks for by
    itself is no use, else a page that somebody left open would keep the session for ever.
    """
    now = workbench.now()
    with workbench.database.read_transaction() as session:
        found = browser_sessions.get(session, token_hash(token))
        person = people.get(session, found.person_id) if found else None
    if found is None or person is None or not _goes_on(workbench, found, now):
        return None
    if used and now - found.last_seen_at > _SEEN_INTERVAL:
        with workbench.database.transaction() as session:
            browser_sessions.touch(session, token_hash(token), now)
    return SignedIn(person, found.id)


def signed_in_person(workbench: Workbench, token: str) -> Person | None:
    """The person of a session's token, which is used; None as in `signed_in`."""
    found = signed_in(workbench, token)
    return found.person if found else None


def going_on(workbench: Workbench, session_ids: Collection[str]) -> frozenset[str]:
    """Those of the sessions that have not ended; the time when they were last used stays as it is."""
    now = workbench.now()
    with workbench.database.read_transaction() as session:
        found = browser_sessions.some(session, session_ids)
        enabled = people.enabled(session, {one.person_id for one in found})
    return frozenset(one.id for one in found if one.person_id in enabled and _goes_on(workbench, one, now))


def _goes_on(workbench: Workbench, session: BrowserSession, now: datetime) -> bool:
    idle = timedelta(hours=workbench.settings.idle_hours)
    return session.expires_at > now and session.last_seen_at > now - idle


def sign_out(workbench: Workbench, token: str) -> None:
    """End one browser's session. Idempotent."""
    with workbench.database.transaction() as session:
        browser_sessions.drop(session, token_hash(token))


def sign_out_everywhere(workbench: Workbench, actor_id: str | None) -> None:
    """End every session of the person, and every link that was sent to them."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        end_all(session, person.id)
        record_event(workbench, session, person.id, EventKind.SIGNED_OUT_EVERYWHERE)


def end_all(session: Session, person_id: str) -> None:
    """End every session and sign-in link of a person within a transaction."""
    browser_sessions.drop_all_of(session, person_id)
    one_time_links.drop_all_of(session, person_id)


def end_session(workbench: Workbench, actor_id: str | None, session_id: str) -> None:
    """End one of the person's own sessions; raises `NotFound` when they have no such session, or no longer."""
    with workbench.database.transaction() as session:
        person = authorization.require_person(session, actor_id)
        authorization.require_id(session_id)
        if not browser_sessions.drop_one_of(session, person.id, session_id):
            raise NotFound(_("This session has ended already. Load the page again."))
        record_event(workbench, session, person.id, EventKind.SESSION_ENDED)


def sessions(workbench: Workbench, actor_id: str | None) -> tuple[BrowserSession, ...]:
    """The browsers the person is signed in with, the last used first."""
    with workbench.database.read_transaction() as session:
        return sessions_of(workbench, session, authorization.require_person(session, actor_id).id)


def sessions_of(workbench: Workbench, session: Session, person_id: str) -> tuple[BrowserSession, ...]:
    """Those of a person's sessions that have not ended, within a transaction."""
    now = workbench.now()
    return tuple(one for one in browser_sessions.of_person(session, person_id) if _goes_on(workbench, one, now))


def open_session(workbench: Workbench, session: Session, person: Person, browser: str) -> str:
    """Sign a browser in within a transaction; returns its token."""
    token, hashed = new_token()
    now = workbench.now()
    row = browser_sessions.SessionRow(
        token_hash=hashed,
        id=new_id(),
        person_id=person.id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + timedelta(days=workbench.settings.session_days),
        browser=validation.line(browser[:200], "browser", empty=True),
    )
    browser_sessions.add(session, row)
    record_event(workbench, session, person.id, EventKind.SIGNED_IN)
    return token
