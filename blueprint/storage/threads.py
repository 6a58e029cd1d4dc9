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
from blueprint.domain.revisions import Revision
from blueprint.storage import revisions
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
    """The placement of a thread on a revision, and on those after it that only shift it, up to the next row.

    There is a row for the first revision, and for each where more happened to the words than `Placement.shifted` tells.
    """

    __tablename__ = "placement"
    thread_id: str = Field(sa_column=refers_to("thread.id", on_delete="CASCADE", primary_key=True))
    revision: int = Field(primary_key=True)
    status: str
    start: int | None = None
    end: int | None = None
    exact: str
    lineage: str | None = None
    near: int
    near_lineage: str | None = None
    near_start: int
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


def place_all(session: Session, revision: Revision, placements: Mapping[str, domain.Placement]) -> None:
    """Store the placements of threads on the newest revision, by their ids, where they do not follow from those before."""
    known = _placements(session, list(placements), revision)
    _upsert(
        session, [(thread_id, placed) for thread_id, placed in placements.items() if known.get(thread_id) != placed]
    )


def place_on_all(session: Session, thread_id: str, placements: Iterable[domain.Placement]) -> None:
    """Store placements of one thread on several revisions, each replacing the one on its revision."""
    _upsert(session, [(thread_id, placement) for placement in placements])


def _upsert(session: Session, placements: Sequence[tuple[str, domain.Placement]]) -> None:
    rows = [{**placement.model_dump(), "thread_id": thread_id} for thread_id, placement in placements]
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
    found = revisions.get(session, proposal_id, revision) if rows else None
    if found is None:
        return ()
    placements = _placements(session, [row.id for row in rows], found)
    threads = (_thread(row, comments[row.id], placements[row.id]) for row in rows)
    return tuple(sorted(threads, key=lambda thread: (_order(thread.placement), thread.started_at, thread.id)))


def placements_on(session: Session, revision: Revision) -> dict[str, domain.Placement]:
    """The placements of a proposal's threads on a revision, by their ids, without threads and comments."""
    found = session.exec(select(ThreadRow.id).where(col(ThreadRow.proposal_id) == revision.proposal_id)).all()
    return _placements(session, found, revision)


@cached_in_scope
def _with_comments(
    session: Session, proposal_id: str, only: str | None
) -> tuple[Sequence[ThreadRow], dict[str, list[domain.Comment]]]:
    """The threads and their comments, without placements."""
    query = _OF_PROPOSAL.where(col(ThreadRow.id) == only) if only else _OF_PROPOSAL
    rows = session.execute(query, {"proposal": proposal_id}).scalars().all()
    return rows, _comments(session, [row.id for row in rows])


def written_by(session: Session, person_id: str) -> tuple[tuple[str, str, str, domain.Comment], ...]:
    """A person's comments, the oldest first: proposal, thread, the words the thread is about, comment.

    A retracted one has its words here, as they are stored.
    """
    query = select(CommentRow, ThreadRow).join(ThreadRow, col(ThreadRow.id) == CommentRow.thread_id)
    query = query.where(CommentRow.author_id == person_id).order_by(col(CommentRow.written_at), col(CommentRow.id))
    return tuple(
        (thread.proposal_id, thread.id, thread.exact, comment.value("").model_copy(update={"body": comment.body}))
        for comment, thread in session.exec(query)
    )


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


def _placements(session: Session, thread_ids: Sequence[str], revision: Revision) -> dict[str, domain.Placement]:
    """Each thread's placement on that revision; of later threads the first one."""
    found = session.execute(_PLACED, {"threads": thread_ids, "revision": revision.number}) if thread_ids else ()
    stored = {thread_id: domain.Placement(**dict(zip(_FIELDS, values, strict=True))) for thread_id, *values in found}
    places = revision.places if stored else {}
    return {
        thread_id: placement.shifted(revision.number, places) if placement.revision < revision.number else placement
        for thread_id, placement in stored.items()
    }


def last_present(session: Session, thread_ids: Sequence[str]) -> dict[str, tuple[domain.Placement, int]]:
    """Of threads whose words are gone, the last stored placement that had them, and the last revision that it is for."""
    present, after = aliased(PlacementRow), aliased(PlacementRow)
    same = sa.and_(col(present.thread_id) == PlacementRow.thread_id, col(present.start).is_not(None))
    later = sa.and_(col(after.thread_id) == PlacementRow.thread_id, col(after.revision) > PlacementRow.revision)
    query = select(PlacementRow, sa.select(func.min(after.revision)).where(later).scalar_subquery()).where(
        col(PlacementRow.thread_id).in_(thread_ids),
        col(PlacementRow.revision) == sa.select(func.max(present.revision)).where(same).scalar_subquery(),
    )
    return {row.thread_id: (row.value(), gone - 1) for row, gone in session.exec(query) if gone}


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
