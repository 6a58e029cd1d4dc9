"""Characters that no font of ours can show, with their places."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from blueprint.publishing.book import Book
from blueprint.publishing.fonts import folders
from blueprint.publishing.refusal import Refusal

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


class Missing(NamedTuple):
    """A character that cannot be shown: where, from line 1, and in which text."""

    character: str
    file: str
    line: int

    @property
    def name(self) -> str:
        """“ꟼ (U+A7FC Latin Epigraphic Letter Reversed P)”."""
        name = unicodedata.name(self.character, "unnamed").title()
        return f"{self.character} (U+{ord(self.character):04X} {name})"


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Every code point that one of our fonts has. Reading them takes about a second, once."""
    from fontTools.ttLib import TTFont

    found: set[int] = set()
    for folder in folders():
        for path in sorted(Path(folder).glob("*.ttf")):
            with TTFont(path, lazy=True) as font:
                found |= font.getBestCmap().keys()
    return frozenset(found)


def missing(text: str, file: str) -> Iterator[Missing]:
    """The characters of a text that no font has, each once, at its first place."""
    for character in sorted({c for c in text if unicodedata.category(c) not in _UNSEEN}):
        if ord(character) not in covered():
            yield Missing(character, file, _line(text, character))


def refusal(shown: str, book: Book) -> Refusal:
    """What to say when the typesetter could not show these characters."""
    texts = [(chapter.name, chapter.markdown) for chapter in book.chapters]
    for character in shown:
        for file, text in [("Foreword", book.foreword), *texts]:
            if character in text and ord(character) not in covered():
                return _refused(Missing(character, file, _line(text, character)))
    return _refused(Missing(shown[:1] or "\ufffd", "", 0))


def _refused(gap: Missing) -> Refusal:
    return Refusal(
        f"No font of ours has the character {gap.name}.",
        file=gap.file,
        line=gap.line or None,
        remedy="Write it with another character, or leave it out.",
    )


def _line(text: str, character: str) -> int:
    return len(re.findall("\r\n|\r|\n", text[: text.index(character)])) + 1
