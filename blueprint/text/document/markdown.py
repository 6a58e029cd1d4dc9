"""The block parser: markdown-it-py configured to find the same blocks as Pandoc's `commonmark_x`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from blueprint.text.document.content import is_item_marker

MAX_NESTING = 60
"""More than anybody nests by hand, and within the parser's recursion limit."""

LETTERED_ITEM = re.compile(
    r"([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(\((?:\d{1,7}|[A-Za-z]{1,7})\)|[A-Za-z]{1,8}[.)])([ \t]+)(?=\S)"
)
FENCED_DIV = re.compile(r" {0,3}:{3,}[ \t]*(\{[^{}]*\}|[^\s{}:]+)?[ \t]*:*[ \t]*\Z")


def parse_blocks(lines: Sequence[str]) -> list[Token]:
    """The block tokens of a text given as lines; the line numbers in their maps are indexes of `lines`."""
    tokens: list[Token] = []
    markdown = _parser()
    markdown.block.parse(_as_commonmark(lines), markdown, {}, tokens)
    return tokens


@cache
def _parser() -> MarkdownIt:
    """The parser, configured once. It has no state between texts."""
    markdown = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING}).enable(["table", "strikethrough"])
    footnote_plugin(markdown, move_to_end=False)
    deflist_plugin(markdown)
    markdown.block.ruler.at("table", table, {"alt": []})  # Pandoc's tables do not interrupt a paragraph
    markdown.block.ruler.before("table", "one_line_paragraph", _one_line_paragraph)
    return markdown


def _one_line_paragraph(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """An optimisation, tried before the other rules: a single line that begins with a letter is a paragraph.

    A line that begins with a letter can only be something else because of the lines below it (a setext underline, a
    table's delimiter row, a definition); lettered list markers are numbers by then, see `_as_commonmark`. Outside lists
    only, where one token is enough.
    """
    start = state.bMarks[line] + state.tShift[line]
    if silent or state.level or state.sCount[line] > 3 or not state.src[start : start + 1].isalpha():
        return False
    if line + 1 < end and not state.isEmpty(line + 1):
        return False
    if line + 2 < end and state.src.startswith((":", "~"), state.bMarks[line + 2] + state.tShift[line + 2]):
        return False
    state.line = line + 1
    state.push("paragraph_open", "p", 0).map = [line, line + 1]
    return True


def _as_commonmark(lines: Sequence[str]) -> str:
    """The text to parse: the same number of lines, rewritten where `commonmark_x` has syntax that the parser lacks.

    Lettered, Roman and bracketed list markers become numbers of the same width, which interrupt a paragraph only when
    they count 1, as in Pandoc. The fences of divisions (`:::`) become blank lines. No block boundary moves, and nothing
    but the boundaries of what is parsed is used.
    """
    depth = 0
    rewritten = []
    for line in lines:
        if "::" in line and (fence := FENCED_DIV.match(line)):
            opens = bool(fence[1])
            if opens or depth:
                depth += 1 if opens else -1
                line = ""  # noqa: PLW2901, the line as the parser is to see it
        elif item := LETTERED_ITEM.match(line):
            line = line[: item.start(2)] + _as_number(item[2], item[3]) + line[item.end(2) :]  # noqa: PLW2901
        rewritten.append(line)
    return "\n".join(rewritten).replace("\0", "\ufffd")


def _as_number(marker: str, spaces: str) -> str:
    """A numeric marker of the same width, which can interrupt a paragraph only if the original counts 1."""
    inner = marker.strip("().")
    if inner.isdigit():
        return f"0{inner})"
    if not is_item_marker(marker, spaces):
        return marker
    return "2".rjust(len(marker) - 1, "0") + marker[-1]
