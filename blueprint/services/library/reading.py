"""An edition to read: the same book that its files were made from, a chapter at a time as HTML.

A published edition never changes, so all of this is kept by the edition's id: the books of a few editions in memory, the
HTML of every chapter in the database, where the next process finds it.
"""

import hashlib
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from blueprint import publishing
from blueprint.domain.editions import Edition
from blueprint.domain.errors import NotFound
from blueprint.domain.library import PublishedEdition
from blueprint.publishing.book import Book, Chapter, content_hash, told
from blueprint.publishing.html import chapter_html
from blueprint.publishing.refusal import Refusal
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.services.publishing.book_content import book_of
from blueprint.storage import editions, rendered_chapters
from blueprint.storage.database import Database

KEPT = 16
"""Editions whose books are kept in memory."""


class RenderedProposal(NamedTuple):
    """An edition opened: `digest` is the hash that its files carry, `pictures` maps their names to their addresses."""

    edition: Edition
    book: Book
    digest: str
    pictures: dict[str, str]


class _Opened:
    def __init__(self) -> None:
        self.readings: OrderedDict[str, RenderedProposal] = OrderedDict()
        self.lock = Lock()


_opened: WeakKeyDictionary[Database, _Opened] = WeakKeyDictionary()


def open_edition(workbench: Workbench, volume: PublishedEdition) -> RenderedProposal:
    """The edition with its texts."""
    opened = _opened.setdefault(workbench.database, _Opened())
    found = opened.readings.get(volume.id) or _read(workbench, volume.id)
    with opened.lock:
        opened.readings[volume.id] = found
        opened.readings.move_to_end(volume.id)
        while len(opened.readings) > KEPT:
            opened.readings.popitem(last=False)
    return found


def foreword_html(workbench: Workbench, reading: RenderedProposal) -> str | None:
    """The foreword as safe HTML, empty when there is none; None when this version of us cannot show it."""
    book = reading.book
    if not book.foreword.strip():
        return ""
    return _html(workbench, book.foreword_text, reading)


def read_chapter(workbench: Workbench, volume: PublishedEdition, chapter: int) -> tuple[Chapter, str | None]:
    """A proposal of an edition, and its text as safe HTML; None instead when this version of us cannot show it."""
    reading = open_edition(workbench, volume)
    if volume.entry(chapter) is None:
        raise NotFound("There is no such proposal in this edition. Look at its contents.")
    found = reading.book.chapters[chapter - 1]
    return found, _html(workbench, found, reading)


def warm(workbench: Workbench, volume: PublishedEdition) -> None:
    """Make all that the edition's pages show, so that its first reader need not wait."""
    foreword_html(workbench, open_edition(workbench, volume))
    for entry in volume.entries:
        read_chapter(workbench, volume, entry.chapter)


def _read(workbench: Workbench, edition_id: str) -> RenderedProposal:
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
    if edition is None:
        raise NotFound("This edition is no longer there.")
    book, images = book_of(workbench, edition)
    return RenderedProposal(edition, book, content_hash(book, images), {name: f"/{name}" for name in images})


def _html(workbench: Workbench, chapter: Chapter, reading: RenderedProposal) -> str | None:
    key = _key(chapter, reading)
    with workbench.database.read_transaction() as session:
        kept = rendered_chapters.get(session, key)
    if kept is not None:
        return kept
    try:
        made = chapter_html(chapter, reading.pictures, top=2)
    except Refusal:
        return None
    with workbench.database.transaction() as session:
        rendered_chapters.put(session, key, made)
    return made


def _key(chapter: Chapter, reading: RenderedProposal) -> str:
    """Everything that the HTML depends on: the text, which pictures there are, and how we make it."""
    parts = (_way_of_making(), told(chapter), *sorted(reading.pictures))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=1)
def _way_of_making() -> str:
    """A hash of the sources of `publishing`: HTML that older ones made is made anew."""
    sources = sorted(Path(publishing.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def find_volume(workbench: Workbench, slug: str, number: int) -> tuple[PublishedEdition, RenderedProposal]:
    """An edition by its address, opened."""
    volume = catalogue.find_edition(workbench, slug, number)
    return volume, open_edition(workbench, volume)
