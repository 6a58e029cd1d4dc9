"""What a text is for every format, once it is read, sanitised and normalised."""

from collections.abc import Sequence
from typing import NamedTuple

from blueprint.publishing.markdown.pandoc import Node


class Heading(NamedTuple):
    """A heading as a table of contents needs it; level 1 is the highest of the text."""

    level: int
    title: str
    anchor: str


class Text(NamedTuple):
    """A text's blocks and headings.

    `title` are the inlines of a first heading that repeats the title, if it is more than words: emphasis, a footnote. In a
    book also a `digest` of all that the blocks are made of, and the names of the `images` in them.
    """

    blocks: list[Node]
    headings: tuple[Heading, ...]
    digest: str = ""
    images: tuple[str, ...] = ()
    title: Sequence[Node] = ()
