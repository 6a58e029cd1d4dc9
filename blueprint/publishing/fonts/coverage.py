"""Glyph coverage: characters that none of our fonts has, with their positions."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from blueprint.publishing.book import Book, Chapter
from blueprint.publishing.errors import Refusal
from blueprint.publishing.fonts.families import folders

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


class MissingGlyph(NamedTuple):
    """A character without a glyph: in which text, and on which line (from 1); 0 when it is in another `part` of the book."""

    character: str
    file: str
    line: int
    part: str = ""

    @property
    def name(self) -> str:
        """“ꟼ (U+A7FC Latin Epigraphic Letter Reversed P)”."""
        name = unicodedata.name(self.character, "unnamed").title()
        return f"{self.character} (U+{ord(self.character):04X} {name})"

    @property
    def refusal(self) -> Refusal:
        sentence = f"No font of ours has the character {self.name}{self.part and f' in {self.part}'}."
        remedy = "Write it with another character, or leave it out."
        return Refusal(sentence, file=self.file, line=self.line or None, remedy=remedy)


@lru_cache(maxsize=1)
def supported_code_points() -> frozenset[int]:
    """Every code point that one of our fonts has; reading them takes about a second, once.

    fontTools is imported here and not above: that takes as long as all other imports of a short file, and few need it.
    """
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for folder in folders():
        for path in sorted(Path(folder).glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                found |= font.getBestCmap().keys()
    return frozenset(found)


def missing_characters(text: str, file: str) -> Iterator[MissingGlyph]:
    """The characters of a text that no font has, each once, at its first position."""
    for character in sorted({c for c in text if unicodedata.category(c) not in _UNSEEN}):
        if ord(character) not in supported_code_points():
            yield MissingGlyph(character, file, _line(text, character))


def of_chapter(chapter: Chapter) -> Iterator[MissingGlyph]:
    """The same for a chapter's text, title, contributors and rationales."""
    yield from missing_characters(chapter.markdown, chapter.name)
    yield from _in_part("its title", chapter.title, chapter.name)
    yield from _in_part("the names of its contributors", " ".join(p.name for p in chapter.contributors), chapter.name)
    yield from _in_part("what it says of principles", " ".join(c.rationale for c in chapter.advances), chapter.name)


def of_book(book: Book) -> Iterator[MissingGlyph]:
    """The same for a book's foreword, title, publisher and contributors."""
    yield from missing_characters(book.foreword, book.foreword_text.name)
    people = (words for person in book.contributors for words in (person.name, person.organisation))
    words = " ".join((book.title, book.subtitle, book.publisher, *people))
    yield from _in_part("the collection's title or what stands with it", words, "")


def glyph_refusal(characters: str, book: Book) -> Refusal:
    """The refusal when Typst found no glyph for these characters."""
    found = (gap for chapter in book.chapters for gap in of_chapter(chapter))
    named = (gap for gap in (*of_book(book), *found) if gap.character in characters)
    return next(named, MissingGlyph(characters[:1] or "\ufffd", "", 0)).refusal


def _in_part(part: str, words: str, file: str) -> Iterator[MissingGlyph]:
    return (gap._replace(line=0, part=part) for gap in missing_characters(words, file))


def _line(text: str, character: str) -> int:
    return len(re.findall("\r\n|\r|\n", text[: text.index(character)])) + 1
