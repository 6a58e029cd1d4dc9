"""Deleting what has expired, a bounded number of rows at once."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from blueprint.storage.attempts import AttemptRow
from blueprint.storage.browser_sessions import SessionRow
from blueprint.storage.drafts import DraftRow
from blueprint.storage.invitations import InvitationRow
from blueprint.storage.one_time_links import LinkRow


def drop_sessions(session: Session, before: datetime, most: int) -> int:
    """Delete sessions that expired before then; how many were deleted. Rows that another process deletes are left out."""
    return _drop(session, SessionRow, col(SessionRow.expires_at), before, most)


def drop_links(session: Session, before: datetime, most: int) -> int:
    """Delete one-time links that expired before then, as `drop_sessions` does."""
    return _drop(session, LinkRow, col(LinkRow.expires_at), before, most)


def drop_invitations(session: Session, before: datetime, most: int) -> int:
    """Delete invitations, accepted ones too, whose link expired before then, as `drop_sessions` does."""
    return _drop(session, InvitationRow, col(InvitationRow.expires_at), before, most)


def drop_attempts(session: Session, before: datetime, most: int) -> int:
    """Delete attempts to sign in from before then, as `drop_sessions` does."""
    return _drop(session, AttemptRow, col(AttemptRow.at), before, most)


def old_drafts(
    session: Session, before: datetime, after: tuple[str, str], most: int
) -> tuple[tuple[str, str, int], ...]:
    """Drafts that were not written since then: proposal, person, sequence; in the order of their keys, after one of them."""
    key = sa.tuple_(col(DraftRow.proposal_id), col(DraftRow.person_id))
    query = select(DraftRow.proposal_id, DraftRow.person_id, DraftRow.sequence)
    query = query.where(key > sa.tuple_(*map(sa.literal, after)), col(DraftRow.saved_at) < before)
    return tuple(session.exec(query.order_by(DraftRow.proposal_id, DraftRow.person_id).limit(most)).all())


def _drop(session: Session, row: type[SQLModel], at: Any, before: datetime, most: int) -> int:
    (key,) = sa.inspect(row).primary_key
    found = sa.select(key).where(at < before).order_by(at).limit(most).with_for_update(skip_locked=True)
    return int(session.execute(sa.delete(row).where(key.in_(found))).rowcount)  # type: ignore[attr-defined]
