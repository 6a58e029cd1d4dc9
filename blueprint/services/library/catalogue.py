"""What everyone may read: published editions. No account, and nothing here asks who is reading."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from sqlmodel import Session

from blueprint.domain.catalogue import Catalogue
from blueprint.domain.collections import Collection
from blueprint.domain.editions import Artifact, Edition, EditionChapter
from blueprint.domain.errors import NotFound
from blueprint.domain.library import PublishedEdition, PublishedProposal, first_words
from blueprint.services.context import Workbench
from blueprint.services.publishing import export_files
from blueprint.storage import collections, editions, errata
from blueprint.storage import published_editions as public
from blueprint.storage.database import Database
from blueprint.text import ParagraphKind, references, split, visible_text

_PICTURE = re.compile(r"images/([0-9a-f]{64}\.(?:png|jpg))")
_OPENING = 3_000
"""Characters of a text in which its first words are looked for."""


@dataclass
class _CachedCatalogue:
    """The shelf as it was when last looked at. Editions never change, so a volume is made once."""

    catalogue: Catalogue = field(default_factory=lambda: Catalogue(stamp=()))
    volumes: dict[str, PublishedEdition] = field(default_factory=dict)
    looked: float = float("-inf")
    lock: Lock = field(default_factory=Lock)


_kept: WeakKeyDictionary[Database, _CachedCatalogue] = WeakKeyDictionary()


def catalogue(workbench: Workbench, *, within: float = 0.0) -> Catalogue:
    """Everything public now, or as it was at most `within` seconds ago.

    Whether anything changed is two look-ups in indexes, and one in the folder of exports for each file that is lost; only
    what is new is read.
    """
    kept = _kept.setdefault(workbench.database, _CachedCatalogue())
    if time.monotonic() - kept.looked > within:
        with kept.lock, workbench.database.read_transaction() as session:
            kept.looked = time.monotonic()
            lost = export_files.lost(workbench)
            if (stamp := (*public.stamp(session), lost)) != kept.catalogue.stamp:
                kept.catalogue = _filled(session, kept, stamp, lost)
    return kept.catalogue


def list_collections(workbench: Workbench) -> tuple[PublishedEdition, ...]:
    """The newest edition of every collection that has one, the most recently published first."""
    return catalogue(workbench).newest


def read_collection(workbench: Workbench, slug: str) -> tuple[PublishedEdition, ...]:
    """A collection's editions, the newest first; raises `NotFound` when it has none."""
    volumes = catalogue(workbench).collections.get(slug)
    if not volumes:
        raise NotFound("There is no such collection in the library. Look at the list of all of them.")
    return volumes


def find_edition(workbench: Workbench, slug: str, number: int) -> PublishedEdition:
    """One published edition, without its texts."""
    for volume in read_collection(workbench, slug):
        if volume.number == number:
            return volume
    raise NotFound("There is no such edition of this collection. Look at the list of its editions.")


def read_edition(workbench: Workbench, slug: str, number: int) -> tuple[Collection, Edition]:
    """One published edition, whole, with its collection."""
    volume = find_edition(workbench, slug, number)
    with workbench.database.read_transaction() as session:
        collection = collections.get(session, volume.collection_id)
        edition = editions.get(session, volume.id)
    assert collection is not None
    assert edition is not None
    return collection, edition


def read_artifact(workbench: Workbench, slug: str, number: int, format: str) -> tuple[Artifact, Path]:
    """A file of an edition and where it lies on this machine."""
    for artifact in find_edition(workbench, slug, number).artifacts:
        if artifact.format == format and (path := export_files.find(workbench, artifact)):
            return artifact, path
    raise NotFound("This edition has no such file. Look at its page for those it has.")


def is_published_image(workbench: Workbench, picture: str) -> bool:
    """Whether a published edition shows the picture of that name, so that everyone may see it."""
    return picture in catalogue(workbench, within=1.0).pictures or picture in catalogue(workbench).pictures


def _filled(session: Session, kept: _CachedCatalogue, stamp: tuple[object, ...], lost: frozenset[str]) -> Catalogue:
    ids = public.published_ids(session)
    for slug, edition in public.published(session, [known for known in ids if known not in kept.volumes]):
        kept.volumes[edition.id] = _volume(slug, edition)
    volumes = tuple(_without(kept.volumes[known], lost) for known in ids)
    return Catalogue(stamp, volumes, errata.standing(session))


def _without(volume: PublishedEdition, lost: frozenset[str]) -> PublishedEdition:
    """The volume with its lost files apart from those that can be had."""
    gone = tuple(artifact for artifact in volume.artifacts if artifact.sha256 in lost)
    if not gone:
        return volume
    there = tuple(artifact for artifact in volume.artifacts if artifact not in gone)
    return volume.model_copy(update={"artifacts": there, "lost": gone})


def _volume(slug: str, edition: Edition) -> PublishedEdition:
    same = edition.model_dump(include={"id", "collection_id", "number", "title", "language", "licence", "publisher"})
    texts = (edition.foreword, *(chapter.markdown for chapter in edition.chapters))
    return PublishedEdition(
        **same,
        slug=slug,
        permalink=edition.permalink,
        opening=_opening(edition.foreword),
        dated=edition.started_at,
        published_at=edition.published_at or edition.started_at,
        entries=tuple(_entry(chapter, at) for at, chapter in enumerate(edition.chapters, start=1)),
        artifacts=edition.artifacts,
        pictures=frozenset(name for text in texts for name in _PICTURE.findall(text)),
    )


def _entry(chapter: EditionChapter, at: int) -> PublishedProposal:
    return PublishedProposal(
        chapter=at,
        proposal_id=chapter.proposal_id,
        title=chapter.title,
        language=chapter.language,
        opening=_opening(chapter.markdown),
        contributors=chapter.contributors,
        claims=chapter.principles,
        fingerprint=chapter.content_hash,
    )


def _opening(markdown: str) -> str:
    document = split(markdown[:_OPENING])
    addresses = references(document)
    said = (p for p in document.paragraphs if p.kind is ParagraphKind.PARAGRAPH)
    return first_words(visible_text(p, addresses, note_marks=False) for p in said)
