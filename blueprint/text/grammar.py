"""The grammar: markdown-it-py set up to read blocks as Pandoc's `commonmark_x` does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

NESTING = 60
"""Deeper than anyone nests by hand, shallow enough for the parser's recursion."""


@cache
def parser() -> MarkdownIt:
    """The one parser, set up once. It holds no state between texts."""
    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    footnote_plugin(markdown, move_to_end=False)
    deflist_plugin(markdown)
    return markdown


def tokens(lines: Sequence[str]) -> list[Token]:
    """The block tokens of a text given as lines; line numbers in their maps count these lines."""
    found: list[Token] = []
    markdown = parser()
    markdown.block.parse(readable(lines), markdown, {}, found)
    return found


def readable(lines: Sequence[str]) -> str:
    """The text to parse: as many lines, with characters the parser would choke on put aside."""
    return "\n".join(lines).replace("\0", "\ufffd")
