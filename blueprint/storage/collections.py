"""Collections, and the order of their proposals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Column, Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain import collections as domain
from blueprint.storage.columns import UtcDateTime, refers_to

_PUBLISHED = text("published")


class CollectionRow(SQLModel, table=True):
    """A collection without its proposals, which `CollectionItemRow` holds.

    `slug` is unique among those with a published edition; others may have the same one, and nobody learns of it.
    """

    __tablename__ = "collection"
    id: str = Field(primary_key=True)
    convening_id: str = Field(sa_column=refers_to("convening.id"))
    slug: str
    title: str
    foreword: str
    language: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    pages: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    published: bool = False
    __table_args__ = (
        Index(None, "convening_id", "created_at", "id"),
        Index(
            "uq_collection_published_slug", "slug", unique=True, sqlite_where=_PUBLISHED, postgresql_where=_PUBLISHED
        ),
    )


class CollectionItemRow(SQLModel, table=True):
    """A proposal's position in a collection."""

    __tablename__ = "collection_item"
    collection_id: str = Field(sa_column=refers_to("collection.id", on_delete="CASCADE", primary_key=True))
    proposal_id: str = Field(sa_column=refers_to("proposal.id", primary_key=True, index=True))
    position: int


def add(session: Session, collection: domain.Collection) -> None:
    """Store a new collection with its order."""
    session.add(CollectionRow(**collection.model_dump(exclude={"proposals"})))
    session.flush()
    _store_order(session, collection)


def replace(session: Session, collection: domain.Collection) -> None:
    """Update all fields but the convening, and replace the order."""
    fields = collection.model_dump(exclude={"id", "convening_id", "created_at", "proposals", "published"})
    session.exec(update(CollectionRow).where(col(CollectionRow.id) == collection.id).values(**fields))
    _store_order(session, collection)


def get(session: Session, collection_id: str, *, for_change: bool = False) -> domain.Collection | None:
    """The collection by id; `for_change` locks it until the transaction ends."""
    query = select(CollectionRow).where(CollectionRow.id == collection_id)
    return _value(session, session.exec(query.with_for_update() if for_change else query).first())


def has_published(session: Session, slug: str, *, besides: str = "") -> bool:
    """Whether a published collection other than `besides` (an id) has that name in addresses."""
    query = select(CollectionRow.id).where(CollectionRow.slug == slug, col(CollectionRow.published))
    return session.exec(query.where(CollectionRow.id != besides)).first() is not None


def in_convening(session: Session, convening_id: str, slug: str) -> bool:
    """Whether a collection of that convening has that name in addresses."""
    query = select(CollectionRow.id).where(CollectionRow.convening_id == convening_id, CollectionRow.slug == slug)
    return session.exec(query).first() is not None


def publish(session: Session, collection_id: str) -> bool:
    """Give a collection its name in addresses for good; False (and nothing changed) when a published one has that name."""
    try:
        with session.begin_nested():
            session.exec(update(CollectionRow).where(col(CollectionRow.id) == collection_id).values(published=True))
    except IntegrityError:
        return False
    return True


def slug_of(session: Session, collection_id: str) -> str:
    """The collection's name in addresses; raises `NoResultFound` when there is none."""
    return session.exec(select(CollectionRow.slug).where(CollectionRow.id == collection_id)).one()


def of_convening(session: Session, convening_id: str, most: int | None = None) -> tuple[domain.Collection, ...]:
    """A convening's collections, the oldest first; at most so many."""
    query = select(CollectionRow).where(CollectionRow.convening_id == convening_id)
    rows = session.exec(query.order_by(col(CollectionRow.created_at), CollectionRow.id).limit(most)).all()
    return _values(session, rows)


def count_of_convening(session: Session, convening_id: str) -> int:
    """How many collections a convening has."""
    return session.exec(select(func.count()).where(CollectionRow.convening_id == convening_id)).one()


def _store_order(session: Session, collection: domain.Collection) -> None:
    session.exec(delete(CollectionItemRow).where(col(CollectionItemRow.collection_id) == collection.id))
    session.add_all(
        CollectionItemRow(collection_id=collection.id, proposal_id=p, position=i)
        for i, p in enumerate(collection.proposals)
    )
    session.flush()


def _value(session: Session, row: CollectionRow | None) -> domain.Collection | None:
    return _values(session, [row])[0] if row else None


def _values(session: Session, rows: Sequence[CollectionRow]) -> tuple[domain.Collection, ...]:
    item = CollectionItemRow
    query = select(item.collection_id, item.proposal_id).where(col(item.collection_id).in_([row.id for row in rows]))
    items: dict[str, list[str]] = {row.id: [] for row in rows}
    for collection_id, proposal_id in session.exec(query.order_by(col(item.position))):
        items[collection_id].append(proposal_id)
    return tuple(domain.Collection(**row.model_dump(), proposals=tuple(items[row.id])) for row in rows)
