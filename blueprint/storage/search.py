"""The full-text index: SQLite's FTS5, PostgreSQL's tsvector. Both get tokenized and folded words.

The words are in the table `search_words`, whose schema differs by database (see its migration).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON, bindparam, text
from sqlmodel import Column, Field, Session, SQLModel, col, select

from blueprint.domain.editions import EditionState
from blueprint.domain.search import Passage, is_prefix
from blueprint.storage.columns import refers_to
from blueprint.storage.editions import EditionRow

VERSION = 3
"""Raised when tokenizing or folding changes: every edition is then indexed again."""

Forms = Iterable[tuple[str, ...]]
"""For each word of a text, in order, the forms by which it is indexed."""


class SearchEditionRow(SQLModel, table=True):
    """An edition in the index, with the version that indexed it."""

    __tablename__ = "search_edition"
    edition_id: str = Field(sa_column=refers_to("edition.id", on_delete="CASCADE", primary_key=True))
    version: int


class SearchTextRow(SQLModel, table=True):
    """A section of a chapter (0: the foreword) with its passages: [anchor, text]."""

    __tablename__ = "search_text"
    id: int | None = Field(default=None, primary_key=True)
    edition_id: str = Field(sa_column=refers_to("edition.id", on_delete="CASCADE", index=True))
    chapter: int
    language: str
    passages: list[list[str]] = Field(sa_column=Column(JSON, nullable=False))


class IndexSection(NamedTuple):
    """One row of the index: at most some thousand words of a chapter."""

    chapter: int
    language: str
    passages: tuple[Passage, ...]
    title: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]


class SearchMatch(NamedTuple):
    """A section that has all the terms."""

    edition_id: str
    chapter: int
    language: str
    passages: tuple[Passage, ...]


def unindexed(session: Session) -> tuple[str, ...]:
    """The published editions that are not in the index yet."""
    there = select(SearchEditionRow.edition_id).where(SearchEditionRow.version == VERSION)
    query = select(EditionRow.id).where(EditionRow.state == EditionState.PUBLISHED, col(EditionRow.id).not_in(there))
    return tuple(session.exec(query))


def put(session: Session, edition_id: str, sections: Iterable[IndexSection]) -> bool:
    """Index an edition; False when another process has just done so."""
    claim = text(
        "INSERT INTO search_edition (edition_id, version) VALUES (:id, :version) ON CONFLICT (edition_id) "
        "DO UPDATE SET version = excluded.version WHERE search_edition.version <> excluded.version RETURNING edition_id"
    )
    connection = session.connection()
    if connection.execute(claim, {"id": edition_id, "version": VERSION}).first() is None:
        return False
    _delete(session, edition_id)
    for section in sections:
        passages = [[passage.anchor, passage.text] for passage in section.passages]
        row = SearchTextRow(
            edition_id=edition_id, chapter=section.chapter, language=section.language, passages=passages
        )
        session.add(row)
        session.flush()
        connection.execute(*_insertion(connection.dialect.name, row.id, section))
    return True


def clear(session: Session) -> None:
    """Empty the index."""
    for table in ("search_words", "search_text", "search_edition"):
        session.connection().execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own


def find(
    session: Session, terms: Sequence[str], editions: Collection[str], *, language: str, most: int, skip: int
) -> tuple[SearchMatch, ...]:
    """The sections of these editions that have all the terms, the best first; in any language when `language` is ""."""
    if not terms or not editions:
        return ()
    dialect = session.connection().dialect.name
    query = text(_QUERIES[dialect]).bindparams(bindparam("editions", expanding=True))
    values: dict[str, Any] = {
        "terms": _QUERY_OF[dialect](terms),
        "editions": list(editions),
        "language": language,
        "most": most,
        "skip": skip,
    }
    rows = session.connection().execute(query.columns(passages=JSON), values)
    return tuple(
        SearchMatch(edition_id, chapter, tag, tuple(Passage(anchor=a, text=t) for a, t in passages))
        for edition_id, chapter, tag, passages in rows
    )


_QUERIES = {
    "sqlite": """
        SELECT t.edition_id, t.chapter, t.language, t.passages
        FROM search_words JOIN search_text t ON t.id = search_words.rowid
        WHERE search_words MATCH :terms AND t.edition_id IN :editions AND :language IN ('', t.language)
        ORDER BY bm25(search_words, 5.0, 1.0), t.id LIMIT :most OFFSET :skip""",
    "postgresql": """
        SELECT t.edition_id, t.chapter, t.language, t.passages
        FROM search_words w JOIN search_text t ON t.id = w.id
        WHERE w.words @@ CAST(:terms AS tsquery) AND t.edition_id IN :editions
        AND CAST(:language AS text) IN ('', t.language)
        ORDER BY ts_rank(w.words, CAST(:terms AS tsquery), 1) DESC, t.id LIMIT :most OFFSET :skip""",
}


def _fts5_query(terms: Iterable[str]) -> str:
    """All terms as quoted FTS5 strings, as prefixes where long enough."""
    quoted = ((term, '"' + term.replace('"', '""') + '"') for term in terms)
    return " AND ".join(f"{string}*" if is_prefix(term) else string for term, string in quoted)


def _tsquery(terms: Iterable[str]) -> str:
    """All terms as a tsquery, as prefixes where long enough."""
    return " & ".join(f"{_lexeme(term)}:*" if is_prefix(term) else _lexeme(term) for term in terms)


_QUERY_OF = {"sqlite": _fts5_query, "postgresql": _tsquery}


def _insertion(dialect: str, row_id: int | None, section: IndexSection) -> tuple[Any, dict[str, Any]]:
    if dialect == "postgresql":
        vector = f"{_tsvector(section.title, 'A')} {_tsvector(section.words, 'D')}"
        statement = "INSERT INTO search_words (id, words) VALUES (:id, CAST(:words AS tsvector))"
        return text(statement), {"id": row_id, "words": vector}
    statement = "INSERT INTO search_words (rowid, title, words) VALUES (:id, :title, :words)"
    return text(statement), {"id": row_id, "title": _line(section.title), "words": _line(section.words)}


def _line(words: Forms) -> str:
    return " ".join(form for forms in words for form in forms)


def _tsvector(words: Forms, weight: str) -> str:
    """Lexemes with their positions, from 1; PostgreSQL stores at most 255 of each, below 16,384."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for at, forms in enumerate(words, start=1):
        for form in forms:
            places[form].append(f"{min(at, 16_383)}{weight}")
    return " ".join(f"{_lexeme(form)}:{','.join(at[:255])}" for form, at in places.items())


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _delete(session: Session, edition_id: str) -> None:
    connection, values = session.connection(), {"edition": edition_id}
    inside = "(SELECT id FROM search_text WHERE edition_id = :edition)"
    key = "id" if connection.dialect.name == "postgresql" else "rowid"
    connection.execute(text(f"DELETE FROM search_words WHERE {key} IN {inside}"), values)  # noqa: S608 - names of our own
    connection.execute(text("DELETE FROM search_text WHERE edition_id = :edition"), values)
