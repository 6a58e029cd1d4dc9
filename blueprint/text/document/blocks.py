"""Blocks: on which lines of a Markdown text each of its pieces stands.

The grammar is CommonMark with what Pandoc's `commonmark_x` adds: tables, footnotes, definition lists, lettered and Roman
lists. markdown-it-py reads it; only its block stage runs here, and only its line numbers are used, so the source may be
rewritten line by line on the way in (`markdown.readable`) without any offset moving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markdown_it.token import Token

from blueprint.text.document import markdown
from blueprint.text.document.model import ParagraphKind


@dataclass(frozen=True, slots=True)
class Block:
    """The lines `first` up to, not including, `last`, and what stands on them (see `Paragraph` for the rest)."""

    first: int
    last: int
    kind: ParagraphKind
    level: int = 0
    marker: str = ""
    quote: int = 0
    head: bool = False
    indented: bool = False


LEAVES = {
    "paragraph_open": ParagraphKind.PARAGRAPH,
    "dt_open": ParagraphKind.PARAGRAPH,
    "heading_open": ParagraphKind.HEADING,
    "fence": ParagraphKind.CODE,
    "code_block": ParagraphKind.CODE,
    "html_block": ParagraphKind.HTML,
    "hr": ParagraphKind.BREAK,
    "tr_open": ParagraphKind.TABLE_ROW,
}
IMAGE_ALONE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\)(?:\{[^{}]*\})?\s*\Z")
EMPTY_ITEM = re.compile(r"[ \t>]*([-*+]|\d{1,9}[.)])(?:[ \t]|\Z)")
REFERENCE = re.compile(r"[ \t>]*\[[^\]]+\]:")
LEADING = re.compile(r"(?:[ \t>]*(?:[-*+]|\(?[0-9A-Za-z]{1,9}[.)])(?=[ \t]|\Z))*")
MARKER = re.compile(r"[^ \t>]+")
DIVISION = re.compile(r"[ \t>]*:{3,}")
NOTHING = re.compile(r"[ \t>]*\Z")


def blocks(lines: Sequence[str]) -> list[Block]:
    """Find the blocks of a text given as its lines without their ends; in order, none sharing a line.

    Lines that hold no more than spaces and quotation marks belong to no block; every other line belongs to one.
    """
    found = _Reader(lines).read(markdown.tokens(lines))
    return sorted([*found, *_overlooked(found, lines)], key=lambda block: block.first)


@dataclass(slots=True)
class _Reader:
    """Walks the tokens, keeping count of the quotations, list items and footnotes it is in."""

    lines: Sequence[str]
    quote: int = 0
    depth: int = 0
    head: bool = False
    opened: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    reached: int = 0
    line: int = -1
    turn: int = 0

    def read(self, tokens: Sequence[Token]) -> list[Block]:
        return [block for token in tokens if (block := self._step(token)) is not None]

    def _step(self, token: Token) -> Block | None:
        if token.type in LEAVES and token.map is not None:
            return self._leaf(token, token.map[0], token.map[1])
        self._enter(token)
        return None

    def _enter(self, token: Token) -> None:
        match token.type:
            case "blockquote_open" | "blockquote_close":
                self.quote += token.nesting
            case "list_item_open" | "dd_open":
                self.depth += 1
                self.opened.append(":" if token.type == "dd_open" else self._marker(token))
            case "list_item_close" | "dd_close":
                self.depth -= 1
                self.opened = []
            case "footnote_reference_open":
                self.footnotes.append(f"[^{token.meta['label']}]:")
            case "footnote_reference_close":
                self.footnotes.pop()
            case "thead_open" | "thead_close":
                self.head = token.nesting > 0

    def _marker(self, token: Token) -> str:
        """A list item's marker as the source has it; of several on one line, the one whose turn it is."""
        line = token.map[0] if token.map else 0
        self.turn = self.turn + 1 if line == self.line else 0
        self.line = line
        markers = MARKER.findall(LEADING.match(self.lines[line])[0])  # type: ignore[index]
        return markers[self.turn] if self.turn < len(markers) else token.info + token.markup

    def _leaf(self, token: Token, first: int, last: int) -> Block | None:
        if token.type == "dt_open":
            last = first + 1
        head = token.type == "tr_open" and self.head
        last = min(last + head, len(self.lines))
        if first < self.reached:
            return None
        self.reached = last
        kind, level, marker = self._nature(token, first, last)
        indented = token.type == "code_block"
        return Block(first, last, kind, level, marker, self.quote, head, indented)

    def _nature(self, token: Token, first: int, last: int) -> tuple[ParagraphKind, int, str]:
        kind = LEAVES[token.type]
        marker = self.opened.pop() if self.opened else ""
        self.opened = []
        if kind is ParagraphKind.HEADING:
            return kind, int(token.tag[1:]), token.markup
        if kind is not ParagraphKind.PARAGRAPH:
            return kind, self.depth, marker
        if marker:
            return ParagraphKind.LIST_ITEM, self.depth, marker
        return self._prose(first, last), self.depth, self.footnotes[-1] if self.footnotes else ""

    def _prose(self, first: int, last: int) -> ParagraphKind:
        if self.footnotes:
            return ParagraphKind.FOOTNOTE
        if last == first + 1 and IMAGE_ALONE.match(self.lines[first].lstrip(" \t>")):
            return ParagraphKind.IMAGE
        return ParagraphKind.QUOTATION if self.quote and not self.depth else ParagraphKind.PARAGRAPH


def _overlooked(found: Sequence[Block], lines: Sequence[str]) -> Iterator[Block]:
    """What has no token of its own: link addresses, empty list items, and what is nested too deep to be read."""
    edges = [(0, 0), *((block.first, block.last) for block in found), (len(lines), len(lines))]
    for (_, last), (first, _) in pairwise(edges):
        for number in range(last, first):
            if not NOTHING.match(lines[number]):
                yield _leftover(number, lines[number])


def _leftover(number: int, line: str) -> Block:
    quote = line[: len(line) - len(line.lstrip(" \t>"))].count(">")
    if REFERENCE.match(line):
        return Block(number, number + 1, ParagraphKind.REFERENCE, quote=quote)
    if DIVISION.match(line):
        return Block(number, number + 1, ParagraphKind.HTML, quote=quote)
    if item := EMPTY_ITEM.match(line):
        return Block(number, number + 1, ParagraphKind.LIST_ITEM, level=1, marker=item[1], quote=quote)
    return Block(number, number + 1, ParagraphKind.PARAGRAPH, quote=quote)
