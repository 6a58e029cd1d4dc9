"""Paragraphs: the addressable pieces of a Markdown text, with their exact places in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

BYTE_ORDER_MARK = "\ufeff"
"""What some programs put before everything; it stands in the first paragraph's lead, and nowhere else."""


class ParagraphKind(StrEnum):
    """What a paragraph is. A reference is the definition of a link's address, which readers do not see."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    QUOTATION = "quotation"
    CODE = "code"
    FOOTNOTE = "footnote"
    IMAGE = "image"
    BREAK = "break"
    HTML = "html"
    FRONT_MATTER = "front-matter"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One addressable piece of a text.

    `text` is the source, marker included, and equals `source[start:end]`; offsets count characters (code points).
    `lead` is the source between the end of the paragraph before it and its start: line breaks, indentation, quotation marks.
    `level` is 1 to 6 for a heading; for anything else how deep it stands in lists (0 outside of them).
    `marker` is what announces it in the source: "-", "3.", "##", "[^1]:", or "" where there is none.
    `quote` is how many quotations enclose it. `head` marks a table's first row, whose text includes the rule below it.
    """

    text: str
    kind: ParagraphKind
    start: int
    end: int
    lead: str = ""
    level: int = 0
    marker: str = ""
    quote: int = 0
    head: bool = False


@dataclass(frozen=True)
class Document:
    """A text cut into paragraphs: every lead and text in order, then the tail, give back the source."""

    paragraphs: tuple[Paragraph, ...]
    tail: str = ""

    @cached_property
    def source(self) -> str:
        """The text this document was split from."""
        return join(self)


def join(document: Document) -> str:
    """Give back the source of a document, byte for byte: `join(split(text)) == text` for any text."""
    pieces = [piece for paragraph in document.paragraphs for piece in (paragraph.lead, paragraph.text)]
    return "".join(pieces) + document.tail
