"""Full-text search of the library: a hit for each paragraph, with its place."""

from collections.abc import Collection, Mapping
from urllib.parse import quote

from rapidfuzz import process
from rapidfuzz.distance import OSA
from sqlmodel import Session

from blueprint.domain import search_ranking as ranking
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.domain.search import SnippetPiece, TermMatcher, snippet
from blueprint.domain.search_query import LONGEST_QUERY, parse_query, replace_words
from blueprint.domain.search_ranking import Candidate, PassageKind
from blueprint.domain.value import Value
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.services.search.indexing import SHORTEST_SUGGESTED
from blueprint.services.search.passages import BETWEEN_CELLS
from blueprint.storage import search as index
from blueprint.storage import search_vocabulary as vocabulary

LONGEST = LONGEST_QUERY
PAGE = 20
"""Hits a page."""
MOST = 400
"""Passages that are ranked; of a word that more passages have, those published last."""
LAST_PAGE = 2 * MOST // PAGE
MOST_SPREAD = 20
"""Proposals that are shown when no paragraph has all the terms."""
_FRAGMENT_WORDS = 6


class SearchHit(Value):
    """A paragraph, a heading or a title that was found; of a foreword when `entry` is None.

    `label` is what the paragraph is called, "" for one that has no place; `heading` is the nearest above it. `title`,
    `authors` and `pieces` mark the terms; `authors` are told where a title was found, with the first words of the text.
    `path` is the address within the site, with the paragraph as fragment.
    """

    edition: PublishedEdition
    entry: PublishedProposal | None
    kind: PassageKind
    language: str
    label: str
    heading: str
    title: tuple[SnippetPiece, ...]
    authors: tuple[SnippetPiece, ...]
    pieces: tuple[SnippetPiece, ...]
    path: str


class SearchResults(Value):
    """A page of hits.

    `spread`: no paragraph has all the terms, so the hits are of proposals that have them in several. `most`: there may be
    more passages than were ranked. `suggestion` is a query that finds something when this one does not.
    """

    hits: tuple[SearchHit, ...] = ()
    page: int = 1
    more: bool = False
    most: bool = False
    spread: bool = False
    suggestion: str = ""


class _Search:
    """One query on the newest editions, in one read transaction."""

    def __init__(self, session: Session, newest: Mapping[str, PublishedEdition], query: str, language: str) -> None:
        self.session, self.newest, self.query, self.language = session, newest, query, language
        spoken = {tag for edition in newest.values() for tag in edition.languages}
        self.terms = parse_query(query, [language] if language else sorted(spoken))
        self.matcher = TermMatcher(self.terms)

    def ranked(self) -> tuple[list[int], bool]:
        """The passages that have all the terms, the best first; and whether there may be more of them."""
        found = self._candidates(prefixes=False, above=False)
        if len(found) < MOST:
            found = self._candidates(prefixes=True, above=False)
        if len(found) == MOST:
            found = [*self._candidates(prefixes=True, above=True), *found]
        unique = {one.id: one for one in found}
        return ranking.rank(sorted(unique.values(), reverse=True), self.matcher), len(found) >= MOST

    def _candidates(self, *, prefixes: bool, above: bool) -> list[Candidate]:
        return index.find(
            self.session, self.terms, self.newest, language=self.language, prefixes=prefixes, above=above, most=MOST
        )

    def spread(self) -> list[int]:
        """Of each chapter that has all the terms somewhere, the passage with the most of them."""
        chapters: set[tuple[str, int]] | None = None
        for term in self.terms:
            editions: Collection[str] = self.newest if chapters is None else {edition for edition, _ in chapters}
            found = index.chapters_with(self.session, term, editions, language=self.language)
            chapters = found if chapters is None else chapters & found
            if not chapters:
                return []
        order = {id_: at for at, id_ in enumerate(self.newest)}
        newest = sorted(chapters or (), key=lambda one: (order[one[0]], one[1]))[:MOST_SPREAD]
        passages = (index.passages_of(self.session, *chapter) for chapter in newest)
        return [ranking.rank_by_count(found, self.matcher)[0] for found in passages]

    def finds_something(self) -> bool:
        """Whether there are hits."""
        return bool(self.ranked()[0] or self.spread())

    def suggestion(self) -> str:
        """The query with each word that no text has replaced by the most similar one; empty when none is similar."""
        asked = {word for term in self.terms for word in term.words if len(word) >= SHORTEST_SUGGESTED}
        replacements = {}
        for word in asked - vocabulary.known(self.session, asked, language=self.language):
            distance = 1 if len(word) < 5 else 2
            lengths = len(word) - distance, len(word) + distance
            if similar := _most_similar(
                word, vocabulary.of_length(self.session, *lengths, language=self.language), distance
            ):
                replacements[word] = similar.written
        return replace_words(self.query, replacements) if replacements else ""

    def hit(self, passage: index.FoundPassage) -> SearchHit:
        """What is shown of a passage."""
        edition = self.newest[passage.edition_id]
        entry = edition.entry(passage.chapter)
        title, excerpt = (entry.title, entry.excerpt) if entry else (edition.title, edition.excerpt)
        authors, shown = (passage.text, excerpt) if passage.kind is PassageKind.TITLE else ("", passage.text)
        return SearchHit(
            edition=edition,
            entry=entry,
            kind=passage.kind,
            language=passage.language,
            label=passage.label,
            heading=passage.heading,
            title=snippet(title, self.matcher, passage.language),
            authors=snippet(authors, self.matcher, passage.language),
            pieces=snippet(shown, self.matcher, passage.language),
            path=f"{edition.path}{f'/{entry.chapter}' if entry else ''}{_fragment(passage)}",
        )


