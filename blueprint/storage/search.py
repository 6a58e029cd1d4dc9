"""The index of the full-text search: SQLite's FTS5, PostgreSQL's tsvector. Both are given words that are cut already.

Words stand in a table of their own, `search_words`, whose shape is each database's (see the migration that makes it).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import JSON, bindparam, text
from sqlmodel import Column, Field, Session, SQLModel, col, select

from blueprint.domain.editions import EditionState
from blueprint.domain.search import PREFIX_FROM, Passage
from blueprint.storage.columns import refers_to
from blueprint.storage.editions import EditionRow

VERSION = 2
"""Raised when texts are cut or folded in another way: every edition is then indexed anew."""

Forms = Iterable[tuple[str, ...]]
"""For each word of a text, in order, the forms it is found by."""


class SearchEditionRow(SQLModel, table=True):
    """An edition that is in the index, and by which version of us."""

    __tablename__ = "search_edition"
    edition_id: str = Field(sa_column=refers_to("edition.id", on_delete="CASCADE", primary_key=True))
    version: int


class SearchTextRow(SQLModel, table=True):
    """A part of a chapter (0: the foreword) with its passages as readers see them: [anchor, text]."""

    __tablename__ = "search_text"
    id: int | None = Field(default=None, primary_key=True)
    edition_id: str = Field(sa_column=refers_to("edition.id", on_delete="CASCADE", index=True))
    chapter: int
    language: str
    passages: list[list[str]] = Field(sa_column=Column(JSON, nullable=False))


class Part(NamedTuple):
    """What is put into the index at once: at most some thousand words of one chapter."""

    chapter: int
    language: str
    passages: tuple[Passage, ...]
    title: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]


class Match(NamedTuple):
    """A part that has all the terms."""

    edition_id: str
    chapter: int
    language: str
    passages: tuple[Passage, ...]


def missing(session: Session) -> tuple[str, ...]:
    """The published editions that are not in the index yet."""
    there = select(SearchEditionRow.edition_id).where(SearchEditionRow.version == VERSION)
    query = select(EditionRow.id).where(EditionRow.state == EditionState.PUBLISHED, col(EditionRow.id).not_in(there))
    return tuple(session.exec(query))


def put(session: Session, edition_id: str, parts: Iterable[Part]) -> bool:
    """Put an edition into the index, unless another process just did; says whether it was put."""
    claim = text(
        "INSERT INTO search_edition (edition_id, version) VALUES (:id, :version) ON CONFLICT (edition_id) "
        "DO UPDATE SET version = excluded.version WHERE search_edition.version <> excluded.version RETURNING edition_id"
    )
    connection = session.connection()
    if connection.execute(claim, {"id": edition_id, "version": VERSION}).first() is None:
        return False
    _forget(session, edition_id)
    for part in parts:
        passages = [[passage.anchor, passage.text] for passage in part.passages]
        row = SearchTextRow(edition_id=edition_id, chapter=part.chapter, language=part.language, passages=passages)
        session.add(row)
        session.flush()
        connection.execute(*_insertion(connection.dialect.name, row.id, part))
    return True


def clear(session: Session) -> None:
    """Empty the index."""
    for table in ("search_words", "search_text", "search_edition"):
        session.connection().execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own


def find(
    session: Session, terms: Sequence[str], editions: Collection[str], *, language: str, most: int, skip: int
) -> tuple[Match, ...]:
    """The parts of these editions that have all the terms, the best first; a `language` other than "" narrows them."""
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
        Match(edition_id, chapter, tag, tuple(Passage(anchor=a, text=t) for a, t in passages))
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
    """Every term as an FTS5 string (nothing in a string is an operator), by its beginning where it is long enough."""
    quoted = ((term, '"' + term.replace('"', '""') + '"') for term in terms)
    return " AND ".join(f"{said}*" if len(term) >= PREFIX_FROM else said for term, said in quoted)


def _tsquery(terms: Iterable[str]) -> str:
    """The same as PostgreSQL writes it."""
    return " & ".join(f"{_lexeme(term)}:*" if len(term) >= PREFIX_FROM else _lexeme(term) for term in terms)


_QUERY_OF = {"sqlite": _fts5_query, "postgresql": _tsquery}


def _insertion(dialect: str, row_id: int | None, part: Part) -> tuple[Any, dict[str, Any]]:
    if dialect == "postgresql":
        vector = f"{_tsvector(part.title, 'A')} {_tsvector(part.words, 'D')}"
        statement = "INSERT INTO search_words (id, words) VALUES (:id, CAST(:words AS tsvector))"
        return text(statement), {"id": row_id, "words": vector}
    statement = "INSERT INTO search_words (rowid, title, words) VALUES (:id, :title, :words)"
    return text(statement), {"id": row_id, "title": _line(part.title), "words": _line(part.words)}


def _line(words: Forms) -> str:
    return " ".join(form for forms in words for form in forms)


def _tsvector(words: Forms, weight: str) -> str:
    """Lexemes with their positions, from 1; PostgreSQL itself keeps no more than 255 of each, below 16,384."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for at, forms in enumerate(words, start=1):
        for form in forms:
            places[form].append(f"{min(at, 16_383)}{weight}")
    return " ".join(f"{_lexeme(form)}:{','.join(at[:255])}" for form, at in places.items())


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _forget(session: Session, edition_id: str) -> None:
    connection, values = session.connection(), {"edition": edition_id}
    inside = "(SELECT id FROM search_text WHERE edition_id = :edition)"
    key = "id" if connection.dialect.name == "postgresql" else "rowid"
    connection.execute(text(f"DELETE FROM search_words WHERE {key} IN {inside}"), values)  # noqa: S608 - names of our own
    connection.execute(text("DELETE FROM search_text WHERE edition_id = :edition"), values)
