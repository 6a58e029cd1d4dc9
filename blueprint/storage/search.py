"""The full-text index: SQLite's FTS5, PostgreSQL's tsvector. Both get tokenized and folded words with their forms.

Each passage (a title, a heading, a paragraph) is a row of `search_passage`. Its words are in the table `search_words`, whose
schema differs by database (see its migration): the words themselves, their other forms, and the words of title and headings.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Index, bindparam, text
from sqlmodel import Field, Session, SQLModel, col, insert, select

from blueprint.domain.editions import EditionState
from blueprint.domain.search import SearchTerm, join_forms, split_forms
from blueprint.domain.search_ranking import Candidate, PassageKind
from blueprint.storage.columns import refers_to
from blueprint.storage.editions import EditionRow

VERSION = 3
"""Raised when tokenizing or folding changes: every edition is then indexed again."""

Forms = tuple[tuple[str, ...], ...]
"""For each word of a text, in order, the forms by which it is indexed: itself, then others."""

_ABOVE = "=above"
"""Indexed as a form of titles and headings, so that they can be looked for alone."""


class SearchEditionRow(SQLModel, table=True):
    """An edition in the index, with the version that indexed it."""

    __tablename__ = "search_edition"
    edition_id: str = Field(sa_column=refers_to("edition.id", on_delete="CASCADE", primary_key=True))
    version: int


class SearchPassageRow(SQLModel, table=True):
    """A passage of a chapter (0: the foreword); `words` and `context` are joined forms, see `IndexPassage`."""

    __tablename__ = "search_passage"
    id: int | None = Field(default=None, primary_key=True)
    edition_id: str = Field(sa_column=refers_to("edition.id", on_delete="CASCADE"))
    chapter: int
    kind: int
    language: str
    label: str
    anchor: str
    heading: str
    text: str
    words: str
    context: str
    __table_args__ = (Index(None, "edition_id", "chapter"),)


class IndexPassage(NamedTuple):
    """A passage to index: `words` are its own, `context` those of title, authors and headings above it.

    `label` is what the paragraph is called ("" for one that has no place), `anchor` a fragment identifier at or near it,
    `heading` the nearest above.
    """

    chapter: int
    kind: PassageKind
    language: str
    label: str
    anchor: str
    heading: str
    text: str
    words: Forms
    context: Forms


class FoundPassage(NamedTuple):
    """A passage as it is shown."""

    id: int
    edition_id: str
    chapter: int
    kind: PassageKind
    language: str
    label: str
    anchor: str
    heading: str
    text: str


def unindexed(session: Session) -> tuple[str, ...]:
    """The published editions that are not in the index yet, the newest first."""
    there = select(SearchEditionRow.edition_id).where(SearchEditionRow.version == VERSION)
    query = select(EditionRow.id).where(EditionRow.state == EditionState.PUBLISHED, col(EditionRow.id).not_in(there))
    return tuple(session.exec(query.order_by(col(EditionRow.published_at).desc(), EditionRow.id)))


def put(session: Session, edition_id: str, passages: Sequence[IndexPassage]) -> bool:
    """Index an edition; False when another process has just done so."""
    claim = text(
        "INSERT INTO search_edition (edition_id, version) VALUES (:id, :version) ON CONFLICT (edition_id) "
        "DO UPDATE SET version = excluded.version WHERE search_edition.version <> excluded.version RETURNING edition_id"
    )
    connection = session.connection()
    if connection.execute(claim, {"id": edition_id, "version": VERSION}).first() is None:
        return False
    _delete(session, edition_id)
    if passages:
        rows = [_row(edition_id, passage) for passage in passages]
        query = insert(SearchPassageRow).returning(col(SearchPassageRow.id), sort_by_parameter_order=True)
        ids = session.execute(query, rows).scalars()
        _index(connection, zip(ids, (row["words"] for row in rows), (row["context"] for row in rows), strict=True))
    return True


def clear(session: Session) -> None:
    """Empty the index."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO search_words (search_words) VALUES ('delete-all')"))
    else:
        connection.execute(text("DELETE FROM search_words"))
    for table in ("search_passage", "search_edition", "search_vocabulary"):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names of our own


