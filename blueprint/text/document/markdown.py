"""The grammar: markdown-it-py set up to read blocks as Pandoc's `commonmark_x` does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

NESTING = 60
"""Deeper than anyone nests by hand, shallow enough for the parser's recursion."""

LETTERED = re.compile(
    r"([ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(\((?:\d{1,7}|[A-Za-z]{1,7})\)|[A-Za-z]{1,8}[.)])([ \t]+)(?=\S)"
)
ROMAN = re.compile(r"(?=.)M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z", re.IGNORECASE)
DIVISION = re.compile(r" {0,3}:{3,}[ \t]*(\{[^{}]*\}|[^\s{}:]+)?[ \t]*:*[ \t]*\Z")


@cache
def parser() -> MarkdownIt:
    """The one parser, set up once. It holds no state between texts."""
    markdown = MarkdownIt("commonmark", {"maxNesting": NESTING}).enable(["table", "strikethrough"])
    footnote_plugin(markdown, move_to_end=False)
    deflist_plugin(markdown)
    markdown.block.ruler.at("table", table, {"alt": []})  # Pandoc's tables do not interrupt a paragraph
    markdown.block.ruler.before("table", "prose", _prose)
    return markdown


def _prose(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """The rule tried first, only for speed: a line that begins with a letter and stands alone is a paragraph.

    Nothing else of the grammar begins with a letter (`readable` has made numbers of lettered markers) but what the lines
    below it decide: an underline, a table's rule, a definition. Only outside of lists is one token enough.
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


def tokens(lines: Sequence[str]) -> list[Token]:
    """The block tokens of a text given as lines; line numbers in their maps count these lines."""
    found: list[Token] = []
    markdown = parser()
    markdown.block.parse(readable(lines), markdown, {}, found)
    return found


def readable(lines: Sequence[str]) -> str:
    """The text to parse: as many lines, rewritten where Pandoc's grammar knows more than the parser's.

    Lettered, Roman and bracketed list markers become numbers of the same width, which only begin a list inside of a
    paragraph when they count 1, as Pandoc has it. The fences of divisions (`:::`) become blank lines. No character that
    counts for a block's bounds moves, and nothing else of what is parsed is used.
    """
    depth = 0
    found = []
    for line in lines:
        if "::" in line and (fence := DIVISION.match(line)):
            opens = bool(fence[1])
            if opens or depth:
                depth += 1 if opens else -1
                line = ""  # noqa: PLW2901, the line as the parser is to see it
        elif marker := LETTERED.match(line):
            line = line[: marker.start(2)] + _number(marker[2], marker[3]) + line[marker.end(2) :]  # noqa: PLW2901
        found.append(line)
    return "\n".join(found).replace("\0", "\ufffd")


def _number(marker: str, spaces: str) -> str:
    """A marker of digits as wide: one that interrupts a paragraph for the number 1, one that does not for the rest."""
    inner = marker.strip("().")
    if inner.isdigit():
        return f"0{inner})"
    if not ROMAN.match(inner) and len(inner) > 1:
        return marker
    if inner.isupper() and len(inner) == 1 and marker.endswith(".") and len(spaces) < 2:
        return marker
    return "2".rjust(len(marker) - 1, "0") + marker[-1]
