"""Accounts, their browser sessions, and one-time links."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select, update

from blueprint.domain import people as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.database import cached_in_scope
from blueprint.storage.upsert import insert


class PersonRow(SQLModel, table=True):
    """An account. Without a password hash, it can only be entered by a one-time link."""

    __tablename__ = "person"
    id: str = Field(primary_key=True)
    email: str = Field(unique=True)
    name: str
    organisation: str = ""
    language: str = "en"
    steward: bool = False
    password_hash: str | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)

    def value(self) -> domain.Person:
        """The person without the secret."""
        fields = self.model_dump(exclude={"password_hash", "created_at"})
        return domain.Person(**fields, has_password=self.password_hash is not None)


class SessionRow(SQLModel, table=True):
    """A signed-in browser, known by the SHA-256 of its cookie's token."""

    __tablename__ = "session"
    token_hash: str = Field(primary_key=True)
    person_id: str = Field(sa_column=refers_to("person.id", on_delete="CASCADE", index=True))
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    browser: str = ""

    def value(self) -> domain.BrowserSession:
        """The session without its token."""
        return domain.BrowserSession(**self.model_dump(exclude={"token_hash"}))


class LinkRow(SQLModel, table=True):
    """A one-time link, known by the SHA-256 of its token.

    `purpose` is `first-account`, `sign-in` or `password`; the last two are for `person_id`. Invitations have a table of
    their own, since they outlive their link.
    """

    __tablename__ = "link"
    token_hash: str = Field(primary_key=True)
    purpose: str
    person_id: str | None = Field(default=None, sa_column=refers_to("person.id", on_delete="CASCADE", nullable=True))
    expires_at: datetime = Field(sa_type=UtcDateTime)


class AttemptRow(SQLModel, table=True):
    """A failed try at a password, counted by whom it was for and by where it came from."""

    __tablename__ = "attempt"
    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime = Field(sa_type=UtcDateTime)


def add(session: Session, row: PersonRow) -> domain.Person | None:
    """Store a new account; None (and nothing stored) when its email address is taken."""
    query = insert(session, PersonRow).values(**row.model_dump())
    added = session.execute(query.on_conflict_do_nothing(index_elements=["email"]).returning(col(PersonRow.id)))
    return row.value() if added.first() else None


def organisations(session: Session, person_ids: Sequence[str]) -> tuple[str, ...]:
    """For whom these people speak, in their order; empty for those who have not said so."""
    query = select(PersonRow.id, PersonRow.organisation).where(col(PersonRow.id).in_(person_ids))
    found = dict(session.exec(query).all())
    return tuple(found.get(person_id, "") for person_id in person_ids)


@cached_in_scope
def get(session: Session, person_id: str) -> domain.Person | None:
    """The person by id."""
    row = session.get(PersonRow, person_id)
    return row.value() if row else None


def by_email(session: Session, email: str) -> domain.Person | None:
    """The person by email address, as `wording.email` writes it."""
    row = session.exec(select(PersonRow).where(PersonRow.email == email)).first()
    return row.value() if row else None


def first_steward(session: Session) -> domain.Person | None:
    """The steward whose account is the oldest."""
    query = select(PersonRow).where(col(PersonRow.steward)).order_by(col(PersonRow.created_at), PersonRow.id)
    row = session.exec(query).first()
    return row.value() if row else None


def named(session: Session, person_ids: set[str]) -> dict[str, str]:
    """Names by id."""
    query = select(PersonRow.id, PersonRow.name).where(col(PersonRow.id).in_(person_ids))
    return dict(session.exec(query).all())


def exist(session: Session) -> bool:
    """Whether there is any account yet."""
    return session.exec(select(PersonRow.id).limit(1)).first() is not None


def password_hash(session: Session, person_id: str) -> str | None:
    """The argon2id hash, when the account has a password."""
    return session.exec(select(PersonRow.password_hash).where(PersonRow.id == person_id)).first()


def change(session: Session, person_id: str, **fields: str | bool | None) -> None:
    """Change fields of an account."""
    session.exec(update(PersonRow).where(col(PersonRow.id) == person_id).values(**fields))


def open_session(session: Session, row: SessionRow) -> None:
    """Store a signed-in browser."""
    session.add(row)


def find_session(session: Session, token_hash: str) -> domain.BrowserSession | None:
    """The session behind a cookie, run out or not."""
    row = session.get(SessionRow, token_hash)
    return row.value() if row else None


def sessions_of(session: Session, person_id: str) -> tuple[domain.BrowserSession, ...]:
    """Every browser the person is signed in with, the latest first."""
    query = select(SessionRow).where(SessionRow.person_id == person_id).order_by(col(SessionRow.last_seen_at).desc())
    return tuple(row.value() for row in session.exec(query))


def touch_session(session: Session, token_hash: str, now: datetime) -> None:
    """Note that a browser was seen."""
    session.exec(update(SessionRow).where(col(SessionRow.token_hash) == token_hash).values(last_seen_at=now))


def close_session(session: Session, token_hash: str) -> None:
    """Sign one browser out."""
    session.exec(delete(SessionRow).where(col(SessionRow.token_hash) == token_hash))


def close_sessions_of(session: Session, person_id: str) -> None:
    """Sign every browser of a person out."""
    session.exec(delete(SessionRow).where(col(SessionRow.person_id) == person_id))


def add_link(session: Session, row: LinkRow) -> None:
    """Store a one-time link."""
    session.add(row)


def find_link(session: Session, token_hash: str) -> LinkRow | None:
    """A link that has not been taken, run out or not."""
    return session.get(LinkRow, token_hash)


def take_link(session: Session, token_hash: str, now: datetime) -> tuple[str, str | None] | None:
    """Use a link up: its purpose and person, or None when it is spent. One request wins, however many come at once."""
    query = delete(LinkRow).where(col(LinkRow.token_hash) == token_hash, col(LinkRow.expires_at) > now)
    taken = session.exec(query.returning(col(LinkRow.purpose), col(LinkRow.person_id))).first()
    return (taken[0], taken[1]) if taken else None


def drop_links(session: Session, purpose: str) -> None:
    """Withdraw every open link of a purpose."""
    session.exec(delete(LinkRow).where(col(LinkRow.purpose) == purpose))


def add_attempt(session: Session, subject: str, now: datetime) -> None:
    """Count a failed try."""
    session.add(AttemptRow(subject=subject, at=now))


def attempts_since(session: Session, subject: str, since: datetime) -> int:
    """How many tries failed since then; older ones are forgotten."""
    session.exec(delete(AttemptRow).where(col(AttemptRow.at) < since))
    return len(session.exec(select(AttemptRow.id).where(AttemptRow.subject == subject)).all())
