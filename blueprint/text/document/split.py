"""Splitting: cutting a Markdown text into paragraphs at exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from blueprint.text.document.blocks import Block, blocks
from blueprint.text.document.model import BYTE_ORDER_MARK, Document, Paragraph, ParagraphKind

LINE_END = re.compile(r"\r\n?|\n")
FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n?|\n)(?![ \t]*(?:\r|\n|\Z))(?:.*?(?:\r\n?|\n))??(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)", re.S
)
BLANK = " \t"


def split(markdown: str) -> Document:
    """Cut a text into its addressable paragraphs; `join` gives back the same text, whatever it was.

    Headings, paragraphs, list items (each nested one its own), table rows, quotations' paragraphs, code, footnotes, images
    alone on their line, thematic breaks and HTML are paragraphs of their own; so is YAML front matter at the very start.
    A byte order mark, which some programs put before everything, is no part of the first paragraph.
    """
    first = len(BYTE_ORDER_MARK) if markdown.startswith(BYTE_ORDER_MARK) else 0
    opening = FRONT_MATTER.match(markdown, first)
    after = opening.end() if opening else first
    spans = _lines(markdown, after)
    found = blocks([markdown[start:end] for start, end in spans])
    front = [_paragraph(markdown, first, after, 0, Block(0, 0, ParagraphKind.FRONT_MATTER))] if opening else []
    paragraphs = (*front, *_paragraphs(markdown, after if opening else 0, spans, found))
    return Document(paragraphs, markdown[paragraphs[-1].end if paragraphs else 0 :])


def _lines(markdown: str, start: int) -> list[tuple[int, int]]:
    """Where each line starts and ends, counting line ends as CommonMark does (\\n, \\r\\n and \\r, nothing else)."""
    spans = []
    for match in LINE_END.finditer(markdown, start):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(markdown)))
    return spans


def _paragraphs(
    markdown: str, before: int, spans: Sequence[tuple[int, int]], found: Sequence[Block]
) -> Iterator[Paragraph]:
    for block in found:
        start, (opening, end) = spans[block.first][0], spans[block.last - 1]
        while end > opening and markdown[end - 1] in BLANK:
            end -= 1
        while not block.indented and start < end and markdown[start] in BLANK:
            start += 1
        yield _paragraph(markdown, start, end, before, block)
        before = end


def _paragraph(markdown: str, start: int, end: int, before: int, block: Block) -> Paragraph:
    return Paragraph(
        text=markdown[start:end],
        kind=block.kind,
        start=start,
        end=end,
        lead=markdown[before:start],
        level=block.level,
        marker=block.marker,
        quote=block.quote,
        head=block.head,
    )
