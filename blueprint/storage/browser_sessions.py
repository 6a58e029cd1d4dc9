"""The browsers that people are signed in with."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from blueprint.domain import people as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.notifications import notify

TOPIC = "sessions"
"""The topic of notifications that a session has ended, whichever it was."""


class SessionRow(SQLModel, table=True):
    """A signed-in browser; `token_hash` is the SHA-256 of its cookie's token, `id` a name for it that is no secret."""

    __tablename__ = "session"
    token_hash: str = Field(primary_key=True)
    id: str = Field(unique=True)
    person_id: str = Field(sa_column=refers_to("person.id", on_delete="CASCADE", index=True))
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    browser: str = ""

    def value(self) -> domain.BrowserSession:
        """As a domain value, without the token."""
        return domain.BrowserSession(**self.model_dump(exclude={"token_hash"}))


def add(session: Session, row: SessionRow) -> None:
    session.add(row)


def get(session: Session, token_hash: str) -> domain.BrowserSession | None:
    """The session of a cookie's token, over or not."""
    row = session.get(SessionRow, token_hash)
    return row.value() if row else None


def of_person(session: Session, person_id: str) -> tuple[domain.BrowserSession, ...]:
    """A person's sessions, over or not, the last used first."""
    query = select(SessionRow).where(SessionRow.person_id == person_id).order_by(col(SessionRow.last_seen_at).desc())
    return tuple(row.value() for row in session.exec(query))


def some(session: Session, ids: Collection[str]) -> tuple[domain.BrowserSession, ...]:
    """The sessions with these ids, over or not; those that were ended are left out."""
    return tuple(row.value() for row in session.exec(select(SessionRow).where(col(SessionRow.id).in_(ids))))


def touch(session: Session, token_hash: str, now: datetime) -> None:
    """Update `last_seen_at`; a no-op for a session that has ended."""
    session.exec(update(SessionRow).where(col(SessionRow.token_hash) == token_hash).values(last_seen_at=now))


def drop(session: Session, token_hash: str) -> None:
    """Delete a session. Idempotent."""
    _drop(session, col(SessionRow.token_hash) == token_hash)


def drop_one_of(session: Session, person_id: str, session_id: str) -> bool:
    """Delete one session of a person; False when they have no such session."""
    return _drop(session, col(SessionRow.person_id) == person_id, col(SessionRow.id) == session_id)


def drop_all_of(session: Session, person_id: str) -> None:
    """Delete a person's sessions, the present one too. Idempotent."""
    _drop(session, col(SessionRow.person_id) == person_id)


def _drop(session: Session, *where: ColumnElement[bool]) -> bool:
    ended = bool(session.exec(delete(SessionRow).where(*where)).rowcount)
    if ended:
        notify(session, TOPIC, "")
    return ended
