"""Proposals and their authors."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, bindparam
from sqlmodel import Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain import proposals as domain
from blueprint.domain.revisions import Revision
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.convenings import ConveningRow, MemberRow
from blueprint.storage.database import cached_in_scope
from blueprint.storage.people import PersonRow
from blueprint.storage.threads import ThreadRow


class ProposalRow(SQLModel, table=True):
    """A proposal. Title and language are those of its head, denormalized for lists."""

    __tablename__ = "proposal"
    id: str = Field(primary_key=True)
    convening_id: str = Field(sa_column=refers_to("convening.id"))
    title: str
    language: str
    status: str
    head: int
    created_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    __table_args__ = (
        Index(None, "convening_id", "changed_at", "id"),
        Index(None, "convening_id", "status", "changed_at", "id"),
    )


class AuthorRow(SQLModel, table=True):
    """An author of a proposal; `position` is the order in which names are printed."""

    __tablename__ = "author"
    proposal_id: str = Field(sa_column=refers_to("proposal.id", on_delete="CASCADE", primary_key=True))
    person_id: str = Field(sa_column=refers_to("person.id", primary_key=True, index=True))
    position: int


_OPEN_FOR_ANSWERS = (domain.Status.DRAFT, domain.Status.IN_REVIEW)
"""What is neither adopted nor withdrawn waits for answers."""

# Built once: every page runs them, and building a statement takes longer than running it.
_BY_ID = select(ProposalRow).where(col(ProposalRow.id) == bindparam("id"))

_AUTHORS = (
    select(AuthorRow.proposal_id, AuthorRow.person_id, PersonRow.name)
    .join(PersonRow)
    .where(col(AuthorRow.proposal_id).in_(bindparam("proposals", expanding=True)))
    .order_by(col(AuthorRow.position))
)


def add(session: Session, row: ProposalRow, authors: Sequence[str]) -> None:
    """Store a new proposal with its authors."""
    session.add(row)
    session.flush()
    replace_authors(session, row.id, authors)


@cached_in_scope
def get(session: Session, proposal_id: str, *, for_change: bool = False) -> domain.Proposal | None:
    """The proposal by id; `for_change` locks it until the transaction ends."""
    query = _BY_ID.with_for_update() if for_change else _BY_ID
    row = session.execute(query, {"id": proposal_id}).scalar()
    return _values(session, [row])[0] if row else None


@cached_in_scope
def of_convening(
    session: Session, convening_id: str, most: int | None = None, *, titled: str = ""
) -> tuple[domain.Proposal, ...]:
    """A convening's proposals, the latest changed first; at most so many, of those that have `titled` in their title."""
    query = select(ProposalRow).where(ProposalRow.convening_id == convening_id)
    if titled:
        query = query.where(col(ProposalRow.title).icontains(titled, autoescape=True))
    return _latest(session, query, most)


def count_of_convening(session: Session, convening_id: str) -> int:
    """How many proposals a convening has."""
    return session.exec(select(func.count()).where(ProposalRow.convening_id == convening_id)).one()


def last_changes(session: Session, convening_ids: Sequence[str]) -> dict[str, datetime]:
    """By convening when one of its proposals changed last; convenings without proposals are left out."""
    each = sa.select(sa.func.max(ProposalRow.changed_at)).where(col(ProposalRow.convening_id) == ConveningRow.id)
    query = sa.select(col(ConveningRow.id), each.correlate(ConveningRow).scalar_subquery())
    found = session.execute(query.where(col(ConveningRow.id).in_(convening_ids)))
    return {convening_id: changed_at for convening_id, changed_at in found if changed_at}


def titles(session: Session, proposal_ids: Iterable[str]) -> dict[str, str]:
    """The titles of proposals by id; unknown ids are left out."""
    query = select(ProposalRow.id, ProposalRow.title).where(col(ProposalRow.id).in_(list(proposal_ids)))
    return dict(session.exec(query).all())


def some(session: Session, proposal_ids: Iterable[str]) -> dict[str, domain.Proposal]:
    """The proposals by id; unknown ids are left out."""
    rows = session.exec(select(ProposalRow).where(col(ProposalRow.id).in_(list(proposal_ids)))).all()
    return {proposal.id: proposal for proposal in _values(session, rows)}


def written_by(session: Session, person_id: str, most: int | None = None) -> tuple[domain.Proposal, ...]:
    """The proposals a person is an author of in convenings they are a member of, the latest changed first."""
    return _latest(session, _written_by(select(ProposalRow), person_id), most)


