"""Threads, their comments, and their placement on each revision."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ForeignKeyConstraint, Index, Select, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import Field, Session, SQLModel, col, func, select, update

from blueprint.domain import threads as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.database import cached_in_scope
from blueprint.storage.people import PersonRow
from blueprint.storage.upsert import insert


class ThreadRow(SQLModel, table=True):
    """A thread with its anchor. Never deleted."""

    __tablename__ = "thread"
    id: str = Field(primary_key=True)
    proposal_id: str
    revision: int
    lineage: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    started_by: str = Field(sa_column=refers_to("person.id"))
    started_at: datetime = Field(sa_type=UtcDateTime)
    resolved_by: str | None = Field(default=None, sa_column=refers_to("person.id", nullable=True))
    resolved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    __table_args__ = (
        Index(None, "proposal_id", "resolved_at"),
        ForeignKeyConstraint(
            ["proposal_id", "revision"], ["revision.proposal_id", "revision.number"], ondelete="CASCADE"
        ),
    )


class PlacementRow(SQLModel, table=True):
    """The placement of a thread on one revision."""

    __tablename__ = "placement"
    thread_id: str = Field(sa_column=refers_to("thread.id", on_delete="CASCADE", primary_key=True))
    revision: int = Field(primary_key=True)
    status: str
    start: int | None = None
    end: int | None = None
    exact: str
    lineage: str | None = None
    near: int
    method: str
    confidence: float
    placed_by: str | None = Field(default=None, sa_column=refers_to("person.id", nullable=True))

    def value(self) -> domain.Placement:
        """As a domain value."""
        return domain.Placement(**self.model_dump(exclude={"thread_id"}))


class CommentRow(SQLModel, table=True):
    """A comment. A retracted one keeps its words in the table, and shows none."""

    __tablename__ = "comment"
    id: str = Field(primary_key=True)
    thread_id: str = Field(sa_column=refers_to("thread.id", on_delete="CASCADE", index=True))
    author_id: str = Field(sa_column=refers_to("person.id"))
    body: str
    written_at: datetime = Field(sa_type=UtcDateTime)
    edited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    retracted: bool = False

    def value(self, author_name: str) -> domain.Comment:
        """As a domain value, without the words of a retracted comment."""
        fields = self.model_dump(exclude={"thread_id"})
        return domain.Comment(**{**fields, "body": "" if self.retracted else self.body}, author_name=author_name)


def add(session: Session, thread: domain.Thread) -> None:
    """Store a new thread with its first placement and comments."""
    fields = thread.model_dump(exclude={"anchor", "placement", "comments"})
    session.add(ThreadRow(**fields, **thread.anchor.model_dump()))
    session.flush()
    place(session, thread.id, thread.placement)
    for comment in thread.comments:
        add_comment(session, thread.id, comment)


def add_comment(session: Session, thread_id: str, comment: domain.Comment) -> None:
    session.add(CommentRow(**comment.model_dump(exclude={"author_name"}), thread_id=thread_id))
    session.flush()


def place(session: Session, thread_id: str, placement: domain.Placement) -> None:
    """Store a thread's placement on a revision, replacing the one there."""
    session.merge(PlacementRow(**placement.model_dump(), thread_id=thread_id))


def place_all(session: Session, placements: Mapping[str, domain.Placement]) -> None:
    """Store the placements of many threads, by their ids, each replacing the one on its revision."""
    _upsert(
        session, [{**placement.model_dump(), "thread_id": thread_id} for thread_id, placement in placements.items()]
    )


def place_on_all(session: Session, thread_id: str, placements: Iterable[domain.Placement]) -> None:
    """Store the placements of one thread on many revisions, each replacing the one on its revision."""
    _upsert(session, [{**placement.model_dump(), "thread_id": thread_id} for placement in placements])


