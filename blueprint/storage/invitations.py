"""Invitations to a convening."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain import convenings as domain
from blueprint.storage.columns import UtcDateTime, refers_to


class InvitationRow(SQLModel, table=True):
    """An invitation by email; `token_hash` is the SHA-256 of its link's token."""

    __tablename__ = "invitation"
    id: str = Field(primary_key=True)
    token_hash: str = Field(unique=True)
    convening_id: str = Field(sa_column=refers_to("convening.id", on_delete="CASCADE"))
    email: str
    role: str
    invited_by: str = Field(sa_column=refers_to("person.id"))
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    __table_args__ = (Index(None, "convening_id", "created_at", "id"),)

    def value(self) -> domain.Invitation:
        """The invitation without its token."""
        return domain.Invitation(**self.model_dump(exclude={"token_hash"}))


def add(session: Session, invitation: domain.Invitation, token_hash: str) -> None:
    session.add(InvitationRow(**invitation.model_dump(), token_hash=token_hash))


def of_convening(session: Session, convening_id: str, most: int | None = None) -> tuple[domain.Invitation, ...]:
    """The invitations to a convening, the newest first; at most so many."""
    query = select(InvitationRow).where(InvitationRow.convening_id == convening_id)
    ordered = query.order_by(col(InvitationRow.created_at).desc(), col(InvitationRow.id).desc()).limit(most)
    return tuple(row.value() for row in session.exec(ordered))


def count_of_convening(session: Session, convening_id: str) -> int:
    """How many invitations to a convening there are, open and closed."""
    return session.exec(select(func.count()).where(InvitationRow.convening_id == convening_id)).one()


def get(session: Session, invitation_id: str) -> domain.Invitation | None:
    """The invitation by id, open or closed."""
    row = session.get(InvitationRow, invitation_id)
    return row.value() if row else None


def by_token(session: Session, token_hash: str) -> domain.Invitation | None:
    """The invitation by the SHA-256 of its link's token, open or closed."""
    row = session.exec(select(InvitationRow).where(InvitationRow.token_hash == token_hash)).first()
    return row.value() if row else None


def to_address(session: Session, email: str) -> tuple[domain.Invitation, ...]:
    """Every invitation that was sent to an address, the newest first."""
    query = select(InvitationRow).where(InvitationRow.email == email)
    return tuple(row.value() for row in session.exec(query.order_by(col(InvitationRow.created_at).desc())))


def made_by(session: Session, person_id: str) -> tuple[domain.Invitation, ...]:
    """Every invitation that a person made, the newest first."""
    query = select(InvitationRow).where(InvitationRow.invited_by == person_id)
    return tuple(row.value() for row in session.exec(query.order_by(col(InvitationRow.created_at).desc())))


def drop_all_to(session: Session, email: str) -> None:
    """Delete every invitation to an address, open or closed. Idempotent."""
    session.exec(delete(InvitationRow).where(col(InvitationRow.email) == email))


def accept(session: Session, invitation_id: str, now: datetime) -> bool:
    """Mark an invitation as accepted; False when it is not open. Atomic: one of several requests succeeds."""
    return _close(session, invitation_id, now, accepted_at=now)


def withdraw(session: Session, invitation_id: str, now: datetime) -> bool:
    """Mark an invitation as withdrawn; False when it is not open."""
    return _close(session, invitation_id, now, withdrawn_at=now)


def _close(session: Session, invitation_id: str, now: datetime, **fields: datetime) -> bool:
    query = update(InvitationRow).where(
        col(InvitationRow.id) == invitation_id,
        col(InvitationRow.accepted_at).is_(None),
        col(InvitationRow.withdrawn_at).is_(None),
        col(InvitationRow.expires_at) > now,
    )
    return bool(session.exec(query.values(**fields)).rowcount)
