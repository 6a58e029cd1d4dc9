"""Marks: how words are set apart from the words around them."""

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
