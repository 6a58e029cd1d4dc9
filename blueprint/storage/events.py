"""The audit trail: append-only, but for personal data of deleted accounts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Column, Field, Session, SQLModel, col, delete, func, select

from blueprint.domain import events as domain
from blueprint.storage import people
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.people import PersonRow

_BATCH = 500
"""Rows that are read at a time."""


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


def of_actor(session: Session, person_id: str) -> tuple[domain.Event, ...]:
    """Everything that a person did, the latest first."""
    return _events(session, [EventRow.actor_id == person_id], None)


def forget_account(session: Session, person_id: str) -> None:
    """Delete the events of a person's own account, such as sign-ins; what else they did stays."""
    own = (col(EventRow.actor_id) == person_id, col(EventRow.fact).in_(domain.OF_ONES_OWN_ACCOUNT))
    session.exec(delete(EventRow).where(*own))


def rewrite(session: Session, key: str, found: str, replacement: str | None) -> None:
    """Replace a value in the details of every event that has it under `key`; None takes it out.

    For personal data alone, which has to go when an account is deleted.
    """
    for row in session.exec(select(EventRow).where(col(EventRow.data)[key].as_string() == found)):
        rest = {name: value for name, value in row.data.items() if name != key}
        row.data = rest if replacement is None else {**rest, key: replacement}
    session.flush()


def oldest_first(session: Session) -> Iterator[domain.Event]:
    """All events in the order in which they were recorded, without the names of their actors; read a few at a time."""
    query = select(EventRow).order_by(col(EventRow.id)).execution_options(yield_per=_BATCH)
    for row in session.exec(query):
        yield domain.Event(**row.model_dump())
        session.expunge(row)


def everything(session: Session, most: int = 1_000) -> tuple[domain.Event, ...]:
    """The latest events of all convenings, the last one first."""
    return _events(session, [], most)


def _events(session: Session, where: Sequence[Any], most: int | None) -> tuple[domain.Event, ...]:
    query = (
        select(EventRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == EventRow.actor_id, isouter=True)
        .where(*where)
        .order_by(col(EventRow.at).desc(), col(EventRow.id).desc())
        .limit(most)
    )
    found = session.exec(query).all()
    names = people.named(session, {str(row.data["person_id"]) for row, _name in found if "person_id" in row.data})
    return tuple(
        domain.Event(
            **row.model_dump(), actor_name=name or "", person_name=names.get(str(row.data.get("person_id")), "")
        )
        for row, name in found
    )
