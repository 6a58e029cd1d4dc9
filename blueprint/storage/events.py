"""The audit trail: append-only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Column, Field, Session, SQLModel, col, func, select

from blueprint.domain import events as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.people import PersonRow


class EventRow(SQLModel, table=True):
    """One event. It has no foreign keys to convening and proposal, since it outlives them."""

    __tablename__ = "event"
    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor_id: str | None = Field(default=None, sa_column=refers_to("person.id", nullable=True))
    fact: str
    convening_id: str | None = None
    proposal_id: str | None = None
    data: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (
        Index(None, "convening_id", "at", "id"),
        Index(None, "proposal_id", "at", "id"),
        Index(None, "at", "id"),
    )


def add(session: Session, row: EventRow) -> None:
    """Append an event; the flush gives the row its id."""
    session.add(row)
    session.flush()


def of_proposal(session: Session, proposal_id: str, most: int) -> tuple[domain.Event, ...]:
    """The latest events of a proposal, the last one first."""
    return _events(session, [EventRow.proposal_id == proposal_id], most)


def of_convening(session: Session, convening_id: str, most: int) -> tuple[domain.Event, ...]:
    """The latest events of a convening, the last one first."""
    return _events(session, [EventRow.convening_id == convening_id], most)


def count_of_proposal(session: Session, proposal_id: str) -> int:
    """How many events a proposal has."""
    return session.exec(select(func.count()).where(EventRow.proposal_id == proposal_id)).one()


def count_of_convening(session: Session, convening_id: str) -> int:
    """How many events a convening has."""
    return session.exec(select(func.count()).where(EventRow.convening_id == convening_id)).one()


def everything(session: Session, most: int = 1_000) -> tuple[domain.Event, ...]:
    """The latest events of all convenings, the last one first."""
    return _events(session, [], most)


def _events(session: Session, where: Sequence[Any], most: int) -> tuple[domain.Event, ...]:
    query = (
        select(EventRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == EventRow.actor_id, isouter=True)
        .where(*where)
        .order_by(col(EventRow.at).desc(), col(EventRow.id).desc())
        .limit(most)
    )
    return tuple(domain.Event(**row.model_dump(), actor_name=name or "") for row, name in session.exec(query))
