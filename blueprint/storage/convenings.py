"""Convenings and their members."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain import convenings as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.database import cached_in_scope
from blueprint.storage.people import PersonRow


class ConveningRow(SQLModel, table=True):
    __tablename__ = "convening"
    id: str = Field(primary_key=True)
    title: str
    purpose: str
    visibility: str
    starts_on: date | None = None
    ends_on: date | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    __table_args__ = (Index(None, "visibility", "created_at"),)

    def value(self) -> domain.Convening:
        """As a domain value."""
        return domain.Convening(**self.model_dump())


class MemberRow(SQLModel, table=True):
    """A person's role in a convening."""

    __tablename__ = "member"
    convening_id: str = Field(sa_column=refers_to("convening.id", on_delete="CASCADE", primary_key=True))
    person_id: str = Field(sa_column=refers_to("person.id", primary_key=True, index=True))
    role: str
    joined_at: datetime = Field(sa_type=UtcDateTime)


def add(session: Session, convening: domain.Convening) -> None:
    session.add(ConveningRow(**convening.model_dump()))
    session.flush()


@cached_in_scope
def get(session: Session, convening_id: str, *, for_change: bool = False) -> domain.Convening | None:
    """The convening by id; `for_change` locks it and its members until the transaction ends."""
    row = session.get(ConveningRow, convening_id, with_for_update=for_change or None)
    return row.value() if row else None


def replace(session: Session, convening: domain.Convening) -> None:
    """Update all fields; a no-op for an id that is not there."""
    fields = convening.model_dump(exclude={"id", "created_at"})
    session.exec(update(ConveningRow).where(col(ConveningRow.id) == convening.id).values(**fields))


def every(session: Session) -> tuple[domain.Convening, ...]:
    """All convenings, in the order of their ids."""
    return tuple(sorted((row.value() for row in session.exec(select(ConveningRow))), key=lambda found: found.id))


def roles_of(session: Session, person_id: str) -> dict[str, domain.Role]:
    """A person's roles by convening."""
    query = select(MemberRow.convening_id, MemberRow.role).where(MemberRow.person_id == person_id)
    return {convening_id: domain.Role(role) for convening_id, role in session.exec(query)}


def seen_by(
    session: Session, person_id: str, most: int | None = None
) -> tuple[tuple[domain.Convening, domain.Role | None], ...]:
    """The convenings a person may see, each with their role there, the newest first; at most so many."""
    return _with_roles(session, person_id, col(ConveningRow.id).in_(_seen(person_id)), most)


def seen_count(session: Session, person_id: str) -> int:
    """How many convenings a person may see."""
    return int(session.execute(sa.select(func.count()).select_from(_seen(person_id).subquery())).scalar_one())


def joined_by(
    session: Session, person_id: str, most: int | None = None
) -> tuple[tuple[domain.Convening, domain.Role | None], ...]:
    """The convenings a person is a member of, each with their role there, the newest first; at most so many."""
    return _with_roles(session, person_id, col(ConveningRow.id).in_(_joined(person_id)), most)


def _joined(person_id: str) -> sa.Select[Any]:
    return sa.select(col(MemberRow.convening_id)).where(col(MemberRow.person_id) == person_id)


def _seen(person_id: str) -> sa.CompoundSelect[Any]:
    """Each half has an index; a disjunction would have none."""
    shown = sa.select(col(ConveningRow.id)).where(col(ConveningRow.visibility) == domain.Visibility.ACCOUNTS)
    return sa.union(_joined(person_id), shown)


def _with_roles(
    session: Session, person_id: str, where: sa.ColumnElement[bool], most: int | None
) -> tuple[tuple[domain.Convening, domain.Role | None], ...]:
    member = (col(MemberRow.convening_id) == ConveningRow.id) & (col(MemberRow.person_id) == person_id)
    query = select(ConveningRow, MemberRow.role).join(MemberRow, member, isouter=True).where(where)
    query = query.order_by(col(ConveningRow.created_at).desc(), ConveningRow.id).limit(most)
    return tuple((row.value(), domain.Role(role) if role else None) for row, role in session.exec(query))


@cached_in_scope
def role_of(session: Session, convening_id: str, person_id: str) -> domain.Role | None:
    """A person's role; None when not a member."""
    row = session.get(MemberRow, (convening_id, person_id))
    return domain.Role(row.role) if row else None


def members(session: Session, convening_id: str, most: int | None = None) -> tuple[domain.Member, ...]:
    """The members of a convening, in the order in which they joined; at most so many."""
    query = (
        select(MemberRow, PersonRow)
        .join(PersonRow, col(PersonRow.id) == MemberRow.person_id)
        .where(MemberRow.convening_id == convening_id)
        .order_by(col(MemberRow.joined_at), PersonRow.name, PersonRow.id)
        .limit(most)
    )
    return tuple(
        domain.Member(
            **member.model_dump(),
            name=person.name,
            email=person.email,
            organisation=person.organisation,
            enabled=person.enabled,
        )
        for member, person in session.exec(query)
    )


def memberships(session: Session, person_id: str) -> tuple[tuple[domain.Convening, domain.Role, datetime], ...]:
    """The convenings a person is a member of, with their role and since when; the oldest membership first."""
    query = select(ConveningRow, MemberRow).join(MemberRow, col(MemberRow.convening_id) == ConveningRow.id)
    query = query.where(MemberRow.person_id == person_id).order_by(col(MemberRow.joined_at), col(ConveningRow.id))
    return tuple((row.value(), domain.Role(member.role), member.joined_at) for row, member in session.exec(query))


def member_count(session: Session, convening_id: str) -> int:
    """How many members a convening has."""
    return session.exec(select(func.count()).where(MemberRow.convening_id == convening_id)).one()


def set_role(session: Session, convening_id: str, person_id: str, role: domain.Role, now: datetime) -> None:
    """Make someone a member, or give a member another role."""
    row = session.get(MemberRow, (convening_id, person_id))
    if row:
        row.role = role
    else:
        session.add(MemberRow(convening_id=convening_id, person_id=person_id, role=role, joined_at=now))
    session.flush()


def remove(session: Session, convening_id: str, person_id: str) -> None:
    """End a membership. Idempotent."""
    session.exec(
        delete(MemberRow).where(col(MemberRow.convening_id) == convening_id, col(MemberRow.person_id) == person_id)
    )
