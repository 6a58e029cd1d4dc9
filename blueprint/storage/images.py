"""Which images belong to which proposal; their bytes are in the artifact store."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, select

from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.upsert import insert


class ImageRow(SQLModel, table=True):
    """An image of a proposal; `name` is the SHA-256 of its bytes and its ending."""

    __tablename__ = "image"
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE", primary_key=True))
    name: str = Field(primary_key=True, index=True)
    added_by: str = Field(sa_column=refers_to("person.id"))
    added_at: datetime = Field(sa_type=UtcDateTime)


def add(session: Session, row: ImageRow) -> None:
    """Store that a proposal has an image. Idempotent."""
    session.execute(insert(session, ImageRow).values(**row.model_dump()).on_conflict_do_nothing())


def proposals_with(session: Session, name: str) -> tuple[str, ...]:
    """The ids of the proposals that have an image."""
    return tuple(session.exec(select(ImageRow.proposal_id).where(ImageRow.name == name)))


def added_by(session: Session, person_id: str) -> tuple[tuple[str, str, datetime], ...]:
    """The images that a person added, the oldest first: proposal, name, when."""
    query = select(ImageRow).where(ImageRow.added_by == person_id).order_by(col(ImageRow.added_at), col(ImageRow.name))
    return tuple((row.proposal_id, row.name, row.added_at) for row in session.exec(query))


def of_proposal(session: Session, proposal_id: str) -> tuple[ImageRow, ...]:
    """The images of a proposal, in the order of their names."""
    rows = session.exec(select(ImageRow).where(ImageRow.proposal_id == proposal_id)).all()
    return tuple(sorted(rows, key=lambda row: row.name))


def every(session: Session) -> tuple[str, ...]:
    """The names of all images."""
    return tuple(session.exec(select(ImageRow.name).distinct().order_by(ImageRow.name)))
