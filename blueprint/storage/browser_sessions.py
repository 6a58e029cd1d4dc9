"""The browsers that people are signed in with."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from blueprint.domain import people as domain
from blueprint.storage.columns import UtcDateTime, refers_to


class SessionRow(SQLModel, table=True):
    """A signed-in browser; `token_hash` is the SHA-256 of its cookie's token."""

    __tablename__ = "session"
    token_hash: str = Field(primary_key=True)
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
    """The session of a cookie's token, expired or not."""
    row = session.get(SessionRow, token_hash)
    return row.value() if row else None


def of_person(session: Session, person_id: str) -> tuple[domain.BrowserSession, ...]:
    """A person's sessions, the last used first."""
    query = select(SessionRow).where(SessionRow.person_id == person_id).order_by(col(SessionRow.last_seen_at).desc())
    return tuple(row.value() for row in session.exec(query))


def touch(session: Session, token_hash: str, now: datetime) -> None:
    """Update `last_seen_at`; a no-op for a session that has ended."""
    session.exec(update(SessionRow).where(col(SessionRow.token_hash) == token_hash).values(last_seen_at=now))


def drop(session: Session, token_hash: str) -> None:
    """Delete a session. Idempotent."""
    session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash))


def drop_all_of(session: Session, person_id: str) -> None:
    """Delete a person's sessions, the present one too. Idempotent."""
    session.exec(delete(SessionRow).where(col(SessionRow.person_id) == person_id))