def naming(session: Session, person_id: str) -> tuple[domain.Proposal, ...]:
    """All proposals that a person is an author of, also where they are no member any more, the latest changed first."""
    query = select(ProposalRow).join(AuthorRow).where(AuthorRow.person_id == person_id)
    return _latest(session, query, None)


def count_written_by(session: Session, person_id: str) -> int:
    """How many proposals `written_by` finds."""
    return int(session.exec(_written_by(select(func.count(col(ProposalRow.id))), person_id)).one())


def to_answer(session: Session, person_id: str, most: int | None = None) -> tuple[domain.Proposal, ...]:
    """Those of `written_by` that can be changed still and have an open thread."""
    return _latest(session, _to_answer(select(ProposalRow), person_id), most)


def count_to_answer(session: Session, person_id: str) -> int:
    """How many proposals `to_answer` finds."""
    return int(session.exec(_to_answer(select(func.count(col(ProposalRow.id))), person_id)).one())


def to_review(
    session: Session, person_id: str, roles: Collection[str], most: int | None = None
) -> tuple[domain.Proposal, ...]:
    """The proposals in review of the convenings where a person has one of the roles, without those they wrote."""
    return _latest(session, _to_review(select(ProposalRow), person_id, roles), most)


def count_to_review(session: Session, person_id: str, roles: Collection[str]) -> int:
    """How many proposals `to_review` finds."""
    return int(session.exec(_to_review(select(func.count(col(ProposalRow.id))), person_id, roles)).one())


def _written_by(query: Any, person_id: str) -> Any:
    mine = sa.select(col(AuthorRow.proposal_id)).where(col(AuthorRow.person_id) == person_id)
    joined = sa.select(col(MemberRow.convening_id)).where(col(MemberRow.person_id) == person_id)
    return query.where(col(ProposalRow.id).in_(mine), col(ProposalRow.convening_id).in_(joined))


def _to_answer(query: Any, person_id: str) -> Any:
    is_open = sa.exists().where(col(ThreadRow.proposal_id) == ProposalRow.id, col(ThreadRow.resolved_at).is_(None))
    return _written_by(query, person_id).where(col(ProposalRow.status).in_(_OPEN_FOR_ANSWERS), is_open)


def _to_review(query: Any, person_id: str, roles: Collection[str]) -> Any:
    member = (col(MemberRow.person_id) == person_id, col(MemberRow.role).in_(list(roles)))
    where = sa.select(col(MemberRow.convening_id)).where(*member)
    own = sa.exists().where(col(AuthorRow.proposal_id) == ProposalRow.id, col(AuthorRow.person_id) == person_id)
    in_review = col(ProposalRow.status) == domain.Status.IN_REVIEW
    return query.where(col(ProposalRow.convening_id).in_(where), in_review, ~own)


def _latest(session: Session, query: Any, most: int | None) -> tuple[domain.Proposal, ...]:
    ordered = query.order_by(col(ProposalRow.changed_at).desc(), col(ProposalRow.id).desc()).limit(most)
    return _values(session, session.exec(ordered).all())


def replace_authors(session: Session, proposal_id: str, authors: Sequence[str]) -> None:
    """Replace the authors; their order is the one in which names are printed."""
    session.exec(delete(AuthorRow).where(col(AuthorRow.proposal_id) == proposal_id))
    session.add_all(AuthorRow(proposal_id=proposal_id, person_id=p, position=i) for i, p in enumerate(authors))
    session.flush()


def set_status(session: Session, proposal_id: str, status: domain.Status, now: datetime) -> None:
    """Update status and time of change."""
    query = update(ProposalRow).where(col(ProposalRow.id) == proposal_id)
    session.exec(query.values(status=status, changed_at=now))


def set_head(session: Session, revision: Revision) -> None:
    """Update head, title, language and time of change to those of a revision."""
    query = update(ProposalRow).where(col(ProposalRow.id) == revision.proposal_id)
    fields = {"head": revision.number, "title": revision.title, "language": revision.language}
    session.exec(query.values(**fields, changed_at=revision.saved_at))


def _values(session: Session, rows: Sequence[ProposalRow]) -> tuple[domain.Proposal, ...]:
    authors: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for proposal_id, person_id, name in session.execute(_AUTHORS, {"proposals": [row.id for row in rows]}):
        authors[proposal_id].append((person_id, name))
    return tuple(
        domain.Proposal(
            **row.model_dump(),
            authors=tuple(person for person, _ in authors[row.id]),
            author_names=tuple(name for _, name in authors[row.id]),
        )
        for row in rows
    )
