"""An edition as a page to read: the same book that its files were made from, as HTML."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from markupsafe import Markup

from blueprint.domain.collections import Edition
from blueprint.publishing import colophon
from blueprint.publishing.book import Book, Chapter, content_hash
from blueprint.publishing.figures import strip
from blueprint.publishing.html import chapter_html
from blueprint.publishing.refusal import Refusal
from blueprint.services.making import book_of
from blueprint.services.workbench import Workbench

KEPT = 24
"""Editions whose HTML is kept in memory; one of 200 pages takes about 2 MB."""


class Passage(NamedTuple):
    """A chapter, or the foreword: `body` is safe HTML, or None when this version of us cannot show it."""

    id: str
    chapter: Chapter
    body: Markup | None
    figures: Markup


class Reading(NamedTuple):
    """All that the page of an edition shows; `digest` is the hash that its files carry."""

    book: Book
    digest: str
    figures: Markup
    foreword: Passage | None
    chapters: tuple[Passage, ...]


class Readings:
    """Readings by edition. A published edition never changes, so each is made once, and one at a time."""

    def __init__(self, workbench: Workbench) -> None:
        self._workbench = workbench
        self._made: OrderedDict[str, Reading] = OrderedDict()
        self._lock = Lock()

    def of(self, edition: Edition) -> Reading:
        """The edition's reading; the first time takes about a fifth of a second for each chapter."""
        with self._lock:
            if edition.id not in self._made:
                self._made[edition.id] = read(self._workbench, edition)
            self._made.move_to_end(edition.id)
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
            return self._made[edition.id]


def read(workbench: Workbench, edition: Edition) -> Reading:
    """Make an edition's reading. A chapter's id in the page is its proposal's."""
    book, images = book_of(workbench, edition)
    addresses = {name: f"/{name}" for name in images}
    foreword = Chapter(title="", source="Foreword", markdown=book.foreword, language=book.language)
    return Reading(
        book=book,
        digest=content_hash(book, images),
        figures=figures(book, book.chapters),
        foreword=_passage(book, "foreword", foreword, addresses, "f-") if book.foreword.strip() else None,
        chapters=tuple(
            _passage(book, frozen.proposal_id, chapter, addresses, f"c{at}-")
            for at, (frozen, chapter) in enumerate(zip(edition.chapters, book.chapters, strict=True), start=1)
        ),
    )


def figures(book: Book, chapters: tuple[Chapter, ...], columns: int = 12) -> Markup:
    """The twelve figures, those of the principles that these chapters advance filled."""
    return strip(len(book.principles), colophon.advanced(book, chapters), columns)


def _passage(book: Book, name: str, chapter: Chapter, addresses: dict[str, str], prefix: str) -> Passage:
    try:
        body = Markup(chapter_html(chapter, addresses, prefix=prefix, top=3))  # noqa: S704 - publishing's gate lets no script through
    except Refusal:
        body = None
    return Passage(name, chapter, body, figures(book, (chapter,)))
