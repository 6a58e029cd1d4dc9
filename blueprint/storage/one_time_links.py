"""One-time links."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, col, delete, select

from blueprint.domain import people as domain
from blueprint.storage.columns import UtcDateTime, refers_to


class LinkRow(SQLModel, table=True):
    """A one-time link; `token_hash` is the SHA-256 of its token.

    `purpose` is `first-account`, `sign-in` or `password`; the last two are for `person_id`. Invitations have a
    table of their own, since they stay after their link was used.
    """

    __tablename__ = "link"
    token_hash: str = Field(primary_key=True)
    purpose: str = Field(index=True)
    person_id: str | None = Field(
        default=None, sa_column=refers_to("person.id", on_delete="CASCADE", nullable=True, index=True)
    )
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)

    def value(self) -> domain.OneTimeLink:
        """As a domain value, without the token."""
        return domain.OneTimeLink(**self.model_dump(exclude={"token_hash"}))


def add(session: Session, row: LinkRow) -> None:
    session.add(row)


def get(session: Session, token_hash: str) -> domain.OneTimeLink | None:
    """An unused link, expired or not."""
    row = session.get(LinkRow, token_hash)
    return row.value() if row else None


def of_person(session: Session, person_id: str) -> tuple[domain.OneTimeLink, ...]:
    """The unused links that sign a person in, expired or not."""
    return tuple(row.value() for row in session.exec(select(LinkRow).where(LinkRow.person_id == person_id)))


def take(session: Session, token_hash: str, now: datetime) -> tuple[str, str | None] | None:
    """Use a link up: its purpose and person; None when it is spent. Atomic: one of several requests succeeds."""
    query = delete(LinkRow).where(col(LinkRow.token_hash) == token_hash, col(LinkRow.expires_at) > now)
    taken = session.exec(query.returning(col(LinkRow.purpose), col(LinkRow.person_id))).first()
    return (taken[0], taken[1]) if taken else None


def drop_all_of(session: Session, person_id: str) -> None:
    """Delete every link that signs a person in. Idempotent."""
    session.exec(delete(LinkRow).where(col(LinkRow.person_id) == person_id))


def take_all(session: Session, purpose: str, token_hash: str, now: datetime) -> bool:
    """Use up every link of a purpose; whether the one with this token was valid. Atomic, as `take` is."""
    query = delete(LinkRow).where(col(LinkRow.purpose) == purpose)
    taken = session.exec(query.returning(col(LinkRow.token_hash), col(LinkRow.expires_at))).all()
    return any(hashed == token_hash and expires_at > now for hashed, expires_at in taken)
