"""Marks: inline formatting of visible text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MarkKind(StrEnum):
    """The kind of a mark, mostly named as in HTML."""

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
    """Inline formatting of a run. `href` is the address of a link or image, or the label of a footnote; else None."""

    kind: MarkKind
    href: str | None = None
