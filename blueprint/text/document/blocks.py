"""Find the blocks of a Markdown text: on which lines each paragraph, item, row and so on is.

The syntax is CommonMark with the extensions of Pandoc's `commonmark_x`: tables, footnotes, definition lists, lettered
and Roman lists. Only markdown-it-py's block stage runs, and only its line numbers are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from blueprint.text.document.markdown import parse_blocks
from blueprint.text.document.model import ParagraphKind


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """The lines from `first` up to, not including, `last`; for the other fields see `Paragraph`.

    `indented` is true for indented code, whose leading spaces belong to it.
    """

    first: int
    last: int
    kind: ParagraphKind
    level: int = 0
    marker: str = ""
    quote_depth: int = 0
    head: bool = False
    indented: bool = False


LEAF_KINDS = {
    "paragraph_open": ParagraphKind.PARAGRAPH,
    "dt_open": ParagraphKind.PARAGRAPH,
    "heading_open": ParagraphKind.HEADING,
    "fence": ParagraphKind.CODE,
    "code_block": ParagraphKind.CODE,
    "html_block": ParagraphKind.HTML,
    "hr": ParagraphKind.BREAK,
    "tr_open": ParagraphKind.TABLE_ROW,
}
"""Kinds by the type of the token that begins a leaf block."""
IMAGE_ALONE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?\s*\Z")
EMPTY_ITEM = re.compile(r"[ \t>]*([-*+]|\d{1,9}[.)])(?:[ \t]|\Z)")
LINK_REFERENCE = re.compile(r"[ \t>]*\[[^\]]+\]:")
LEADING_MARKERS = re.compile(r"(?:[ \t>]*(?:[-*+]|\(?[0-9A-Za-z]{1,9}[.)])(?=[ \t]|\Z))*")
MARKER = re.compile(r"[^ \t>]+")
DIV_FENCE = re.compile(r"[ \t>]*:{3,}")
BLANK = re.compile(r"[ \t>]*\Z")


def find_blocks(lines: Sequence[str]) -> list[SourceBlock]:
    """The leaf blocks of a text given as lines without their endings: in order, at most one block a line.

    Lines of nothing but spaces and quotation marks belong to no block; every other line belongs to one.
    """
    blocks = _TokenWalker(lines).walk(parse_blocks(lines))
    return sorted([*blocks, *_lines_without_token(blocks, lines)], key=lambda block: block.first)


@dataclass(slots=True)
class _TokenWalker:
    """Walks the token stream, keeping track of the enclosing quotations, list items and footnotes."""

    lines: Sequence[str]
    quote_depth: int = 0
    depth: int = 0
    in_table_head: bool = False
    item_markers: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    next_free_line: int = 0
    marker_line: int = -1
    marker_index: int = 0

    def walk(self, tokens: Sequence[Token]) -> list[SourceBlock]:
        return [block for token in tokens if (block := self._block(token)) is not None]

    def _block(self, token: Token) -> SourceBlock | None:
        if token.type in LEAF_KINDS and token.map is not None:
            return self._leaf(token, token.map[0], token.map[1])
        self._track_container(token)
        return None

    def _track_container(self, token: Token) -> None:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quote_depth += token.nesting
            case "list_item_open" | "dd_open":
                self.depth += 1
                self.item_markers.append(":" if token.type == "dd_open" else self._marker(token))
            case "list_item_close" | "dd_close":
                self.depth -= 1
                self.item_markers = []
            case "footnote_reference_open":
                self.footnotes.append(f"[^{token.meta['label']}]:")
            case "footnote_reference_close":
                self.footnotes.pop()
            case "thead_open" | "thead_close":
                self.in_table_head = token.nesting > 0

    def _marker(self, token: Token) -> str:
        """A list item's marker as written; when several items begin on one line, the next one of that line."""
        line = token.map[0] if token.map else 0
        self.marker_index = self.marker_index + 1 if line == self.marker_line else 0
        self.marker_line = line
        markers = MARKER.findall(LEADING_MARKERS.match(self.lines[line])[0])  # type: ignore[index]
        return markers[self.marker_index] if self.marker_index < len(markers) else token.info + token.markup

    def _leaf(self, token: Token, first: int, last: int) -> SourceBlock | None:
        if token.type == "dt_open":
            last = first + 1
        head = token.type == "tr_open" and self.in_table_head
        last = min(last + head, len(self.lines))
        if first < self.next_free_line:
            return None
        self.next_free_line = last
        kind, level, marker = self._kind_level_marker(token, first, last)
        return SourceBlock(
            first, last, kind, level, marker, self.quote_depth, head, indented=token.type == "code_block"
        )

    def _kind_level_marker(self, token: Token, first: int, last: int) -> tuple[ParagraphKind, int, str]:
        kind = LEAF_KINDS[token.type]
        marker = self.item_markers.pop() if self.item_markers else ""
        self.item_markers = []
        if kind is ParagraphKind.HEADING:
            return kind, int(token.tag[1:]), token.markup
        if kind is not ParagraphKind.PARAGRAPH:
            return kind, self.depth, marker
        if marker:
            return ParagraphKind.LIST_ITEM, self.depth, marker
        return self._paragraph_kind(first, last), self.depth, self.footnotes[-1] if self.footnotes else ""

    def _paragraph_kind(self, first: int, last: int) -> ParagraphKind:
        if self.footnotes:
            return ParagraphKind.FOOTNOTE
        if last == first + 1 and IMAGE_ALONE.match(self.lines[first].lstrip(" \t>")):
            return ParagraphKind.IMAGE
        return ParagraphKind.QUOTATION if self.quote_depth and not self.depth else ParagraphKind.PARAGRAPH


def _lines_without_token(blocks: Sequence[SourceBlock], lines: Sequence[str]) -> Iterator[SourceBlock]:
    """Lines without a token: link reference definitions, empty list items, content that is nested too deeply."""
    edges = [(0, 0), *((block.first, block.last) for block in blocks), (len(lines), len(lines))]
    for (_, last), (first, _) in pairwise(edges):
        for number in range(last, first):
            if not BLANK.match(lines[number]):
                yield _line_block(number, lines[number])


def _line_block(number: int, line: str) -> SourceBlock:
    quote_depth = line[: len(line) - len(line.lstrip(" \t>"))].count(">")
    if LINK_REFERENCE.match(line):
        return SourceBlock(number, number + 1, ParagraphKind.REFERENCE, quote_depth=quote_depth)
    if DIV_FENCE.match(line):
        return SourceBlock(number, number + 1, ParagraphKind.HTML, quote_depth=quote_depth)
    if item := EMPTY_ITEM.match(line):
        return SourceBlock(
            number, number + 1, ParagraphKind.LIST_ITEM, level=1, marker=item[1], quote_depth=quote_depth
        )
    return SourceBlock(number, number + 1, ParagraphKind.PARAGRAPH, quote_depth=quote_depth)
