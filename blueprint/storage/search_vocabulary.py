"""The words of the full-text index as people write them, to suggest one in place of a mistyped one.

Words are added with each edition and stay: a suggestion is tried before it is made.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel, col, func, select

from blueprint.storage.upsert import insert


class SearchVocabularyRow(SQLModel, table=True):
    """A word of a language by its folded form: how it is most often `written`, and how often it occurs."""

    __tablename__ = "search_vocabulary"
    language: str = Field(primary_key=True)
    word: str = Field(primary_key=True, index=True)
    length: int = Field(index=True)
    written: str
    count: int
    __table_args__ = (Index(None, "language", "length"),)


class VocabularyWord(NamedTuple):
    """A folded word, how it is written, and how often it `occurs`."""

    word: str
    written: str
    occurs: int


def add(session: Session, language: str, words: Iterable[VocabularyWord]) -> None:
    """Add the words of an edition to those of the language; in a fixed order, against deadlocks."""
    rows = [
        {"language": language, "word": one.word, "length": len(one.word), "written": one.written, "count": one.occurs}
        for one in sorted(words)
    ]
    if not rows:
        return
    row = SearchVocabularyRow
    query = insert(session, row)
    counted = {"count": col(row.count) + query.excluded.count}
    session.execute(query.on_conflict_do_update(index_elements=["language", "word"], set_=counted), rows)


def known(session: Session, words: Collection[str], *, language: str) -> set[str]:
    """Those of the folded words that are in the vocabulary of a language, or of any when `language` is ""."""
    row = SearchVocabularyRow
    query = select(row.word).where(col(row.word).in_(words))
    return set(session.exec(query.where(row.language == language) if language else query))


def of_length(session: Session, least: int, most: int, *, language: str) -> list[VocabularyWord]:
    """The words with so many characters, of one language, or of all when `language` is ""."""
    row = SearchVocabularyRow
    query = select(row.word, func.min(row.written), func.sum(row.count)).where(col(row.length).between(least, most))
    if language:
        query = query.where(row.language == language)
    return [VocabularyWord(*found) for found in session.exec(query.group_by(col(row.word)))]
