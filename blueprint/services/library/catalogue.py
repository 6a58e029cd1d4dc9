"""The public catalogue of published editions: readable by everyone, so without permission checks."""

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
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal, first_words
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.publishing import export_files
from blueprint.storage import collections, editions, errata
from blueprint.storage import published_editions as public
from blueprint.storage.database import Database
from blueprint.text import ParagraphKind, references, split, visible_text

_IMAGE_NAME = re.compile(r"images/([0-9a-f]{64}\.(?:png|jpg))")
_EXCERPT_SOURCE = 3_000
"""Characters of a text that are parsed for its excerpt."""


@dataclass
class _CachedCatalogue:
    """The catalogue as of the last check. Editions are immutable, so each is converted once."""

    catalogue: Catalogue = field(default_factory=lambda: Catalogue(stamp=()))
    editions: dict[str, PublishedEdition] = field(default_factory=dict)
    checked: float = float("-inf")
    lock: Lock = field(default_factory=Lock)


_caches: WeakKeyDictionary[Database, _CachedCatalogue] = WeakKeyDictionary()


def catalogue(workbench: Workbench, *, max_age: float = 0.0) -> Catalogue:
    """The catalogue as of now, or as of at most `max_age` seconds ago.

    The check for changes costs two index look-ups, and one look into the folder of exports for each lost file; only new
    editions are read.
    """
    cached = _caches.setdefault(workbench.database, _CachedCatalogue())
    if time.monotonic() - cached.checked > max_age:
        with cached.lock, workbench.database.read_transaction() as session:
            cached.checked = time.monotonic()
            lost = export_files.lost(workbench)
            if (stamp := (*public.stamp(session), lost)) != cached.catalogue.stamp:
                cached.catalogue = _current_catalogue(session, cached, stamp, lost)
    return cached.catalogue


def list_collections(workbench: Workbench) -> tuple[PublishedEdition, ...]:
    """The newest edition of every collection that has one, the most recently published first."""
    return catalogue(workbench).newest


def read_collection(workbench: Workbench, slug: str) -> tuple[PublishedEdition, ...]:
    """A collection's editions, the newest first; raises `NotFound` when it has none."""
    found = catalogue(workbench).collections.get(slug)
    if not found:
        raise NotFound(_("There is no such collection in the library. Look at the list of all of them."))
    return found


def find_edition(workbench: Workbench, slug: str, number: int) -> PublishedEdition:
    """One published edition, without its texts."""
    for edition in read_collection(workbench, slug):
        if edition.number == number:
            return edition
    raise NotFound(_("There is no such edition of this collection. Look at the list of its editions."))


def read_edition(workbench: Workbench, slug: str, number: int) -> tuple[Collection, Edition]:
    """A published edition with its texts, and its collection."""
    published = find_edition(workbench, slug, number)
    with workbench.database.read_transaction() as session:
        collection = collections.get(session, published.collection_id)
        edition = editions.get(session, published.id)
    assert collection is not None
    assert edition is not None
    return collection, edition


def read_artifact(workbench: Workbench, slug: str, number: int, format: str) -> tuple[Artifact, Path]:
    """A file of an edition and its path on this machine."""
    for artifact in find_edition(workbench, slug, number).artifacts:
        if artifact.format == format and (path := export_files.find(workbench, artifact)):
            return artifact, path
    raise NotFound(_("This edition has no such file. Look at its page for those it has."))


def is_published_image(workbench: Workbench, image: str) -> bool:
    """Whether the image is in a published edition, so that everyone may see it."""
    return image in catalogue(workbench, max_age=1.0).images or image in catalogue(workbench).images


def _current_catalogue(
    session: Session, cached: _CachedCatalogue, stamp: tuple[object, ...], lost: frozenset[str]
) -> Catalogue:
    ids = public.published_ids(session)
    for slug, edition in public.published(session, [known for known in ids if known not in cached.editions]):
        cached.editions[edition.id] = _published_edition(slug, edition)
    found = tuple(_with_lost(cached.editions[known], lost) for known in ids)
    return Catalogue(stamp, found, errata.not_withdrawn(session))


def _with_lost(edition: PublishedEdition, lost: frozenset[str]) -> PublishedEdition:
    """The edition with its lost files moved from `artifacts` to `lost`."""
    missing = tuple(artifact for artifact in edition.artifacts if artifact.sha256 in lost)
    if not missing:
        return edition
    present = tuple(artifact for artifact in edition.artifacts if artifact not in missing)
    return edition.model_copy(update={"artifacts": present, "lost": missing})


def _published_edition(slug: str, edition: Edition) -> PublishedEdition:
    same = edition.model_dump(include={"id", "collection_id", "number", "title", "language", "licence", "publisher"})
    texts = (edition.foreword, *(chapter.markdown for chapter in edition.chapters))
    return PublishedEdition(
        **same,
        slug=slug,
        permalink=edition.permalink,
        excerpt=_excerpt(edition.foreword),
        dated=edition.started_at,
        published_at=edition.published_at or edition.started_at,
        entries=tuple(_entry(chapter, at) for at, chapter in enumerate(edition.chapters, start=1)),
        artifacts=edition.artifacts,
        images=frozenset(name for text in texts for name in _IMAGE_NAME.findall(text)),
    )


def _entry(chapter: EditionChapter, at: int) -> PublishedProposal:
    return PublishedProposal(
        chapter=at,
        proposal_id=chapter.proposal_id,
        title=chapter.title,
        language=chapter.language,
        excerpt=_excerpt(chapter.markdown),
        contributors=chapter.contributors,
        claims=chapter.principles,
        content_hash=chapter.content_hash,
    )


def _excerpt(markdown: str) -> str:
    document = split(markdown[:_EXCERPT_SOURCE])
    addresses = references(document)
    readable = (p for p in document.paragraphs if p.kind is ParagraphKind.PARAGRAPH)
    return first_words(visible_text(p, addresses, note_marks=False) for p in readable)
