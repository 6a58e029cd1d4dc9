"""Split a Markdown text into paragraphs at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from blueprint.text.document.blocks import SourceBlock, find_blocks
from blueprint.text.document.lines import Bounds, line_bounds
from blueprint.text.document.model import BYTE_ORDER_MARK, Document, Paragraph, ParagraphKind

FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(?![ \t]*(?:\r|\n|\Z))(?:.*?(?:\r\n?|\n))??(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)"
    r"|\+\+\+[ \t]*(?:\r\n?|\n)(?:.*?(?:\r\n?|\n))??\+\+\+[ \t]*(?=\r|\n|\Z)",
    re.S,
)
"""YAML between lines of hyphens, as Pandoc has it, or TOML between lines of plus signs."""
SPACE_OR_TAB = " \t"


def split(markdown: str) -> Document:
    """Split a text into its addressable paragraphs. Any string is valid input; `join` is the inverse.

    Headings, paragraphs, list items (nested ones separately), table rows, paragraphs of block quotations, code,
    footnotes, images alone on a line, thematic breaks and HTML are paragraphs of their own; so is YAML or TOML front
    matter at the start. A byte order mark is not part of the first paragraph.
    """
    first = len(BYTE_ORDER_MARK) if markdown.startswith(BYTE_ORDER_MARK) else 0
    front_matter = FRONT_MATTER.match(markdown, first)
    body = front_matter.end() if front_matter else first
    lines = line_bounds(markdown, body)
    blocks = find_blocks([markdown[start:end] for start, end in lines])
    head = [_front_matter(markdown, first, body)] if front_matter else []
    paragraphs = (*head, *_paragraphs(markdown, body if front_matter else 0, lines, blocks))
    return Document(paragraphs, markdown[paragraphs[-1].end if paragraphs else 0 :])


def _front_matter(markdown: str, start: int, end: int) -> Paragraph:
    return _paragraph(markdown, start, end, 0, SourceBlock(0, 0, ParagraphKind.FRONT_MATTER))


def _paragraphs(
    markdown: str, previous_end: int, lines: Sequence[Bounds], blocks: Sequence[SourceBlock]
) -> Iterator[Paragraph]:
    for block in blocks:
        start, (last_line, end) = lines[block.first][0], lines[block.last - 1]
        while end > last_line and markdown[end - 1] in SPACE_OR_TAB:
            end -= 1
        while not block.indented and start < end and markdown[start] in SPACE_OR_TAB:
            start += 1
        yield _paragraph(markdown, start, end, previous_end, block)
        previous_end = end


def _paragraph(markdown: str, start: int, end: int, previous_end: int, block: SourceBlock) -> Paragraph:
    return Paragraph(
        text=markdown[start:end],
        kind=block.kind,
        start=start,
        end=end,
        lead=markdown[previous_end:start],
        level=block.level,
        marker=block.marker,
        quote_depth=block.quote_depth,
        head=block.head,
    )
