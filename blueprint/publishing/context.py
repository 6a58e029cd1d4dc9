"""A book on its way through the press: what every format is made of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from blueprint.publishing.book import Book
from blueprint.publishing.cache import Cache
from blueprint.publishing.markdown.pandoc import Node

Tell = Callable[[str, float], None]
"""Told what is being done now, in words for the editor, and how much of this file is done, from 0 to 1."""


def silent(_doing: str, _share: float) -> None:
    """Tell nobody."""


class Heading(NamedTuple):
    """A heading of a text as a table of contents needs it."""

    level: int
    title: str
    anchor: str


class Text(NamedTuple):
    """A composed text and its headings; where they are known, a digest of all it was composed of, and its pictures."""

    blocks: list[Node]
    headings: tuple[Heading, ...]
    digest: str = ""
    pictures: tuple[str, ...] = ()


class Sheets(NamedTuple):
    """The book with its texts composed: `texts` are its chapters' in order, `images` the pictures by their safe names.

    `digest` is the hash of the content.
    """

    book: Book
    foreword: Text | None
    texts: list[Text]
    images: Mapping[str, bytes]
    digest: str
    cache: Cache
    tell: Tell = silent
