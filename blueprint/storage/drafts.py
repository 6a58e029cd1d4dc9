"""Drafts: unsaved texts."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.domain.drafts import Draft, DraftSummary
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.convenings import MemberRow
from blueprint.storage.notifications import notify
from blueprint.storage.proposals import ProposalRow
from blueprint.storage.upsert import insert


class DraftRow(SQLModel, table=True):
    """One person's draft of one proposal."""

    __tablename__ = "draft"
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE", primary_key=True))
    person_id: str = Field(sa_column=refers_to("person.id", on_delete="CASCADE", primary_key=True))
    base: int
    title: str
    markdown: str
    sequence: int = Field(sa_type=BigInteger)
    saved_at: datetime = Field(sa_type=UtcDateTime)
    dialect: int = FIRST_DIALECT
    device: str | None = None
    writers: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))
    conflicts: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (Index(None, "person_id", "saved_at"),)

    def value(self) -> Draft:
        """As a domain value."""
        return Draft(**self.model_dump())


def topic(proposal_id: str, person_id: str) -> str:
    """The topic of notifications about a draft; their state is the draft's, "" for none."""
    return f"draft:{proposal_id}:{person_id}"


def get(session: Session, proposal_id: str, person_id: str, *, for_change: bool = False) -> Draft | None:
    """A person's draft of a proposal; None for none. `for_change` locks it until the transaction ends."""
    row = session.get(DraftRow, (proposal_id, person_id), with_for_update=for_change or None)
    return row.value() if row else None


def put(session: Session, draft: Draft, *, new: bool) -> bool:
    """Store a draft in place of the one that is locked; a `new` one unless there is one: then False. Atomic."""
    fields = draft.model_dump()
    if not new:
        key = {name: fields.pop(name) for name in ("proposal_id", "person_id")}
        session.execute(update(DraftRow).filter_by(**key).values(**fields))
    else:
        added = insert(session, DraftRow).values(**fields).on_conflict_do_nothing()
        if session.execute(added.returning(col(DraftRow.sequence))).first() is None:
            return False
    notify(session, topic(draft.proposal_id, draft.person_id), draft.state)
    return True


def drop(session: Session, proposal_id: str, person_id: str, *, up_to: int | None = None) -> None:
    """Delete a draft; with `up_to`, unless its sequence is higher. Idempotent."""
    query = delete(DraftRow).where(col(DraftRow.proposal_id) == proposal_id, col(DraftRow.person_id) == person_id)
    if session.exec(query if up_to is None else query.where(col(DraftRow.sequence) <= up_to)).rowcount:
        notify(session, topic(proposal_id, person_id), "")


def drop_all_of(session: Session, person_id: str) -> None:
    """Delete every draft of a person. Idempotent."""
    for draft in whole_of_person(session, person_id):
        drop(session, draft.proposal_id, person_id)


def whole_of_person(session: Session, person_id: str) -> tuple[Draft, ...]:
    """A person's drafts with their texts, also where they are no member any more, the latest first."""
    query = select(DraftRow).where(DraftRow.person_id == person_id).order_by(col(DraftRow.saved_at).desc())
    return tuple(row.value() for row in session.exec(query))


def of_person(session: Session, person_id: str, most: int | None = None) -> tuple[DraftSummary, ...]:
    """A person's drafts in convenings they are a member of, without their texts, the latest first; at most so many."""
    shown = (col(DraftRow.proposal_id), col(DraftRow.title), col(ProposalRow.title), col(DraftRow.saved_at))
    query = _of_person(sa.select(*shown), person_id)
    found = session.execute(query.order_by(col(DraftRow.saved_at).desc(), DraftRow.proposal_id).limit(most))
    return tuple(
        DraftSummary(proposal_id=proposal_id, title=title or proposal_title, saved_at=saved_at)
        for proposal_id, title, proposal_title, saved_at in found
    )


def count_of_person(session: Session, person_id: str) -> int:
    """How many drafts `of_person` finds."""
    return int(session.execute(_of_person(sa.select(sa.func.count(col(DraftRow.proposal_id))), person_id)).scalar_one())


def _of_person(query: Any, person_id: str) -> Any:
    joined = sa.select(col(MemberRow.convening_id)).where(col(MemberRow.person_id) == person_id)
    found = query.join(ProposalRow, col(ProposalRow.id) == DraftRow.proposal_id)
    return found.where(col(DraftRow.person_id) == person_id, col(ProposalRow.convening_id).in_(joined))
