"""Notes on editions."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select, update

from blueprint.domain import errata as domain
from blueprint.storage.collections import EditionRow
from blueprint.storage.columns import UtcDateTime, refers_to


class NoticeRow(SQLModel, table=True):
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

    def value(self) -> domain.Notice:
        """As a domain value."""
        return domain.Notice(**self.model_dump())


def add(session: Session, notice: domain.Notice) -> None:
    """Store a note."""
    session.add(NoticeRow(**notice.model_dump()))
    session.flush()


def get(session: Session, notice_id: str) -> domain.Notice | None:
    """The note by id."""
    row = session.get(NoticeRow, notice_id)
    return row.value() if row else None


def withdraw(session: Session, notice_id: str, now: datetime) -> None:
    """Take a note back; one that is taken back already stays as it is."""
    query = update(NoticeRow).where(col(NoticeRow.id) == notice_id, col(NoticeRow.withdrawn_at).is_(None))
    session.exec(query.values(withdrawn_at=now))


def of_collection(session: Session, collection_id: str) -> tuple[domain.Notice, ...]:
    """Every note on a collection's editions, those taken back too, the newest first."""
    query = select(NoticeRow).join(EditionRow, col(EditionRow.id) == NoticeRow.edition_id)
    query = query.where(EditionRow.collection_id == collection_id).order_by(col(NoticeRow.added_at).desc())
    return tuple(row.value() for row in session.exec(query))


def standing(session: Session) -> tuple[domain.Notice, ...]:
    """Every note that has not been taken back, the newest first."""
    query = select(NoticeRow).where(col(NoticeRow.withdrawn_at).is_(None)).order_by(col(NoticeRow.added_at).desc())
    return tuple(row.value() for row in session.exec(query))
