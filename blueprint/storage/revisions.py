"""Revisions: immutable."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, ForeignKeyConstraint, bindparam
from sqlmodel import Column, Field, Session, SQLModel, col, select

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.domain.revisions import Revision, RevisionSummary
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.database import cached_in_scope
from blueprint.storage.people import PersonRow

MOST_SOUGHT, SOUGHT_LENGTH = 20, 100
"""How many texts a query looks for, and how many characters of each."""


class RevisionRow(SQLModel, table=True):
    """A revision. `paragraphs` holds, for each paragraph in order, its lineage, ancestors, start and end."""

    __tablename__ = "revision"
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE", primary_key=True))
    number: int = Field(primary_key=True)
    title: str
    language: str
    markdown: str
    content_hash: str
    message: str
    saved_by: str = Field(sa_column=refers_to("person.id"))
    saved_at: datetime = Field(sa_type=UtcDateTime)
    parent: int | None = None
    merged: int | None = None
    restored: int | None = None
    dialect: int = FIRST_DIALECT
    paragraphs: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (
        ForeignKeyConstraint(["proposal_id", "parent"], ["revision.proposal_id", "revision.number"]),
        ForeignKeyConstraint(["proposal_id", "merged"], ["revision.proposal_id", "revision.number"]),
    )

    def value(self, saved_by_name: str) -> Revision:
        """As a domain value."""
        return Revision(**self.model_dump(), saved_by_name=saved_by_name)


# Built once: every page runs them, and building a statement takes longer than running it.
_ONE = (
    select(RevisionRow, PersonRow.name)
    .join(PersonRow, col(PersonRow.id) == RevisionRow.saved_by)
    .where(col(RevisionRow.proposal_id) == bindparam("proposal"), col(RevisionRow.number) == bindparam("number"))
)
_SUMMARY = [getattr(RevisionRow, name) for name in RevisionSummary.model_fields if name != "saved_by_name"]
_HISTORY = (
    sa.select(*_SUMMARY, col(PersonRow.name).label("saved_by_name"))
    .join(PersonRow, col(PersonRow.id) == RevisionRow.saved_by)
    .where(col(RevisionRow.proposal_id) == bindparam("proposal"))
    .order_by(col(RevisionRow.number).desc())
)


def add(session: Session, revision: Revision) -> None:
    session.add(RevisionRow(**revision.model_dump(mode="python", exclude={"saved_by_name"})))
    session.flush()


@cached_in_scope
def get(session: Session, proposal_id: str, number: int) -> Revision | None:
    """The revision by number, with its text."""
    found = session.execute(_ONE, {"proposal": proposal_id, "number": number}).first()
    return found[0].value(found[1]) if found else None


def history(session: Session, proposal_id: str) -> tuple[RevisionSummary, ...]:
    """Every revision without its text, the newest first."""
    found = session.execute(_HISTORY, {"proposal": proposal_id}).mappings()
    return tuple(RevisionSummary(**row) for row in found)


def recent(session: Session, proposal_id: str, most: int) -> tuple[RevisionSummary, ...]:
    """The newest revisions without their texts, the newest first; at most so many."""
    found = session.execute(_HISTORY.limit(most), {"proposal": proposal_id}).mappings()
    return tuple(RevisionSummary(**row) for row in found)


def summaries(session: Session, proposal_id: str, numbers: Collection[int]) -> tuple[RevisionSummary, ...]:
    """Some revisions without their texts, the newest first; numbers of none are left out."""
    query = _HISTORY.where(col(RevisionRow.number).in_(numbers))
    return tuple(RevisionSummary(**row) for row in session.execute(query, {"proposal": proposal_id}).mappings())


def savers_since(session: Session, proposal_id: str, number: int) -> set[str]:
    """Who saved the revisions after a number."""
    query = select(RevisionRow.saved_by).where(RevisionRow.proposal_id == proposal_id, col(RevisionRow.number) > number)
    return set(session.exec(query.distinct()))


def saved_by_since(session: Session, proposal_id: str, person_id: str, number: int, most: int) -> tuple[int, ...]:
    """The last revisions after a number that a person saved, the newest first; at most so many."""
    after = (RevisionRow.proposal_id == proposal_id, col(RevisionRow.number) > number)
    query = select(RevisionRow.number).where(*after, RevisionRow.saved_by == person_id)
    return tuple(session.exec(query.order_by(col(RevisionRow.number).desc()).limit(most)))


def containing(session: Session, proposal_id: str, below: int, texts: Collection[str]) -> tuple[Revision, ...]:
    """The revisions below a number that may have one of the texts in their source, the oldest first.

    The database looks for the beginning of each text, which is much less work than reading every revision; with more than
    `MOST_SOUGHT` texts, all revisions are returned.
    """
    query = (
        select(RevisionRow, PersonRow.name)
        .join(PersonRow, col(PersonRow.id) == RevisionRow.saved_by)
        .where(RevisionRow.proposal_id == proposal_id, col(RevisionRow.number) < below)
        .order_by(col(RevisionRow.number))
    )
    if len(texts) <= MOST_SOUGHT:
        place = sa.func.strpos if session.get_bind().dialect.name == "postgresql" else sa.func.instr
        query = query.where(
            sa.or_(sa.false(), *(place(RevisionRow.markdown, text[:SOUGHT_LENGTH]) > 0 for text in texts))
        )
    return tuple(row.value(name) for row, name in session.exec(query))
