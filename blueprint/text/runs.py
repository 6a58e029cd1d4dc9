"""Runs: what a reader sees of a paragraph, and where each visible character stands in its source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """How a run of text is set apart."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    STRIKETHROUGH = "strikethrough"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    FOOTNOTE = "footnote"
    IMAGE = "image"
    MATH = "math"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Mark:
    """One way in which a run is set apart; `href` is a link's or image's address, or a footnote's label."""

    kind: MarkKind
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive visible characters with the same marks.

    `offsets` has, for every character of `text`, its offset in the paragraph's source, never decreasing through all runs of
    a paragraph. `cell` is the column of a table row, counted from 0; None outside of tables.
    """

    text: str
    marks: tuple[Mark, ...]
    offsets: tuple[int, ...]
    cell: int | None = None
