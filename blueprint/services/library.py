"""What everyone may read: published editions. No account, and nothing here asks who is reading."""

from pathlib import Path

from blueprint.domain.collections import Artifact, Collection, Edition, EditionState
from blueprint.domain.errors import NotFound
from blueprint.services.workbench import Workbench
from blueprint.storage import collections


def list_collections(workbench: Workbench) -> tuple[tuple[Collection, Edition], ...]:
    """Every collection that has an edition, with its newest; the most recently published first."""
    newest: dict[str, tuple[Collection, Edition]] = {}
    with workbench.database.reading() as session:
        for collection, edition in collections.published(session):
            newest.setdefault(collection.id, (collection, edition))
    return tuple(newest.values())


def read_collection(workbench: Workbench, slug: str) -> tuple[Collection, tuple[Edition, ...]]:
    """A collection and its published editions, the newest first; raises `NotFound` when it has none."""
    with workbench.database.reading() as session:
        collection = collections.by_slug(session, slug)
        found = collections.editions(session, collection.id) if collection else ()
    public = tuple(edition for edition in found if edition.state is EditionState.PUBLISHED)
    if collection is None or not public:
        raise NotFound("There is no such collection in the library. Look at the list of all of them.")
    return collection, public


def read_edition(workbench: Workbench, slug: str, number: int) -> tuple[Collection, Edition]:
    """One published edition with its collection."""
    collection, editions = read_collection(workbench, slug)
    for edition in editions:
        if edition.number == number:
            return collection, edition
    raise NotFound("There is no such edition of this collection. Look at the list of its editions.")


def read_artifact(workbench: Workbench, slug: str, number: int, format: str) -> tuple[Artifact, Path]:
    """A file of an edition and where it lies on this machine."""
    _, edition = read_edition(workbench, slug, number)
    for artifact in edition.artifacts:
        if artifact.format == format:
            return artifact, workbench.exports.path(f"{artifact.sha256}.{artifact.format}")
    raise NotFound("This edition has no such file. Look at its page for those it has.")
