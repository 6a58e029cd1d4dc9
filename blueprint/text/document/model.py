"""The document model: a Markdown text as a sequence of paragraphs with exact offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

BYTE_ORDER_MARK = "\ufeff"
"""Begins the first paragraph's lead, or the tail of a text without paragraphs, when a text begins with it."""


class ParagraphKind(StrEnum):
    """What a paragraph is. A reference is a link reference definition, which readers do not see."""

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


VERBATIM_KINDS = frozenset(
    {ParagraphKind.CODE, ParagraphKind.FRONT_MATTER, ParagraphKind.HTML, ParagraphKind.REFERENCE}
)
"""Kinds whose source is compared as it is: nothing in it is markup or numbering."""

EXACT_KINDS = frozenset({ParagraphKind.CODE, ParagraphKind.FRONT_MATTER})
"""Kinds in which white space and line breaks are part of what is said."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One addressable paragraph of a text.

    `text` is the source, marker included, and equals `source[start:end]`; offsets count characters (code points).
    `lead` is the source between the end of the previous paragraph and `start`: line endings, indentation, quotation
    marks. `level` is 1 to 6 for a heading; for all other kinds the depth of list nesting (0 outside lists). `marker` is
    the block marker in the source: "-", "3.", "##", "[^1]:", or "" if there is none. `quote` is the number of enclosing
    block quotations. `head` is true for a table's header row, whose text includes the delimiter row.
    """

    text: str
    kind: ParagraphKind
    start: int
    end: int
    lead: str = ""
    level: int = 0
    marker: str = ""
    quote_depth: int = 0
    head: bool = False


@dataclass(frozen=True)
class Document:
    """A text split into paragraphs. Every lead and text in order, followed by `tail`, is the source."""

    paragraphs: tuple[Paragraph, ...]
    tail: str = ""

    @cached_property
    def source(self) -> str:
        """The text that this document was split from."""
        return join(self)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset in the source at which each paragraph starts."""
        return tuple(paragraph.start for paragraph in self.paragraphs)

    def paragraph_at(self, offset: int) -> int:
        """The index of the paragraph at an offset of the source, or of the last one before it; 0 if there is none."""
        return max(0, bisect_right(self.starts, offset) - 1)


def join(document: Document) -> str:
    """The source of a document, unchanged: `join(split(text)) == text` for any text."""
    pieces = [piece for paragraph in document.paragraphs for piece in (paragraph.lead, paragraph.text)]
    return "".join(pieces) + document.tail
