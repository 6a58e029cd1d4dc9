"""Accounts."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, func, or_, select, update

from blueprint.domain import people as domain
from blueprint.storage.browser_sessions import SessionRow
from blueprint.storage.columns import UtcDateTime
from blueprint.storage.database import cached_in_scope
from blueprint.storage.upsert import insert


class PersonRow(SQLModel, table=True):
    """An account. Without a password hash, its person signs in by one-time links only.

    A deleted one keeps its row, since revisions, comments and events name it. Its email address is its id then: that is
    no address, and nobody else's.
    """

    __tablename__ = "person"
    id: str = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    organisation: str = ""
    language: str = "en"
    steward: bool = False
    password_hash: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    deleted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    __table_args__ = (Index(None, "steward", "created_at", "id"),)

    @property
    def enabled(self) -> bool:
        """Whether somebody can act by the account."""
        return self.disabled_at is None and self.deleted_at is None

    def value(self) -> domain.Person:
        """As a domain value, without the hash."""
        return domain.Person(**self._fields())

    def account(self, last_used_at: datetime | None) -> domain.Account:
        """As stewards and operators see it."""
        return domain.Account(**self._fields(), created_at=self.created_at, last_used_at=last_used_at)

    def _fields(self) -> dict[str, Any]:
        fields = self.model_dump(exclude={"password_hash", "created_at", "disabled_at", "deleted_at"})
        return fields | {"has_password": self.password_hash is not None, "enabled": self.enabled}


_NOT_DELETED = col(PersonRow.deleted_at).is_(None)


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
    """The person by id, when the account is enabled: who is not can do nothing."""
    row = session.get(PersonRow, person_id)
    return row.value() if row and row.enabled else None


def account(session: Session, person_id: str) -> domain.Person | None:
    """The person by id, disabled or not; None when deleted."""
    row = session.get(PersonRow, person_id)
    return row.value() if row and row.deleted_at is None else None


def enabled(session: Session, person_ids: Collection[str]) -> frozenset[str]:
    """The ids of those people whose accounts are enabled."""
    query = select(PersonRow.id).where(col(PersonRow.id).in_(person_ids), col(PersonRow.disabled_at).is_(None))
    return frozenset(session.exec(query.where(_NOT_DELETED)))


def by_email(session: Session, email: str) -> domain.Person | None:
    """The person by email address, as `validation.email` normalizes it; disabled or not."""
    row = session.exec(select(PersonRow).where(PersonRow.email == email, _NOT_DELETED)).first()
    return row.value() if row else None


def created_at(session: Session, person_id: str) -> datetime | None:
    """When an account was made."""
    return session.exec(select(PersonRow.created_at).where(PersonRow.id == person_id)).first()


def stewards(session: Session, *, for_change: bool = False) -> tuple[domain.Person, ...]:
    """The stewards whose accounts are enabled, the oldest account first; `for_change` locks them."""
    query = select(PersonRow).where(col(PersonRow.steward), col(PersonRow.disabled_at).is_(None), _NOT_DELETED)
    query = query.order_by(col(PersonRow.created_at), PersonRow.id)
    return tuple(row.value() for row in session.exec(query.with_for_update() if for_change else query))


def accounts(session: Session, words: str, most: int) -> tuple[domain.Account, ...]:
    """The accounts whose name, organisation or email address has these words, by name; not the deleted ones."""
    used = select(func.max(SessionRow.last_seen_at)).where(SessionRow.person_id == PersonRow.id).scalar_subquery()
    query = select(PersonRow, used).where(_NOT_DELETED).order_by(func.lower(PersonRow.name), PersonRow.id).limit(most)
    for word in words.split():
        columns = (PersonRow.name, PersonRow.organisation, PersonRow.email)
        query = query.where(or_(*(col(column).icontains(word, autoescape=True) for column in columns)))
    return tuple(row.account(last_used_at) for row, last_used_at in session.exec(query))


def named(session: Session, person_ids: set[str]) -> dict[str, str]:
    """The names of these people by id; unknown ids are left out."""
    query = select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(person_ids))
    return dict(session.exec(query).all())


def every(session: Session) -> tuple[PersonRow, ...]:
    """All accounts, disabled and deleted ones too, in the order of their ids."""
    return tuple(sorted(session.exec(select(PersonRow)), key=lambda row: row.id))


def exist(session: Session) -> bool:
    """Whether there is any account yet."""
    return session.exec(select(PersonRow.id).limit(1)).first() is not None


def password_hash(session: Session, person_id: str) -> str | None:
    """The argon2id hash, when the account has a password."""
    return session.exec(select(PersonRow.password_hash).where(PersonRow.id == person_id)).first()


def change(session: Session, person_id: str, **fields: str | bool | datetime | None) -> None:
    """Update an account's fields; a no-op for an unknown id."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(**fields))
