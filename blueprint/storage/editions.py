"""Editions frozen from collections."""

from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Column, Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.domain.editions import Artifact, Edition, EditionState
from blueprint.storage.columns import UtcDateTime, refers_to


class EditionRow(SQLModel, table=True):
    """An edition. Its texts are written once, its `artifacts` as they are built; immutable once published."""

    __tablename__ = "edition"
    id: str = Field(primary_key=True)
    collection_id: str = Field(sa_column=refers_to("collection.id"))
    number: int
    licence: str
    publisher: str
    permalink: str
    title: str
    foreword: str
    language: str
    state: str
    progress: float = 0.0
    step: str = ""
    problem: str = ""
    published_by: str = Field(sa_column=refers_to("person.id"))
    started_at: datetime = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    content_hash: str
    chapters: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    artifacts: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    principles: list[list[str]] = Field(sa_column=Column(JSON, nullable=False))
    dialect: int = FIRST_DIALECT
    pages: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (
        UniqueConstraint("collection_id", "number"),
        Index("ix_edition_state_published_at", "state", "published_at"),
    )

    def value(self) -> Edition:
        """As a domain value."""
        return Edition(**self.model_dump())


def add(session: Session, edition: Edition) -> None:
    session.add(EditionRow(**edition.model_dump(mode="python")))
    session.flush()


def next_number(session: Session, collection_id: str) -> int:
    """The number of the next edition; failed editions free theirs when they are dropped."""
    query = select(func.max(EditionRow.number)).where(EditionRow.collection_id == collection_id)
    return (session.exec(query).one() or 0) + 1


def drop_failed(session: Session, collection_id: str) -> tuple[Artifact, ...]:
    """Delete the failed editions of a collection, which were never public; returns the files built for them."""
    failed = (
        col(EditionRow.collection_id) == collection_id,
        col(EditionRow.state) == EditionState.FAILED,
    )
    built = session.exec(select(EditionRow.artifacts).where(*failed)).all()
    session.exec(delete(EditionRow).where(*failed))
    return tuple(Artifact(**fields) for artifacts in built for fields in artifacts)


def get(session: Session, edition_id: str, *, for_change: bool = False) -> Edition | None:
    """The edition by id; `for_change` locks it until the transaction ends."""
    row = session.get(EditionRow, edition_id, with_for_update=for_change or None)
    return row.value() if row else None


def of_collection(session: Session, collection_id: str) -> tuple[Edition, ...]:
    """A collection's editions, the newest first."""
    query = select(EditionRow).where(EditionRow.collection_id == collection_id)
    return tuple(row.value() for row in session.exec(query.order_by(col(EditionRow.number).desc())))


def started_by(session: Session, person_id: str) -> tuple[tuple[str, str, int, datetime, datetime | None], ...]:
    """The editions that a person began to publish, the oldest first: id, title, number, when begun, when published."""
    columns = (EditionRow.id, EditionRow.title, EditionRow.number, EditionRow.started_at, EditionRow.published_at)
    query = sa.select(*(col(column) for column in columns)).where(col(EditionRow.published_by) == person_id)
    return tuple(
        (row[0], row[1], row[2], row[3], row[4]) for row in session.execute(query.order_by(col(EditionRow.started_at)))
    )


def unfinished(session: Session) -> tuple[str, ...]:
    """The ids of the editions that are waiting or being built, the oldest first."""
    states = (EditionState.WAITING, EditionState.BUILDING)
    query = select(EditionRow.id).where(col(EditionRow.state).in_(states)).order_by(col(EditionRow.started_at))
    return tuple(session.exec(query))


class EditionFiles(NamedTuple):
    """The files of a published edition."""

    edition_id: str
    title: str
    number: int
    artifacts: tuple[Artifact, ...]


def replace_problem(session: Session, problem: str, replacement: str) -> None:
    """Change what failed editions say went wrong."""
    failed = (col(EditionRow.state) == EditionState.FAILED, col(EditionRow.problem) == problem)
    session.exec(update(EditionRow).where(*failed).values(problem=replacement))


def published_files(session: Session) -> tuple[EditionFiles, ...]:
    """The files of every published edition, the oldest first."""
    query = select(EditionRow.id, EditionRow.title, EditionRow.number, EditionRow.artifacts)
    query = query.where(EditionRow.state == EditionState.PUBLISHED).order_by(col(EditionRow.published_at))
    return tuple(EditionFiles(*row[:3], tuple(Artifact(**file) for file in row[3])) for row in session.exec(query))


def update_fields(session: Session, edition_id: str, **fields: Any) -> None:
    """Update an edition's fields; a no-op for a published one."""
    query = update(EditionRow).where(col(EditionRow.id) == edition_id, col(EditionRow.state) != EditionState.PUBLISHED)
    session.exec(query.values(**fields))
