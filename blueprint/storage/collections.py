"""Collections, and the order of their proposals."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Column, Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain import collections as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.upsert import insert


class CollectionRow(SQLModel, table=True):
    """A collection without its proposals, which `CollectionItemRow` holds."""

    __tablename__ = "collection"
    id: str = Field(primary_key=True)
    convening_id: str = Field(sa_column=refers_to("convening.id"))
    slug: str = Field(unique=True)
    title: str
    foreword: str
    language: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    pages: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (Index(None, "convening_id", "created_at", "id"),)


class CollectionItemRow(SQLModel, table=True):
    """A proposal's position in a collection."""

    __tablename__ = "collection_item"
    collection_id: str = Field(sa_column=refers_to("collection.id", on_delete="CASCADE", primary_key=True))
    proposal_id: str = Field(sa_column=refers_to("proposal.id", primary_key=True, index=True))
    position: int


def add(session: Session, collection: domain.Collection) -> bool:
    """Store a new collection with its order; False (and nothing stored) when its slug is taken."""
    query = insert(session, CollectionRow).values(**collection.model_dump(exclude={"proposals"}))
    added = session.execute(query.on_conflict_do_nothing(index_elements=["slug"]).returning(col(CollectionRow.id)))
    if added.first() is None:
        return False
    _store_order(session, collection)
    return True


def replace(session: Session, collection: domain.Collection) -> None:
    """Update all fields but the convening, and replace the order."""
    fields = collection.model_dump(exclude={"id", "convening_id", "created_at", "proposals"})
    session.exec(update(CollectionRow).where(col(CollectionRow.id) == collection.id).values(**fields))
    _store_order(session, collection)


def get(session: Session, collection_id: str, *, for_change: bool = False) -> domain.Collection | None:
    """The collection by id; `for_change` locks it until the transaction ends."""
    query = select(CollectionRow).where(CollectionRow.id == collection_id)
    return _value(session, session.exec(query.with_for_update() if for_change else query).first())


def by_slug(session: Session, slug: str) -> domain.Collection | None:
    """The collection by its name in addresses, which is unique among all convenings."""
    return _value(session, session.exec(select(CollectionRow).where(CollectionRow.slug == slug)).first())


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
