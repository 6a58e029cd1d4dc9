"""Tags: which proposals advance which principles."""

from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint, bindparam
from sqlmodel import Column, Field, Session, SQLModel, col, delete, select

from blueprint.domain import principles as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.proposals import ProposalRow


class TagRow(SQLModel, table=True):
    """A tag; `evidence` lists lineages of paragraphs."""

    __tablename__ = "tag"
    id: str = Field(primary_key=True)
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE"))
    principle: str
    stance: str
    rationale: str
    evidence: list[str] = Field(sa_column=Column(JSON, nullable=False))
    tagged_by: str = Field(sa_column=refers_to("person.id"))
    tagged_at: datetime = Field(sa_type=UtcDateTime)
    __table_args__ = (UniqueConstraint("proposal_id", "principle"),)

    def value(self) -> domain.Tag:
        """As a domain value."""
        return domain.Tag(**self.model_dump())


_OF_PROPOSAL = select(TagRow).where(col(TagRow.proposal_id) == bindparam("proposal"))
"""Built once: every page of a proposal runs it."""


def put(session: Session, tag: domain.Tag) -> None:
    """Store a tag, replacing that of the same proposal and principle."""
    drop(session, tag.proposal_id, tag.principle)
    session.add(TagRow(**tag.model_dump()))
    session.flush()


def drop(session: Session, proposal_id: str, principle: str) -> None:
    """Delete the tag of a proposal on a principle. Idempotent."""
    session.exec(delete(TagRow).where(col(TagRow.proposal_id) == proposal_id, col(TagRow.principle) == principle))


def of_proposal(session: Session, proposal_id: str, principles: domain.Principles) -> tuple[domain.Tag, ...]:
    """A proposal's tags in the order of the principles; those of removed principles come last."""
    rows = session.execute(_OF_PROPOSAL, {"proposal": proposal_id}).scalars()
    order = {principle.key: i for i, principle in enumerate(principles.all())}
    return tuple(sorted((row.value() for row in rows), key=lambda tag: order.get(tag.principle, len(order))))


def tagged_by(session: Session, person_id: str) -> tuple[domain.Tag, ...]:
    """The tags that a person put, the oldest first."""
    query = select(TagRow).where(TagRow.tagged_by == person_id).order_by(col(TagRow.tagged_at), col(TagRow.id))
    return tuple(row.value() for row in session.exec(query))


def of_convening(session: Session, convening_id: str) -> tuple[domain.Tag, ...]:
    """All tags of a convening's proposals."""
    query = select(TagRow).join(ProposalRow).where(ProposalRow.convening_id == convening_id)
    return tuple(row.value() for row in session.exec(query))
