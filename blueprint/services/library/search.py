"""Full-text search of the library, and its index."""

from collections.abc import Iterator

from blueprint.domain import search as domain
from blueprint.domain.editions import Edition
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.domain.search import Passage, SnippetPiece
from blueprint.domain.value import Value
from blueprint.publishing import COUNTED
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.storage import editions
from blueprint.storage import search as index
from blueprint.text import ParagraphKind, references, split, visible_text

LONGEST = domain.LONGEST_QUERY
PAGE = 20
"""Hits a page."""
LAST_PAGE = 50
SECTION_WORDS = 5_000
"""Words of a chapter in one row of the index; a PostgreSQL tsvector holds at most 1 MB."""

_INVISIBLE = frozenset(
    {ParagraphKind.HTML, ParagraphKind.FRONT_MATTER, ParagraphKind.BREAK, ParagraphKind.REFERENCE, ParagraphKind.IMAGE}
)


class SearchHit(Value):
    """A proposal, or a foreword (then `entry` is None), that has all the terms, with a snippet as `pieces`."""

    edition: PublishedEdition
    entry: PublishedProposal | None
    language: str
    anchor: str
    pieces: tuple[SnippetPiece, ...]

    @property
    def path(self) -> str:
        """Its address within the site, with the paragraph as fragment."""
        chapter = f"/{self.entry.chapter}" if self.entry else ""
        return f"{self.edition.path}{chapter}{f'#{self.anchor}' if self.anchor else ''}"


class SearchResults(Value):
    """A page of hits; `terms` are the words of the query."""

    terms: tuple[str, ...]
    hits: tuple[SearchHit, ...]
    page: int
    more: bool


def find(workbench: Workbench, query: str, *, language: str = "", page: int = 1) -> SearchResults:
    """Search the newest edition of every collection for texts that have all the words; any query is valid.

    `language` is a tag that something in the library has, or "" for all of them.
    """
    newest = {edition.id: edition for edition in catalogue.catalogue(workbench).newest}
    terms, page = domain.query_terms(query, language), min(max(page, 1), LAST_PAGE)
    catch_up(workbench)
    with workbench.database.read_transaction() as session:
        matches = index.find(session, terms, newest, language=language, most=PAGE + 1, skip=(page - 1) * PAGE)
    by_chapter: dict[tuple[str, int], index.SearchMatch] = {}
    for match in matches[:PAGE]:
        by_chapter.setdefault((match.edition_id, match.chapter), match)
    hits = tuple(_hit(newest[match.edition_id], match, terms) for match in by_chapter.values())
    return SearchResults(terms=terms, hits=hits, page=page, more=len(matches) > PAGE and page < LAST_PAGE)


def catch_up(workbench: Workbench) -> tuple[str, ...]:
    """Index the published editions that are missing from the index; returns their ids. Idempotent.

    Every search does this first, so publishing does not depend on the index, and an interrupted update is completed.
    """
    with workbench.database.read_transaction() as session:
        waiting = index.unindexed(session)
    return tuple(edition_id for edition_id in waiting if _index(workbench, edition_id))


def rebuild(workbench: Workbench) -> int:
    """Clear the index and build it again; returns the number of editions in it."""
    with workbench.database.transaction() as session:
        index.clear(session)
    return len(catch_up(workbench))


def _index(workbench: Workbench, edition_id: str) -> bool:
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
    if edition is None:
        return False
    sections = tuple(_sections(edition))
    with workbench.database.transaction() as session:
        return index.put(session, edition_id, sections)


def _sections(edition: Edition) -> Iterator[index.IndexSection]:
    yield from _split(0, edition.language, edition.title, _passages(edition.foreword, {}))
    for at, chapter in enumerate(edition.chapters, start=1):
        anchors = {start: f"p-{lineage}" for start, _, lineage in chapter.paragraphs}
        title = " ".join((chapter.title, *chapter.contributors))
        yield from _split(at, chapter.language, title, _passages(chapter.markdown, anchors))


def _passages(markdown: str, anchors: dict[int, str]) -> Iterator[Passage]:
    document = split(markdown)
    addresses = references(document)
    for paragraph in document.paragraphs:
        visible = "" if paragraph.kind in _INVISIBLE else visible_text(paragraph, addresses, note_marks=False)
        if plain := " ".join(visible.replace("\0", " ").split()):
            anchor = anchors.get(paragraph.start, "") if paragraph.kind in COUNTED else ""
            yield Passage(anchor=anchor, text=plain.encode("utf-8", "replace").decode())


def _split(chapter: int, language: str, title: str, passages: Iterator[Passage]) -> Iterator[index.IndexSection]:
    """Sections of at most `SECTION_WORDS` words, split between passages; of a longer passage the first words are indexed."""
    heading = tuple(domain.indexed_words(title, language))
    section: list[Passage] = []
    words: list[tuple[str, ...]] = []
    for passage in passages:
        added = tuple(domain.indexed_words(passage.text, language))[:SECTION_WORDS]
        if len(words) + len(added) > SECTION_WORDS:
            yield index.IndexSection(chapter, language, tuple(section), heading, tuple(words))
            section, words = [], []
        section.append(passage)
        words += added
    yield index.IndexSection(chapter, language, tuple(section), heading, tuple(words))


def _hit(edition: PublishedEdition, match: index.SearchMatch, terms: tuple[str, ...]) -> SearchHit:
    anchor, pieces = domain.snippet(match.passages, terms, match.language)
    return SearchHit(
        edition=edition, entry=edition.entry(match.chapter), language=match.language, anchor=anchor, pieces=pieces
    )
