"""Failed attempts to sign in, counted to limit them."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from blueprint.storage.columns import UtcDateTime


class AttemptRow(SQLModel, table=True):
    """A failed attempt, by account or by network address."""

    __tablename__ = "attempt"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime = Field(sa_type=UtcDateTime)


def add(session: Session, subject: str, now: datetime) -> None:
    session.add(AttemptRow(subject=subject, at=now))


def count_since(session: Session, subject: str, since: datetime) -> int:
    """The number of failed attempts since then; deletes older ones."""
    session.exec(delete(AttemptRow).where(col(AttemptRow.at) < since))
    return len(session.exec(select(AttemptRow.id).where(AttemptRow.subject == subject)).all())