def _upsert(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    query = insert(session, PlacementRow)
    keys = ("thread_id", "revision")
    columns = {name: query.excluded[name] for name in domain.Placement.model_fields if name not in keys}
    if rows:
        session.execute(query.on_conflict_do_update(index_elements=keys, set_=columns), rows)


def set_resolved(session: Session, thread_id: str, person_id: str | None, now: datetime | None) -> None:
    """Mark a thread as resolved; as open again with None for both."""
    query = update(ThreadRow).where(col(ThreadRow.id) == thread_id)
    session.exec(query.values(resolved_by=person_id, resolved_at=now))


def change_comment(session: Session, comment_id: str, **fields: str | bool | datetime) -> None:
    """Update a comment's fields; a no-op for an unknown id."""
    session.exec(update(CommentRow).where(col(CommentRow.id) == comment_id).values(**fields))


def owner(session: Session, thread_id: str) -> str | None:
    """The id of a thread's proposal; None for an unknown thread."""
    return session.exec(select(ThreadRow.proposal_id).where(ThreadRow.id == thread_id)).first()


def thread_of(session: Session, comment_id: str) -> str | None:
    """The id of a comment's thread; None for an unknown comment."""
    return session.exec(select(CommentRow.thread_id).where(CommentRow.id == comment_id)).first()


def on(session: Session, proposal_id: str, revision: int, only: str | None = None) -> tuple[domain.Thread, ...]:
    """A proposal's threads with their placement on a revision (of later threads their first one), in text order."""
    rows, comments = _with_comments(session, proposal_id, only)
    placements = _placements(session, [row.id for row in rows], revision)
    threads = (_thread(row, comments[row.id], placements[row.id]) for row in rows)
    return tuple(sorted(threads, key=lambda thread: (_order(thread.placement), thread.started_at, thread.id)))


def placements_on(session: Session, proposal_id: str, revision: int) -> dict[str, domain.Placement]:
    """The placements of a proposal's threads on a revision, by their ids, without threads and comments."""
    found = session.exec(select(ThreadRow.id).where(col(ThreadRow.proposal_id) == proposal_id)).all()
    return _placements(session, found, revision)


@cached_in_scope
def _with_comments(
    session: Session, proposal_id: str, only: str | None
) -> tuple[Sequence[ThreadRow], dict[str, list[domain.Comment]]]:
    """The threads and their comments, without placements."""
    query = _OF_PROPOSAL.where(col(ThreadRow.id) == only) if only else _OF_PROPOSAL
    rows = session.execute(query, {"proposal": proposal_id}).scalars().all()
    return rows, _comments(session, [row.id for row in rows])


def open_counts(session: Session, proposal_ids: Sequence[str]) -> dict[str, int]:
    """How many threads are open, by proposal."""
    query = (
        select(ThreadRow.proposal_id, func.count())
        .where(col(ThreadRow.proposal_id).in_(list(proposal_ids)), col(ThreadRow.resolved_at).is_(None))
        .group_by(ThreadRow.proposal_id)
    )
    return dict(session.exec(query).all())


def _order(placement: domain.Placement) -> tuple[int, int]:
    return (0, placement.start) if placement.start is not None else (1, placement.near)


def _placements(session: Session, thread_ids: Sequence[str], revision: int) -> dict[str, domain.Placement]:
    """Each thread's placement on that revision, else the last one before it, else the first one."""
    found = session.execute(_PLACED, {"threads": thread_ids, "revision": revision})
    return {thread_id: domain.Placement(**dict(zip(_FIELDS, values, strict=True))) for thread_id, *values in found}


def last_present(session: Session, thread_ids: Sequence[str]) -> dict[str, domain.Placement]:
    """Each thread's last placement on words that were not gone."""
    other = aliased(PlacementRow)
    same = sa.and_(col(other.thread_id) == PlacementRow.thread_id, col(other.start).is_not(None))
    query = select(PlacementRow).where(
        col(PlacementRow.thread_id).in_(thread_ids),
        col(PlacementRow.revision) == sa.select(func.max(other.revision)).where(same).scalar_subquery(),
    )
    return {row.thread_id: row.value() for row in session.exec(query)}


def _placed() -> Select[Any]:
    other = aliased(PlacementRow)
    same = col(other.thread_id) == PlacementRow.thread_id
    latest = sa.select(func.max(other.revision)).where(same, col(other.revision) <= bindparam("revision"))
    first = sa.select(func.min(other.revision)).where(same)
    return sa.select(col(PlacementRow.thread_id), *(getattr(PlacementRow, name) for name in _FIELDS)).where(
        col(PlacementRow.thread_id).in_(bindparam("threads", expanding=True)),
        col(PlacementRow.revision) == func.coalesce(latest.scalar_subquery(), first.scalar_subquery()),
    )


# Built once: every page runs them, and building a statement takes longer than running it.
_FIELDS = tuple(domain.Placement.model_fields)
_PLACED = _placed()
_OF_PROPOSAL = select(ThreadRow).where(col(ThreadRow.proposal_id) == bindparam("proposal"))
_COMMENTS = (
    select(CommentRow, PersonRow.name)
    .join(PersonRow, col(PersonRow.id) == CommentRow.author_id)
    .where(col(CommentRow.thread_id).in_(bindparam("threads", expanding=True)))
    .order_by(col(CommentRow.written_at), CommentRow.id)
)


def _comments(session: Session, thread_ids: Sequence[str]) -> dict[str, list[domain.Comment]]:
    found: dict[str, list[domain.Comment]] = defaultdict(list)
    for row, name in session.execute(_COMMENTS, {"threads": thread_ids}):
        found[row.thread_id].append(row.value(name))
    return found


def _thread(row: ThreadRow, comments: list[domain.Comment], placement: domain.Placement) -> domain.Thread:
    fields = row.model_dump()
    anchor = domain.Anchor(**{name: fields.pop(name) for name in domain.Anchor.model_fields})
    return domain.Thread(**fields, anchor=anchor, placement=placement, comments=tuple(comments))
