"""A book on its way through the press: what every format is made of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from blueprint.publishing.book import Book
from blueprint.publishing.cache import Cache
from blueprint.publishing.compose import Text

Tell = Callable[[str, float], None]
"""Told what is being done now, in words for the editor, and how much of this file is done, from 0 to 1."""


def silent(_doing: str, _share: float) -> None:
    """Tell nobody."""


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