def find(workbench: Workbench, query: str, *, language: str = "", page: int = 1) -> SearchResults:
    """Search the newest edition of every collection for paragraphs that have all the words; any query is valid.

    `language` is a tag that something in the library has, or "" for all of them.
    """
    newest = {edition.id: edition for edition in catalogue.catalogue(workbench).newest}
    page = min(max(page, 1), LAST_PAGE)
    with workbench.database.read_transaction() as session:
        search = _Search(session, newest, query, language)
        if not search.terms or not newest:
            return SearchResults(page=page)
        found, most = search.ranked()
        spread = [] if found else search.spread()
        ids = (found or spread)[(page - 1) * PAGE :]
        hits = tuple(search.hit(passage) for passage in index.read(session, ids[:PAGE]))
        suggestion = "" if found or spread else search.suggestion()
        if suggestion and not _Search(session, newest, suggestion, language).finds_something():
            suggestion = ""
    return SearchResults(
        hits=hits, page=page, more=len(ids) > PAGE, most=most, spread=bool(spread), suggestion=suggestion
    )


def find_editions(workbench: Workbench, query: str) -> tuple[PublishedEdition, ...]:
    """The editions in which the words are found, the best first."""
    newest = {edition.id: edition for edition in catalogue.catalogue(workbench).newest}
    with workbench.database.read_transaction() as session:
        search = _Search(session, newest, query, "")
        if not search.terms or not newest:
            return ()
        found = index.read(session, search.ranked()[0] or search.spread())
    return tuple(newest[id_] for id_ in dict.fromkeys(passage.edition_id for passage in found))


def _most_similar(
    word: str, known: Collection[vocabulary.VocabularyWord], distance: int
) -> vocabulary.VocabularyWord | None:
    """The word at the least distance (optimal string alignment); of equally similar ones the most frequent."""
    by_word = {one.word: one for one in known}
    similar = process.extract(word, list(by_word), scorer=OSA.distance, score_cutoff=distance, limit=20)
    best = min(similar, key=lambda found: (found[1], -by_word[found[0]].occurs, found[0]), default=None)
    return by_word[best[0]] if best else None


def _fragment(passage: index.FoundPassage) -> str:
    """The fragment of an address: a paragraph's own identifier; where it has none, its first words and one near it.

    Browsers that know text fragments (WICG, “URL Fragment Text Directives”) go to the words, others to the identifier. The
    words of a heading are in the contents too, which come first, so a heading has the identifier of what is below it.
    """
    if passage.kind is PassageKind.TITLE:
        return ""
    if passage.label or (passage.kind is PassageKind.HEADING and passage.chapter):
        return f"#{passage.anchor}" if passage.anchor else ""
    words = quote(" ".join(passage.text.partition(BETWEEN_CELLS)[0].split()[:_FRAGMENT_WORDS]), safe="").replace(
        "-", "%2D"
    )
    return f"#{passage.anchor}:~:text={words}"
