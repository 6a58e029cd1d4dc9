"""The processes that build editions: each notes every few seconds that it still runs.

Times are the database's own, so that machines whose clocks differ agree on who is alive. A note from the future is as good
as none: the clock was set back since.
"""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, delete, select

from blueprint.storage.upsert import insert

LAPSES_AFTER = 20
"""Seconds after its last note when a process counts as ended."""


class WorkerRow(SQLModel, table=True):
    """A process that builds editions; `seen` are seconds since 1970 by the clock of the database."""

    __tablename__ = "worker"
    id: str = Field(primary_key=True)
    seen: int = Field(sa_type=sa.BigInteger)


def note(session: Session, worker_id: str) -> None:
    """Note that the process runs."""
    fields = {"seen": _now(session)}
    added = insert(session, WorkerRow).values(id=worker_id, **fields)
    session.execute(added.on_conflict_do_update(index_elements=["id"], set_=fields))


def alive(session: Session) -> frozenset[str]:
    """The processes that have noted lately that they run."""
    return frozenset(session.exec(select(WorkerRow.id).where(sa.not_(_lapsed(session)))))


def remove(session: Session, worker_id: str) -> None:
    """Remove a process that ends. Idempotent."""
    session.execute(delete(WorkerRow).where(col(WorkerRow.id) == worker_id))


def remove_lapsed(session: Session) -> None:
    """Remove the processes that have ended without saying so."""
    session.execute(delete(WorkerRow).where(_lapsed(session)))


def _lapsed(session: Session) -> sa.ColumnElement[bool]:
    return sa.func.abs(_now(session) - col(WorkerRow.seen)) > LAPSES_AFTER


def _now(session: Session) -> sa.ColumnElement[Any]:
    if session.get_bind().dialect.name == "postgresql":
        return sa.cast(sa.extract("epoch", sa.func.clock_timestamp()), sa.BigInteger)
    return sa.cast(sa.func.strftime("%s", "now"), sa.BigInteger)
