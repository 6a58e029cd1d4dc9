"""Collections, their order, and the editions frozen from them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Column, Field, Session, SQLModel, col, delete, func, select, update

from blueprint.domain import collections as domain
from blueprint.storage.columns import UtcDateTime, refers_to
from blueprint.storage.upsert import insert


class CollectionRow(SQLModel, table=True):
    """A living set of proposals."""

    __tablename__ = "collection"
    id: str = Field(primary_key=True)
    convening_id: str = Field(sa_column=refers_to("convening.id", index=True))
    slug: str = Field(unique=True)
    title: str
    foreword: str
    language: str
    created_at: datetime = Field(sa_type=UtcDateTime)


class CollectionItemRow(SQLModel, table=True):
    """A proposal's place in a collection."""

    __tablename__ = "collection_item"
    collection_id: str = Field(sa_column=refers_to("collection.id", on_delete="CASCADE", primary_key=True))
    proposal_id: str = Field(sa_column=refers_to("proposal.id", primary_key=True))
    position: int


class EditionRow(SQLModel, table=True):
    """A frozen state. Its texts are written once, its `artifacts` as they are made; nothing changes once it is published."""

    __tablename__ = "edition"
    id: str = Field(primary_key=True)
    collection_id: str = Field(sa_column=refers_to("collection.id"))
    number: int
    licence: str
    publisher: str
    permalink: str
    title: str
    foreword: str
    language: str
    state: str
    progress: float = 0.0
    step: str = ""
    problem: str = ""
    published_by: str = Field(sa_column=refers_to("person.id"))
    started_at: datetime = Field(sa_type=UtcDateTime)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    content_hash: str
    chapters: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    artifacts: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    principles: list[list[str]] = Field(sa_column=Column(JSON, nullable=False))
    __table_args__ = (
        UniqueConstraint("collection_id", "number"),
        Index("ix_edition_state_published_at", "state", "published_at"),
    )

    def value(self) -> domain.Edition:
        """As a domain value."""
        return domain.Edition(**self.model_dump())


def add(session: Session, collection: domain.Collection) -> bool:
    """Store a new collection with its order; False (and nothing stored) when its slug is taken."""
    query = insert(session, CollectionRow).values(**collection.model_dump(exclude={"proposals"}))
    added = session.execute(query.on_conflict_do_nothing(index_elements=["slug"]).returning(col(CollectionRow.id)))
    if added.first() is None:
        return False
    _arrange(session, collection)
    return True


def replace(session: Session, collection: domain.Collection) -> None:
    """Write a collection's changed words and order."""
    fields = collection.model_dump(exclude={"id", "convening_id", "created_at", "proposals"})
    session.exec(update(CollectionRow).where(col(CollectionRow.id) == collection.id).values(**fields))
    _arrange(session, collection)


def get(session: Session, collection_id: str, *, for_change: bool = False) -> domain.Collection | None:
    """The collection by id; `for_change` keeps others from changing it until the transaction ends."""
    query = select(CollectionRow).where(CollectionRow.id == collection_id)
    return _value(session, session.exec(query.with_for_update() if for_change else query).first())


def by_slug(session: Session, slug: str) -> domain.Collection | None:
    """The collection by its name in addresses."""
    return _value(session, session.exec(select(CollectionRow).where(CollectionRow.slug == slug)).first())


def of_convening(session: Session, convening_id: str) -> tuple[domain.Collection, ...]:
    """A convening's collections, the oldest first."""
    query = select(CollectionRow).where(CollectionRow.convening_id == convening_id)
    rows = session.exec(query.order_by(col(CollectionRow.created_at))).all()
    return tuple(value for row in rows if (value := _value(session, row)))


def add_edition(session: Session, edition: domain.Edition) -> None:
    """Store an edition about to be made."""
    session.add(EditionRow(**edition.model_dump(mode="python")))
    session.flush()


def next_number(session: Session, collection_id: str) -> int:
    """The number the next edition gets; one that failed gives its number back."""
    query = select(func.max(EditionRow.number)).where(EditionRow.collection_id == collection_id)
    return (session.exec(query).one() or 0) + 1


def drop_failed(session: Session, collection_id: str) -> tuple[domain.Artifact, ...]:
    """Delete editions that could not be made: nobody ever saw them. Returns the files that were made for them."""
    failed = (
        col(EditionRow.collection_id) == collection_id,
        col(EditionRow.state) == domain.EditionState.FAILED,
    )
    made = session.exec(select(EditionRow.artifacts).where(*failed)).all()
    session.exec(delete(EditionRow).where(*failed))
    return tuple(domain.Artifact(**fields) for artifacts in made for fields in artifacts)


def edition(session: Session, edition_id: str, *, for_change: bool = False) -> domain.Edition | None:
    """The edition by id; `for_change` keeps others from changing it until the transaction ends."""
    row = session.get(EditionRow, edition_id, with_for_update=for_change or None)
    return row.value() if row else None


def numbered(session: Session, collection_id: str, number: int) -> domain.Edition | None:
    """The edition by its number in a collection."""
    query = select(EditionRow).where(EditionRow.collection_id == collection_id, EditionRow.number == number)
    row = session.exec(query).first()
    return row.value() if row else None


def editions(session: Session, collection_id: str) -> tuple[domain.Edition, ...]:
    """A collection's editions, the newest first."""
    query = select(EditionRow).where(EditionRow.collection_id == collection_id)
    return tuple(row.value() for row in session.exec(query.order_by(col(EditionRow.number).desc())))


def unfinished(session: Session) -> tuple[str, ...]:
    """The editions that are waiting or being made, the oldest first."""
    states = (domain.EditionState.WAITING, domain.EditionState.MAKING)
    query = select(EditionRow.id).where(col(EditionRow.state).in_(states)).order_by(col(EditionRow.started_at))
    return tuple(session.exec(query))


def published_files(session: Session) -> tuple[tuple[str, int, tuple[domain.Artifact, ...]], ...]:
    """Of every published edition its title, number and files, without its texts; the oldest first."""
    query = select(EditionRow.title, EditionRow.number, EditionRow.artifacts)
    query = query.where(EditionRow.state == domain.EditionState.PUBLISHED).order_by(col(EditionRow.published_at))
    return tuple(
        (title, number, tuple(domain.Artifact(**a) for a in files)) for title, number, files in session.exec(query)
    )


def advance(session: Session, edition_id: str, **fields: Any) -> None:
    """Write how far the making has come; a published edition stays as it is."""
    query = update(EditionRow).where(
        col(EditionRow.id) == edition_id, col(EditionRow.state) != domain.EditionState.PUBLISHED
    )
    session.exec(query.values(**fields))


def _arrange(session: Session, collection: domain.Collection) -> None:
    session.exec(delete(CollectionItemRow).where(col(CollectionItemRow.collection_id) == collection.id))
    session.add_all(
        CollectionItemRow(collection_id=collection.id, proposal_id=p, position=i)
        for i, p in enumerate(collection.proposals)
    )
    session.flush()


def _value(session: Session, row: CollectionRow | None) -> domain.Collection | None:
    if row is None:
        return None
    query = select(CollectionItemRow.proposal_id).where(CollectionItemRow.collection_id == row.id)
    items = session.exec(query.order_by(col(CollectionItemRow.position))).all()
    return domain.Collection(**row.model_dump(), proposals=tuple(items))
