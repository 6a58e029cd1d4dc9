"""What every format shows around a book's texts, computed once for all of them."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from blueprint.domain.languages import direction
from blueprint.publishing.book import Advance, Book, Chapter
from blueprint.publishing.directions import opposite_direction
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.model import Text
from blueprint.publishing.matter.colophon import ColophonRow, advanced, advanced_keys, colophon, date_line, edition_line
from blueprint.publishing.phrases import Phrases, phrases


class Claim(NamedTuple):
    """That a chapter advances a principle, or is in tension with it.

    `language` is the name's, where it is not the chapter's; `direction` the rationale's, where it is not the chapter's.
    `evidence` are the labels and anchors of the paragraphs that show it.
    """

    name: str
    language: str
    rationale: str
    direction: str
    tension: bool
    evidence: tuple[tuple[str, str], ...] = ()


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
    """Front and end matter, and the chapters'. `words` are the interface words of the book's language.

    `byline` names the authors on the cover of a book of one text; empty for a collection.
    """

    words: Phrases
    language: str
    direction: str
    edition_line: str
    date_line: str
    advanced: list[int]
    keywords: list[str]
    colophon: tuple[ColophonRow, ...]
    byline: str
    chapters: tuple[ChapterMatter, ...]


def book_matter(book: Book, digest: str, texts: Sequence[Text] = ()) -> BookMatter:
    """The matter of a book; `digest` is its content hash, `texts` those of its chapters, in which evidence is looked up."""
    chapters = tuple(
        _chapter(book, at, chapter, text) for at, (chapter, text) in enumerate(zip_longest(book.chapters, texts))
    )
    return BookMatter(
        words=phrases(book.language),
        language=book.language,
        direction=direction(book.language),
        edition_line=edition_line(book),
        date_line=date_line(book),
        advanced=advanced(book, book.chapters),
        keywords=[name for key, name in book.principles if key in advanced_keys(book.chapters)],
        colophon=colophon(book, digest),
        byline=chapters[0].byline if len(chapters) == 1 else "",
        chapters=chapters,
    )


def _chapter(book: Book, at: int, chapter: Chapter, text: Text | None) -> ChapterMatter:
    labels = _labels(text) if text and any(claim.evidence for claim in chapter.advances) else {}
    return ChapterMatter(
        anchor=f"chapter-{at + 1}",
        mark=str(at + 1) if len(book.chapters) > 1 else "",
        title=chapter.title,
        language=chapter.language,
        direction=direction(chapter.language),
        byline=", ".join(person.name for person in chapter.contributors if person.role == "author"),
        words=phrases(chapter.language),
        advanced=advanced(book, (chapter,)),
        claims=tuple(_claim(book, chapter, claim, labels) for claim in chapter.advances),
    )


def _labels(text: Text) -> dict[str, str]:
    """What a text's paragraphs are called, by their anchors in text order."""
    return {node["id"]: node["label"] for node in walk(text.blocks) if "label" in node}


def _claim(book: Book, chapter: Chapter, claim: Advance, labels: Mapping[str, str]) -> Claim:
    against = opposite_direction(claim.rationale, direction(chapter.language))
    anchors = {f"p-{lineage}" for lineage in claim.evidence}
    evidence = tuple((label, anchor) for anchor, label in labels.items() if anchor in anchors)
    return Claim(book.called(claim), claim.name_language, claim.rationale, against, claim.tension, evidence)