def find(
    session: Session,
    terms: Sequence[SearchTerm],
    editions: Collection[str],
    *,
    language: str,
    prefixes: bool,
    above: bool,
    most: int,
) -> list[Candidate]:
    """Passages of these editions that have all the terms, one of them in their own words; the last indexed first.

    Found are word forms, and with `prefixes` words that begin with a term; with `above`, in titles and headings alone. In
    any language when `language` is "".
    """
    if not terms or not editions:
        return []
    dialect = session.connection().dialect.name
    values = {
        "terms": _MATCH[dialect](terms, prefixes, above), "editions": list(editions), "language": language, "most": most,
    }  # fmt: skip
    query = text(_FIND[dialect]).bindparams(bindparam("editions", expanding=True))
    rows = session.connection().execute(query, values)
    return [Candidate(id_, PassageKind(kind), words, context) for id_, kind, words, context in rows]


def chapters_with(
    session: Session, term: SearchTerm, editions: Collection[str], *, language: str
) -> set[tuple[str, int]]:
    """The chapters of these editions in which the term occurs anywhere, its prefixes too: (edition, chapter)."""
    dialect = session.connection().dialect.name
    values = {"terms": _MATCH[dialect]([term], True, False), "editions": list(editions), "language": language}
    query = text(_CHAPTERS[dialect]).bindparams(bindparam("editions", expanding=True))
    return {(edition_id, chapter) for edition_id, chapter in session.connection().execute(query, values)}


def passages_of(session: Session, edition_id: str, chapter: int) -> list[Candidate]:
    """All the passages of a chapter, in their order."""
    row = SearchPassageRow
    query = select(row.id, row.kind, row.words, row.context).where(row.edition_id == edition_id, row.chapter == chapter)
    found = session.exec(query.order_by(col(row.id)))
    return [Candidate(id_ or 0, PassageKind(kind), words, context) for id_, kind, words, context in found]


def read(session: Session, ids: Sequence[int]) -> list[FoundPassage]:
    """The passages with these ids, in the order of the ids."""
    row = SearchPassageRow
    query = select(row).where(col(row.id).in_(ids))
    found = {passage.id: passage for passage in session.exec(query)}
    fields = FoundPassage._fields
    return [
        FoundPassage(**found[id_].model_dump(include=set(fields)) | {"kind": PassageKind(found[id_].kind)})
        for id_ in ids
        if id_ in found
    ]


_FIND = {
    "sqlite": """
        SELECT p.id, p.kind, p.words, p.context
        FROM search_words JOIN search_passage p ON p.id = search_words.rowid
        WHERE search_words MATCH :terms AND p.edition_id IN :editions AND :language IN ('', p.language)
        ORDER BY search_words.rowid DESC LIMIT :most""",
    "postgresql": """
        SELECT p.id, p.kind, p.words, p.context
        FROM search_words w JOIN search_passage p ON p.id = w.id
        WHERE w.words @@ CAST(:terms AS tsquery) AND p.edition_id IN :editions
        AND CAST(:language AS text) IN ('', p.language)
        ORDER BY p.id DESC LIMIT :most""",
}
_CHAPTERS = {
    "sqlite": """
        SELECT DISTINCT p.edition_id, p.chapter
        FROM search_words JOIN search_passage p ON p.id = search_words.rowid
        WHERE search_words MATCH :terms AND p.edition_id IN :editions AND :language IN ('', p.language)""",
    "postgresql": """
        SELECT DISTINCT p.edition_id, p.chapter
        FROM search_words w JOIN search_passage p ON p.id = w.id
        WHERE w.words @@ CAST(:terms AS tsquery) AND p.edition_id IN :editions
        AND CAST(:language AS text) IN ('', p.language)""",
}


def _fts5_match(terms: Sequence[SearchTerm], prefixes: bool, above: bool) -> str:
    """All terms anywhere and one of them in the passage itself, as a query of FTS5 (“FTS5 Full-text Query Syntax”)."""

    def alternatives(term: SearchTerm) -> str:
        if term.is_phrase:
            return _quoted(" ".join(term.words))
        prefix = "*" if prefixes and term.is_prefix else ""
        return " OR ".join([_quoted(term.words[0]) + prefix, *map(_quoted, sorted(term.forms))])

    everywhere = " AND ".join(f"({alternatives(term)})" for term in terms)
    own = " OR ".join(f"{{{_own_columns(term)}}} : ({alternatives(term)})" for term in terms)
    return f"{everywhere} AND ({own})" + (f" AND forms : {_quoted(_ABOVE)}" if above else "")


