"""What every format shows around a book's texts, computed once for all of them."""

from typing import NamedTuple

from blueprint.domain.languages import direction
from blueprint.publishing.book import Advance, Book, Chapter
from blueprint.publishing.directions import opposite_direction
from blueprint.publishing.matter.colophon import ColophonRow, advanced, advanced_keys, colophon, date_line, edition_line
from blueprint.publishing.phrases import Phrases, phrases


class Claim(NamedTuple):
    """That a chapter advances a principle, or is in tension with it.

    `language` is the name's, where it is not the chapter's; `direction` the rationale's, where it is not the chapter's.
    """

    name: str
    language: str
    rationale: str
    direction: str
    tension: bool


class ChapterMatter(NamedTuple):
    """A chapter without its text. `mark` is its number, empty in a book of one; `advanced` are indices of principles."""

    anchor: str
    mark: str
    title: str
    language: str
    direction: str
    byline: str
    words: Phrases
    advanced: list[int]
    claims: tuple[Claim, ...]


class BookMatter(NamedTuple):
    """Front and end matter, and the chapters'. `words` are the interface words of the book's language."""

    words: Phrases
    language: str
    direction: str
    edition_line: str
    date_line: str
    advanced: list[int]
    keywords: list[str]
    colophon: tuple[ColophonRow, ...]
    chapters: tuple[ChapterMatter, ...]


def book_matter(book: Book, digest: str) -> BookMatter:
    """The matter of a book; `digest` is its content hash."""
    return BookMatter(
        words=phrases(book.language),
        language=book.language,
        direction=direction(book.language),
        edition_line=edition_line(book),
        date_line=date_line(book),
        advanced=advanced(book, book.chapters),
        keywords=[name for key, name in book.principles if key in advanced_keys(book.chapters)],
        colophon=colophon(book, digest),
        chapters=tuple(_chapter(book, at, chapter) for at, chapter in enumerate(book.chapters)),
    )


def _chapter(book: Book, at: int, chapter: Chapter) -> ChapterMatter:
    return ChapterMatter(
        anchor=f"chapter-{at + 1}",
        mark=str(at + 1) if len(book.chapters) > 1 else "",
        title=chapter.title,
        language=chapter.language,
        direction=direction(chapter.language),
        byline=", ".join(person.name for person in chapter.contributors if person.role == "author"),
        words=phrases(chapter.language),
        advanced=advanced(book, (chapter,)),
        claims=tuple(_claim(book, chapter, claim) for claim in chapter.advances),
    )


def _claim(book: Book, chapter: Chapter, claim: Advance) -> Claim:
    against = opposite_direction(claim.rationale, direction(chapter.language))
    return Claim(book.called(claim), claim.name_language, claim.rationale, against, claim.tension)
