"""Errata: notes on editions."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select, update

from blueprint.domain import errata as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.editions import EditionRow


class ErratumRow(SQLModel, table=True):
    """A note on an edition, on one chapter of it when `chapter` is not 0."""

    __tablename__ = "notice"
    id: str = Field(primary_key=True)
    edition_id: str = Field(sa_column=refers_to("edition.id", index=True))
    chapter: int
    kind: str
    body: str
    successor: str
    added_by: str = Field(sa_column=refers_to("person.id"))
    added_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    __table_args__ = (Index(None, "withdrawn_at", "added_at"),)

    def value(self) -> domain.Erratum:
        """As a domain value."""
        return domain.Erratum(**self.model_dump())


def add(session: Session, erratum: domain.Erratum) -> None:
    session.add(ErratumRow(**erratum.model_dump()))
    session.flush()


def get(session: Session, erratum_id: str) -> domain.Erratum | None:
    """The note by id, withdrawn or not."""
    row = session.get(ErratumRow, erratum_id)
    return row.value() if row else None


def withdraw(session: Session, erratum_id: str, now: datetime) -> None:
    """Withdraw a note. Idempotent."""
    query = update(ErratumRow).where(col(ErratumRow.id) == erratum_id, col(ErratumRow.withdrawn_at).is_(None))
    session.exec(query.values(withdrawn_at=now))


def of_collection(session: Session, collection_id: str) -> tuple[domain.Erratum, ...]:
    """Every note on a collection's editions, withdrawn ones too, the newest first."""
    query = select(ErratumRow).join(EditionRow, col(EditionRow.id) == ErratumRow.edition_id)
    query = query.where(EditionRow.collection_id == collection_id).order_by(col(ErratumRow.added_at).desc())
    return tuple(row.value() for row in session.exec(query))


def added_by(session: Session, person_id: str) -> tuple[domain.Erratum, ...]:
    """The notes that a person put on editions, withdrawn ones too, the oldest first."""
    query = select(ErratumRow).where(ErratumRow.added_by == person_id).order_by(col(ErratumRow.added_at))
    return tuple(row.value() for row in session.exec(query))


def not_withdrawn(session: Session) -> tuple[domain.Erratum, ...]:
    """Every note that is not withdrawn, the newest first."""
    query = select(ErratumRow).where(col(ErratumRow.withdrawn_at).is_(None)).order_by(col(ErratumRow.added_at).desc())
    return tuple(row.value() for row in session.exec(query))
