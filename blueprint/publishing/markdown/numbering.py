"""Paragraph numbers: the same in the PDF's margin, in every other file and in the reading view."""

import re
from bisect import bisect_right
from typing import NamedTuple

from blueprint.publishing.book import Chapter
from blueprint.text import Document, ParagraphKind, split

COUNTED = frozenset({ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM, ParagraphKind.QUOTATION})

_LINE_END = re.compile("\r\n|\r|\n")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


class ParagraphNumber(NamedTuple):
    """A paragraph's number, from 1, and its permalink's fragment (`p-<lineage>` or `p-<number>`)."""

    number: int
    anchor: str


def numbered(document: Document) -> tuple[int | None, ...]:
    """For each paragraph its number from 1, or None for what is not counted.

    Counted are body paragraphs, list items and quotations; headings, table rows, images, rules, code, footnotes and
    what readers do not see are not.
    """
    numbers: list[int | None] = []
    count = 0
    for paragraph in document.paragraphs:
        counted = paragraph.kind in COUNTED
        count += counted
        numbers.append(count if counted else None)
    return tuple(numbers)


def numbers_by_line(chapter: Chapter, document: Document) -> dict[int, list[ParagraphNumber]]:
    """The numbers of a chapter's paragraphs by the source line (from 1) on which each begins."""
    lineages = {start: lineage for start, _, lineage in chapter.paragraphs}
    ends = [match.end() for match in _LINE_END.finditer(chapter.markdown)]
    found: dict[int, list[ParagraphNumber]] = {}
    for paragraph, number in zip(document.paragraphs, numbered(document), strict=True):
        if number is not None:
            line = bisect_right(ends, paragraph.start) + 1
            lineage = lineages.get(paragraph.start)
            found.setdefault(line, []).append(ParagraphNumber(number, f"p-{lineage or number}"))
    return found


def index_at(document: Document, line: int) -> int | None:
    """The index of the paragraph on that source line (from 1), or of the next one; None behind the last."""
    markdown = document.source
    ends = [0, *(match.end() for match in _LINE_END.finditer(markdown)), len(markdown)]
    start = ends[min(line - 1, len(ends) - 1)]
    return next((at for at, paragraph in enumerate(document.paragraphs) if paragraph.end > start), None)


def number_at(markdown: str, line: int) -> int | None:
    """The number of the paragraph on that source line (from 1); None where none is counted."""
    document = split(markdown)
    at = index_at(document, line)
    return None if at is None else numbered(document)[at]


def without_hidden(document: Document) -> str:
    """The source without front matter and comments, which no reader sees; line numbers do not change."""
    visible: list[str] = []
    for paragraph in document.paragraphs:
        hidden = paragraph.kind is ParagraphKind.FRONT_MATTER or (
            paragraph.kind is ParagraphKind.HTML and _COMMENT.fullmatch(paragraph.text) is not None
        )
        visible += [paragraph.lead, "".join(_LINE_END.findall(paragraph.text)) if hidden else paragraph.text]
    return "".join(visible) + document.tail
