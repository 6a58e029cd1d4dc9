"""Editions as web pages: the book that their files are built from, rendered to HTML by the chapter.

Published editions are immutable, so both are cached by edition: the books of a few editions in memory, the HTML of every
chapter in the database.
"""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from blueprint.domain.editions import Edition
from blueprint.domain.errors import NotFound
from blueprint.domain.published_editions import PublishedEdition
from blueprint.locales import gettext as _
from blueprint.publishing import Book, Chapter, Refusal, book_hash, chapter_html, program_digest, serialize
from blueprint.services.context import Workbench
from blueprint.services.publishing.book_content import book_of
from blueprint.storage import editions, rendered_chapters
from blueprint.storage.database import Database

CACHED_EDITIONS = 16
"""Editions whose books are cached in memory."""


class OpenEdition(NamedTuple):
    """An edition with its book: `digest` is the content hash in its files, `images` maps names to addresses."""

    edition: Edition
    book: Book
    digest: str
    images: dict[str, str]


class _OpenEditions:
    """An LRU cache of books by edition id."""

    def __init__(self) -> None:
        self.by_id: OrderedDict[str, OpenEdition] = OrderedDict()
        self.lock = Lock()


_caches: WeakKeyDictionary[Database, _OpenEditions] = WeakKeyDictionary()


def open_edition(workbench: Workbench, edition: PublishedEdition) -> OpenEdition:
    """The edition with its book, from the cache or the database."""
    cache = _caches.setdefault(workbench.database, _OpenEditions())
    found = cache.by_id.get(edition.id) or _read(workbench, edition.id)
    with cache.lock:
        cache.by_id[edition.id] = found
        cache.by_id.move_to_end(edition.id)
        while len(cache.by_id) > CACHED_EDITIONS:
            cache.by_id.popitem(last=False)
    return found


def foreword_html(workbench: Workbench, opened: OpenEdition) -> str | None:
    """The foreword as safe HTML, empty when there is none; None when this version cannot render it."""
    book = opened.book
    if not book.foreword.strip():
        return ""
    return _html(workbench, book.foreword_text, opened)


def read_chapter(workbench: Workbench, edition: PublishedEdition, chapter: int) -> tuple[Chapter, str | None]:
    """A proposal of an edition, and its text as safe HTML; None instead when this version cannot render it."""
    opened = open_edition(workbench, edition)
    if edition.entry(chapter) is None:
        raise NotFound(_("There is no such proposal in this edition. Look at its contents."))
    found = opened.book.chapters[chapter - 1]
    return found, _html(workbench, found, opened)


def render_all(workbench: Workbench, edition: PublishedEdition) -> None:
    """Render every chapter of the edition into the cache, so that its first reader need not wait."""
    foreword_html(workbench, open_edition(workbench, edition))
    for entry in edition.entries:
        read_chapter(workbench, edition, entry.chapter)


def _read(workbench: Workbench, edition_id: str) -> OpenEdition:
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
    if edition is None:
        raise NotFound(_("This edition is no longer there."))
    book, images = book_of(workbench, edition)
    return OpenEdition(edition, book, book_hash(book, images), {name: f"/{name}" for name in images})


def _html(workbench: Workbench, chapter: Chapter, opened: OpenEdition) -> str | None:
    key = _key(chapter, opened)
    with workbench.database.read_transaction() as session:
        cached = rendered_chapters.get(session, key)
    if cached is not None:
        return cached
    try:
        html = chapter_html(chapter, opened.images, top=2)
    except Refusal:
        return None
    with workbench.database.transaction() as session:
        rendered_chapters.put(session, key, html, workbench.now())
    return html


def _key(chapter: Chapter, opened: OpenEdition) -> str:
    """The cache key: a hash of everything that the HTML depends on."""
    parts = (program_digest().hex(), serialize(chapter), *sorted(opened.images))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
