"""Revisions: immutable."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache

import sqlalchemy as sa
import structlog
from sqlalchemy import ForeignKeyConstraint, LargeBinary, bindparam
from sqlmodel import Column, Field, Session, SQLModel, col, select

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.domain.errors import Damaged
from blueprint.domain.revisions import ParagraphSpan, Revision, RevisionSummary, content_hash
from blueprint.locales import gettext as _
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.database import cached_in_scope
from blueprint.storage.delta_chain import DamagedFrame, DeltaChain
from blueprint.storage.people import PersonRow

_log = structlog.get_logger()
_AT_ONCE = 64
"""Revisions that one query reads, when many are read."""


class RevisionRow(SQLModel, table=True):
    """A revision. `content` is a frame of the proposal's `DeltaChain`: its source, and where its paragraphs are."""

    __tablename__ = "revision"
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE", primary_key=True))
    number: int = Field(primary_key=True)
    title: str
    language: str
    content_hash: str
    message: str
    saved_by: str = Field(sa_column=refers_to("person.id"))
    saved_at: datetime = Field(sa_type=UtcDateTime)
    parent: int | None = None
    merged: int | None = None
    restored: int | None = None
    dialect: int = FIRST_DIALECT
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    __table_args__ = (
        ForeignKeyConstraint(["proposal_id", "parent"], ["revision.proposal_id", "revision.number"]),
        ForeignKeyConstraint(["proposal_id", "merged"], ["revision.proposal_id", "revision.number"]),
    )

    def value(self, saved_by_name: str, markdown: str, paragraphs: tuple[ParagraphSpan, ...]) -> Revision:
        """As a domain value, with what its content holds; raises `DamagedFrame` when that has another hash."""
        if content_hash(self.title, self.language, markdown) != self.content_hash:
            raise DamagedFrame(self.number, "the text has another hash")
        fields = self.model_dump(exclude={"content"})
        return Revision(**fields, saved_by_name=saved_by_name, markdown=markdown, paragraphs=paragraphs)


# Built once: every page runs them, and building a statement takes longer than running it.
_ALL = (
    select(RevisionRow, PersonRow.name)
    .join(PersonRow, col(PersonRow.id) == RevisionRow.saved_by)
    .where(col(RevisionRow.proposal_id) == bindparam("proposal"))
)
_ONE = _ALL.where(col(RevisionRow.number) == bindparam("number"))
_RANGE = _ALL.where(col(RevisionRow.number).between(bindparam("first"), bindparam("last"))).order_by(
    col(RevisionRow.number)
)
_FRAMES = (
    sa.select(col(RevisionRow.number), col(RevisionRow.content))
    .where(
        col(RevisionRow.proposal_id) == bindparam("proposal"),
        col(RevisionRow.number).in_(bindparam("numbers", expanding=True)),
    )
    .order_by(col(RevisionRow.number))
)
_SUMMARY = [getattr(RevisionRow, name) for name in RevisionSummary.model_fields if name != "saved_by_name"]
_HISTORY = (
    sa.select(*_SUMMARY, col(PersonRow.name).label("saved_by_name"))
    .join(PersonRow, col(PersonRow.id) == RevisionRow.saved_by)
    .where(col(RevisionRow.proposal_id) == bindparam("proposal"))
    .order_by(col(RevisionRow.number).desc())
)


def compressed(session: Session, revision: Revision) -> bytes:
    """The content to store the revision after the head with; raises `Damaged` when one that it builds on cannot be read.

    It depends on earlier revisions alone, which never change, and so is made before the transaction that stores it.
    """
    with _damage_reported(revision.proposal_id):
        chain = _chain_before(session, revision.proposal_id, revision.number)
        return chain.write(revision.number, revision.markdown, revision.paragraphs)


def add(session: Session, revision: Revision, content: bytes) -> None:
    """Store the revision after the head with its compressed content."""
    fields = revision.model_dump(mode="python", exclude={"saved_by_name", "markdown", "paragraphs"})
    session.add(RevisionRow(**fields, content=content))
    session.flush()


@cached_in_scope
def get(session: Session, proposal_id: str, number: int) -> Revision | None:
    """The revision by number, with its text; raises `Damaged` when that is not what was saved."""
    found = session.execute(_ONE, {"proposal": proposal_id, "number": number}).first()
    if found is None:
        return None
    row: RevisionRow = found[0]
    with _damage_reported(proposal_id):
        content = _content((*_frames_before(session, proposal_id, number), (number, row.content)))
        return row.value(found[1], *content)


def between(session: Session, proposal_id: str, first: int, last: int) -> Iterator[Revision]:
    """The revisions from one number to another, in order, read one after the other; raises `Damaged`."""
    with _damage_reported(proposal_id):
        chain = _chain_before(session, proposal_id, first)
        for start in range(first, last + 1, _AT_ONCE):
            span = {"proposal": proposal_id, "first": start, "last": min(last, start + _AT_ONCE - 1)}
            for row, name in session.execute(_RANGE, span).all():
                yield row.value(name, *chain.read(row.number, row.content))


def history(session: Session, proposal_id: str) -> tuple[RevisionSummary, ...]:
    """Every revision without its text, the newest first."""
    found = session.execute(_HISTORY, {"proposal": proposal_id}).mappings()
    return tuple(RevisionSummary(**row) for row in found)


def saved_by(session: Session, person_id: str) -> tuple[tuple[str, int], ...]:
    """The revisions that a person saved, as proposals and numbers, the oldest first."""
    query = sa.select(col(RevisionRow.proposal_id), col(RevisionRow.number))
    query = query.where(col(RevisionRow.saved_by) == person_id)
    found = session.execute(query.order_by(col(RevisionRow.saved_at), col(RevisionRow.number)))
    return tuple((proposal_id, number) for proposal_id, number in found)


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


def _chain_before(session: Session, proposal_id: str, number: int) -> DeltaChain:
    """The chain, as far as it is read for a revision."""
    chain = DeltaChain()
    for at, frame in _frames_before(session, proposal_id, number):
        chain.skip(at, frame)
    return chain


def _frames_before(session: Session, proposal_id: str, number: int) -> tuple[tuple[int, bytes], ...]:
    """The frames that are read for a revision before its own, with their numbers."""
    numbers = DeltaChain.numbers(number)[:-1]
    query = {"proposal": proposal_id, "numbers": numbers}
    return tuple((at, frame) for at, frame in session.execute(_FRAMES, query)) if numbers else ()


@lru_cache(maxsize=16)
def _content(frames: tuple[tuple[int, bytes], ...]) -> tuple[str, tuple[ParagraphSpan, ...]]:
    """Source and paragraphs of the last of a chain's frames, cached by the stored bytes themselves."""
    chain, (number, last) = DeltaChain(), frames[-1]
    for at, frame in frames[:-1]:
        chain.skip(at, frame)
    return chain.read(number, last)


@contextmanager
def _damage_reported(proposal_id: str) -> Iterator[None]:
    """Log damaged bytes, and say so in a sentence."""
    try:
        yield
    except DamagedFrame as error:
        _log.error("revision damaged", proposal=proposal_id, revision=error.number, reason=str(error))
        raise Damaged(
            _(
                "Revision {number} is damaged in the database, so that this text cannot be shown or changed. Tell the "
                "person who runs this workbench: a backup from before has it whole. Everything else is untouched.",
                number=error.number,
            )
        ) from error
