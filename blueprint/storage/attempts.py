"""Attempts to sign in that have not succeeded, requests for links, and letters, counted to limit them."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from blueprint.storage.columns import UtcDateTime


class AttemptRow(SQLModel, table=True):
    """An attempt, by account or by network address."""

    __tablename__ = "attempt"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


def add(session: Session, subject: str, now: datetime) -> int:
    """Count an attempt; returns its id, for `drop`."""
    row = AttemptRow(subject=subject, at=now)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def drop(session: Session, ids: Collection[int]) -> None:
    """Uncount attempts, which have succeeded."""
    session.exec(delete(AttemptRow).where(col(AttemptRow.id).in_(ids)))


def of_subject(session: Session, subject: str) -> tuple[datetime, ...]:
    """When the attempts of a subject were, the latest first."""
    query = select(AttemptRow.at).where(AttemptRow.subject == subject).order_by(col(AttemptRow.at).desc())
    return tuple(session.exec(query))


def drop_subject(session: Session, subject: str) -> None:
    """Forget every attempt of a subject. Idempotent."""
    session.exec(delete(AttemptRow).where(col(AttemptRow.subject) == subject))


def count_since(session: Session, subject: str, since: datetime) -> int:
    """The number of attempts since then; deletes older ones."""
    session.exec(delete(AttemptRow).where(col(AttemptRow.at) < since))
    return len(session.exec(select(AttemptRow.id).where(AttemptRow.subject == subject)).all())
