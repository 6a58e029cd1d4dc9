"""Searching the library in full text, and keeping its index whole."""

from collections.abc import Iterator

from blueprint.domain import search as domain
from blueprint.domain.editions import Edition
from blueprint.domain.library import PublishedEdition, PublishedProposal
from blueprint.domain.search import Passage, Piece
from blueprint.domain.value import Value
from blueprint.publishing.numbering import COUNTED
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.storage import editions
from blueprint.storage import search as index
from blueprint.text import ParagraphKind, references, split, visible_text

LONGEST = domain.LONGEST_QUERY
PAGE = 20
"""Hits on a page."""
LAST_PAGE = 50
PART = 5_000
"""Words of a chapter that are put into the index together; PostgreSQL holds no more than 1 MB of them in a row."""

_UNSEEN = frozenset(
    {ParagraphKind.HTML, ParagraphKind.FRONT_MATTER, ParagraphKind.BREAK, ParagraphKind.REFERENCE, ParagraphKind.IMAGE}
)


class SearchHit(Value):
    """A proposal that was found, or a foreword (then without `entry`), and the words around what was found."""

    volume: PublishedEdition
    entry: PublishedProposal | None
    language: str
    anchor: str
    pieces: tuple[Piece, ...]

    @property
    def path(self) -> str:
        """Where it is read, down to the paragraph."""
        chapter = f"/{self.entry.chapter}" if self.entry else ""
        return f"{self.volume.path}{chapter}{f'#{self.anchor}' if self.anchor else ''}"


class SearchResults(Value):
    """A page of hits; `terms` are the words looked for, none when the query had none."""

    terms: tuple[str, ...]
    hits: tuple[SearchHit, ...]
    page: int
    more: bool


def find(workbench: Workbench, query: str, *, language: str = "", page: int = 1) -> SearchResults:
    """Search the newest edition of every collection for texts that have all the words; anything may be asked.

    `language` is a tag that something in the library has, or "" for all of them.
    """
    shelf = catalogue.catalogue(workbench)
    terms, page = domain.asked(query, language or "en"), min(max(page, 1), LAST_PAGE)
    volumes = {volume.id: volume for volume in shelf.newest}
    catch_up(workbench)
    with workbench.database.read_transaction() as session:
        matches = index.find(
            session, terms, volumes, language=language, most=PAGE + 1, skip=(page - 1) * PAGE
        )  # fmt: skip
    once: dict[tuple[str, int], index.Match] = {}
    for match in matches[:PAGE]:
        once.setdefault((match.edition_id, match.chapter), match)
    hits = tuple(_hit(volumes[match.edition_id], match, terms) for match in once.values())
    return SearchResults(terms=terms, hits=hits, page=page, more=len(matches) > PAGE and page < LAST_PAGE)


def catch_up(workbench: Workbench) -> tuple[str, ...]:
    """Put the published editions that the index lacks into it; returns their ids.

    Publishing need not know of the index: whoever searches brings it up to date first, whatever was interrupted.
    """
    with workbench.database.read_transaction() as session:
        waiting = index.missing(session)
    return tuple(edition_id for edition_id in waiting if _index(workbench, edition_id))


def rebuild(workbench: Workbench) -> int:
    """Make the index anew; returns how many editions are in it."""
    with workbench.database.transaction() as session:
        index.clear(session)
    return len(catch_up(workbench))


def _index(workbench: Workbench, edition_id: str) -> bool:
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
    if edition is None:
        return False
    parts = tuple(_parts(edition))
    with workbench.database.transaction() as session:
        return index.put(session, edition_id, parts)


def _parts(edition: Edition) -> Iterator[index.Part]:
    yield from _cut(0, edition.language, edition.title, _passages(edition.foreword, {}))
    for at, chapter in enumerate(edition.chapters, start=1):
        anchors = {start: f"p-{lineage}" for start, _, lineage in chapter.paragraphs}
        title = " ".join((chapter.title, *chapter.contributors))
        yield from _cut(at, chapter.language, title, _passages(chapter.markdown, anchors))


def _passages(markdown: str, anchors: dict[int, str]) -> Iterator[Passage]:
    document = split(markdown)
    addresses = references(document)
    for paragraph in document.paragraphs:
        seen = "" if paragraph.kind in _UNSEEN else visible_text(paragraph, addresses, note_marks=False)
        if said := " ".join(seen.replace("\0", " ").split()):
            anchor = anchors.get(paragraph.start, "") if paragraph.kind in COUNTED else ""
            yield Passage(anchor=anchor, text=said.encode("utf-8", "replace").decode())


def _cut(chapter: int, language: str, title: str, passages: Iterator[Passage]) -> Iterator[index.Part]:
    """Parts of at most `PART` words, cut between passages; a longer passage is found by its first words."""
    heading = tuple(domain.indexed(title, language))
    some: list[Passage] = []
    words: list[tuple[str, ...]] = []
    for passage in passages:
        said = tuple(domain.indexed(passage.text, language))[:PART]
        if len(words) + len(said) > PART:
            yield index.Part(chapter, language, tuple(some), heading, tuple(words))
            some, words = [], []
        some.append(passage)
        words += said
    yield index.Part(chapter, language, tuple(some), heading, tuple(words))


def _hit(volume: PublishedEdition, match: index.Match, terms: tuple[str, ...]) -> SearchHit:
    anchor, pieces = domain.snippet(match.passages, terms, match.language)
    return SearchHit(
        volume=volume, entry=volume.entry(match.chapter), language=match.language, anchor=anchor, pieces=pieces
    )
