"""Accounts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, select, update

from blueprint.domain import people as domain
from blueprint.storage.columns import UtcDateTime
from blueprint.storage.database import cached_in_scope
from blueprint.storage.upsert import insert


class PersonRow(SQLModel, table=True):
    """An account. Without a password hash, its person signs in by one-time links only."""

    __tablename__ = "person"
    id: str = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    organisation: str = ""
    language: str = "en"
    steward: bool = False
    password_hash: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    __table_args__ = (Index(None, "steward", "created_at", "id"),)

    def value(self) -> domain.Person:
        """As a domain value, without the hash."""
        fields = self.model_dump(exclude={"password_hash", "created_at"})
        return domain.Person(**fields, has_password=self.password_hash is not None)


def add(session: Session, row: PersonRow) -> domain.Person | None:
    """Store a new account; None (and nothing stored) when its email address is taken."""
    query = insert(session, PersonRow).values(**row.model_dump())
    added = session.execute(query.on_conflict_do_nothing(index_elements=["email"]).returning(col(PersonRow.id)))
    return row.value() if added.first() else None


def organisations(session: Session, person_ids: Sequence[str]) -> tuple[str, ...]:
    """The organisations of these people, in their order; empty for those without one."""
    query = select(PersonRow.id, PersonRow.organisation).where(col(PersonRow.id).in_(person_ids))
    found = dict(session.exec(query).all())
    return tuple(found.get(person_id, "") for person_id in person_ids)


@cached_in_scope
def get(session: Session, person_id: str) -> domain.Person | None:
    row = session.get(PersonRow, person_id)
    return row.value() if row else None


def by_email(session: Session, email: str) -> domain.Person | None:
    """The person by email address, as `validation.email` normalizes it."""
    row = session.exec(select(PersonRow).where(PersonRow.email == email)).first()
    return row.value() if row else None


def first_steward(session: Session) -> domain.Person | None:
    """The steward with the oldest account."""
    query = select(PersonRow).where(col(PersonRow.steward)).order_by(col(PersonRow.created_at), PersonRow.id)
    row = session.exec(query).first()
    return row.value() if row else None


def named(session: Session, person_ids: set[str]) -> dict[str, str]:
    """The names of these people by id; unknown ids are left out."""
    query = select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(person_ids))
    return dict(session.exec(query).all())


def exist(session: Session) -> bool:
    """Whether there is any account yet."""
    return session.exec(select(PersonRow.id).limit(1)).first() is not None


def password_hash(session: Session, person_id: str) -> str | None:
    """The argon2id hash, when the account has a password."""
    return session.exec(select(PersonRow.password_hash).where(PersonRow.id == person_id)).first()


def change(session: Session, person_id: str, **fields: str | bool | None) -> None:
    """Update an account's fields; a no-op for an unknown id."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(**fields))
