"""Paragraph numbers: the same in the PDF's margin, in every other file and in the reading view."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.publishing.book import Chapter
from blueprint.publishing.markdown.lists.markers import is_ordinal, markers
from blueprint.text import Document, Paragraph, ParagraphKind, split

_NO_LINEAGES: Mapping[int, str] = MappingProxyType({})
_COUNTED = frozenset({ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM, ParagraphKind.QUOTATION})
_LINE_END = re.compile("\r\n|\r|\n")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


class ParagraphPlace(NamedTuple):
    """How a paragraph is cited: its number in the margin from 1, None for an item of a list, which has its own sign there.

    `label` is what people call it: its number, or for an item the number of the paragraph before the list and its signs, as
    in laws: “12 (b)(ii)”, of a bullet “12 •3”. `anchor` is its permalink's fragment: `p-<lineage>`, without lineages
    `p-<number>`, of an item `p-<number>.<item>`.
    """

    number: int | None
    label: str
    anchor: str


def places(
    document: Document, dialect: int, lineages: Mapping[int, str] = _NO_LINEAGES
) -> tuple[ParagraphPlace | None, ...]:
    """For each paragraph its place; None for headings, table rows, pictures, rules, code, footnotes and what nobody sees.

    `lineages` are by the offset at which the paragraph starts. In the first dialect items have a number like paragraphs.
    """
    return tuple(_places(document, dialect, lineages))


def _places(document: Document, dialect: int, lineages: Mapping[int, str]) -> Iterator[ParagraphPlace | None]:
    number, items = 0, _ListItems()
    for paragraph, marker in zip(document.paragraphs, markers(document.paragraphs), strict=True):
        lineage = lineages.get(paragraph.start)
        if paragraph.kind not in _COUNTED:
            yield None
        elif paragraph.kind is ParagraphKind.LIST_ITEM and marker and dialect != FIRST_DIALECT:
            label = items.label(paragraph, marker)
            yield ParagraphPlace(None, label, f"p-{lineage or f'{items.number}.{items.count}'}")
        else:
            number += 1
            if not paragraph.level:
                items = _ListItems(number)
            yield ParagraphPlace(number, str(number), f"p-{lineage or number}")


class _ListItems:
    """The items after the paragraph with a number (0: none): how many, and the sign and bullet of each level."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.count = number, 0
        self.signs: dict[int, str] = {}
        self.bullets: dict[int, int] = {}

    def label(self, paragraph: Paragraph, marker: str) -> str:
        """What the next item is called."""
        self.count += 1
        level = paragraph.level
        self.signs = {each: sign for each, sign in self.signs.items() if each < level}
        self.bullets = {each: count for each, count in self.bullets.items() if each <= level}
        if is_ordinal(marker):
            self.signs[level] = f"({marker.strip('().')})"
        else:
            self.bullets[level] = self.bullets.get(level, 0) + 1
            self.signs[level] = f"•{self.bullets[level]}"
        signs = "".join(self.signs.values())
        return f"{self.number} {signs}" if self.number else signs


def places_by_line(chapter: Chapter, document: Document) -> dict[int, list[ParagraphPlace]]:
    """The places of a chapter's paragraphs by the source line (from 1) on which each begins."""
    ends = [match.end() for match in _LINE_END.finditer(chapter.markdown)]
    found: dict[int, list[ParagraphPlace]] = {}
    for paragraph, place in zip(document.paragraphs, places_in(chapter, document), strict=True):
        if place is not None:
            found.setdefault(bisect_right(ends, paragraph.start) + 1, []).append(place)
    return found


def places_in(chapter: Chapter, document: Document) -> tuple[ParagraphPlace | None, ...]:
    """The places of the paragraphs of a chapter's text."""
    return places(document, chapter.dialect, {start: lineage for start, _, lineage in chapter.paragraphs})


def index_at(document: Document, line: int) -> int | None:
    """The index of the paragraph on that source line (from 1), or of the next one; None behind the last."""
    markdown = document.source
    ends = [0, *(match.end() for match in _LINE_END.finditer(markdown)), len(markdown)]
    start = ends[min(line - 1, len(ends) - 1)]
    return next((at for at, paragraph in enumerate(document.paragraphs) if paragraph.end > start), None)


def label_at(markdown: str, dialect: int, line: int) -> str:
    """What the paragraph on that source line (from 1) is called; empty for one that has no place."""
    document = split(markdown)
    at = index_at(document, line)
    place = None if at is None else places(document, dialect)[at]
    return place.label if place else ""


def without_hidden(document: Document, *, parting: bool = False) -> str:
    """The source without front matter and comments, which no reader sees; line numbers do not change.

    When `parting`, a comment between two items stays, without its words: it parts two lists (CommonMark 0.31.2, 5.3).
    """
    visible: list[str] = []
    kinds = [each.kind for each in document.paragraphs]
    for at, paragraph in enumerate(document.paragraphs):
        text, ends = paragraph.text, "".join(_LINE_END.findall(paragraph.text))
        if kinds[at] is ParagraphKind.FRONT_MATTER:
            text = ends
        elif kinds[at] is ParagraphKind.HTML and _COMMENT.fullmatch(text):
            parts = parting and kinds[at - 1 : at] == kinds[at + 1 : at + 2] == [ParagraphKind.LIST_ITEM]
            text = f"{text[: len(text) - len(text.lstrip())]}<!-- -->{ends}" if parts else ends
        visible += [paragraph.lead, text]
    return "".join(visible) + document.tail