def _own_columns(term: SearchTerm) -> str:
    return "own" if term.quoted else "own forms"


def _quoted(term: str) -> str:
    return '"' + term.replace('"', '""') + '"'


def _tsquery(terms: Sequence[SearchTerm], prefixes: bool, above: bool) -> str:
    """The same as a tsquery; weight A is of the passage itself, D of what is above it."""

    def alternatives(term: SearchTerm, weight: str) -> str:
        flags = f":{weight}" if weight else ""
        if term.is_phrase:
            return " <-> ".join(_lexeme(word) + flags for word in term.words)
        first = f"{_lexeme(term.words[0])}:*{weight}" if prefixes and term.is_prefix else _lexeme(term.words[0]) + flags
        return " | ".join([first, *(_lexeme(form) + flags for form in sorted(term.forms))])

    everywhere = " & ".join(f"({alternatives(term, '')})" for term in terms)
    own = " | ".join(f"({alternatives(term, 'A')})" for term in terms)
    return f"{everywhere} & ({own})" + (f" & {_lexeme(_ABOVE)}" if above else "")


_MATCH = {"sqlite": _fts5_match, "postgresql": _tsquery}


def _row(edition_id: str, passage: IndexPassage) -> dict[str, Any]:
    own = (*passage.words, *(((_ABOVE, _ABOVE),) if passage.kind is not PassageKind.TEXT else ()))
    joined = {"words": join_forms(own), "context": join_forms(passage.context), "kind": int(passage.kind)}
    return {"edition_id": edition_id, **passage._asdict(), **joined}


def _index(connection: Connection, rows: Iterable[tuple[int | None, str, str]], *, delete: bool = False) -> None:
    """Insert the words of passages, or on SQLite delete them: the text of a contentless FTS5 table is not stored in it."""
    if connection.dialect.name == "postgresql":
        values = [{"id": id_, "words": _tsvector(split_forms(own), split_forms(above))} for id_, own, above in rows]
        statement = "INSERT INTO search_words (id, words) VALUES (:id, CAST(:words AS tsvector))"
    else:
        values = [{"id": id_} | _fts5_columns(split_forms(own), split_forms(above)) for id_, own, above in rows]
        command, of = ("'delete', ", "search_words, ") if delete else ("", "")
        statement = (
            f"INSERT INTO search_words ({of}rowid, own, forms, above) VALUES ({command}:id, :own, :forms, :above)"  # noqa: S608
        )
    if values:
        connection.execute(text(statement), values)


def _fts5_columns(own: Sequence[tuple[str, ...]], above: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Words in their order, without gaps, so that phrases are found; their other forms apart, or behind them."""
    return {
        "own": " ".join(word[0] for word in own),
        "forms": " ".join(form for word in own for form in word[1:]),
        "above": " ".join([*(word[0] for word in above), *(form for word in above for form in word[1:])]),
    }


def _tsvector(own: Sequence[tuple[str, ...]], above: Sequence[tuple[str, ...]]) -> str:
    """Lexemes with their positions, from 1; PostgreSQL stores at most 255 of each, below 16,384."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for weight, words, begin in (("A", own, 1), ("D", above, len(own) + 3)):
        for at, forms in enumerate(words, start=begin):
            for form in forms:
                places[form].append(f"{min(at, 16_383)}{weight}")
    return " ".join(f"{_lexeme(form)}:{','.join(at[:255])}" for form, at in places.items())


def _lexeme(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _delete(session: Session, edition_id: str) -> None:
    connection = session.connection()
    row, values = SearchPassageRow, {"edition": edition_id}
    if connection.dialect.name == "sqlite":
        stored = session.exec(select(row.id, row.words, row.context).where(row.edition_id == edition_id))
        _index(connection, stored, delete=True)
    connection.execute(text("DELETE FROM search_passage WHERE edition_id = :edition"), values)
