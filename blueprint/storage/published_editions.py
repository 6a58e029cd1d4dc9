"""Published editions, and a cheap check for changes."""

from collections.abc import Collection, Iterator

from sqlmodel import Session, col, func, select

from blueprint.domain.editions import Edition, EditionState
from blueprint.storage.collections import CollectionRow
from blueprint.storage.editions import EditionRow
from blueprint.storage.errata import ErratumRow

_PUBLISHED = EditionRow.state == EditionState.PUBLISHED


def stamp(session: Session) -> tuple[object, ...]:
    """A value that changes whenever an edition is published, or a note added or withdrawn; two index look-ups."""
    editions = select(func.count(), func.max(EditionRow.published_at)).where(_PUBLISHED)
    notes = select(
        func.count(col(ErratumRow.id)), func.max(ErratumRow.added_at), func.count(col(ErratumRow.withdrawn_at))
    )
    return (*session.exec(editions).one(), *session.exec(notes).one())


def published_ids(session: Session) -> tuple[str, ...]:
    """The ids of all published editions, the newest first."""
    query = select(EditionRow.id).where(_PUBLISHED)
    return tuple(session.exec(query.order_by(col(EditionRow.published_at).desc(), EditionRow.id)))


def published(session: Session, edition_ids: Collection[str]) -> Iterator[tuple[str, Edition]]:
    """Some editions, each with its collection's name in addresses; read one at a time, since they may be large."""
    for edition_id in edition_ids:
        query = select(CollectionRow.slug, EditionRow).join(
            EditionRow, col(EditionRow.collection_id) == CollectionRow.id
        )
        for slug, row in session.exec(query.where(EditionRow.id == edition_id)):
            yield slug, row.value()
            session.expunge(row)
