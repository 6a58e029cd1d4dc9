"""The lines, counted from 1, on which the blocks of a Markdown text begin according to Pandoc."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any

import pypandoc

from blueprint.text import Paragraph, ParagraphKind, split

LEAVES = {"Header": 1, "CodeBlock": 0, "Table": 0}
"""Where these keep their attributes; those of other blocks are on a division that Pandoc wraps around them."""

WITHOUT_POSITION = {ParagraphKind.FRONT_MATTER, ParagraphKind.REFERENCE}
"""Kinds for which Pandoc gives no position."""


def ours(markdown: str) -> set[int]:
    """The lines on which paragraphs begin according to `split`."""
    found = [
        each for each in split(markdown).paragraphs if each.kind not in WITHOUT_POSITION and not _is_empty_item(each)
    ]
    starts = [each.start for each in found if each.kind is not ParagraphKind.TABLE_ROW or each.head]
    return {markdown.count("\n", 0, start) + 1 for start in starts}


def _is_empty_item(each: Paragraph) -> bool:
    """Whether it is a list item without words: Pandoc gives it no position."""
    return each.kind is ParagraphKind.LIST_ITEM and each.text == each.marker


def first_lines(markdown: str) -> set[int]:
    """The line on which each heading, paragraph, item, term, table, code, note and other block begins."""
    command = [pypandoc.get_pandoc_path(), "--sandbox", "-f", "commonmark_x+sourcepos", "-t", "json"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=True)
    return {_line(position) for position in _positions(json.loads(done.stdout)["blocks"], None) if position}


def _line(position: str) -> int:
    return min(int(line) for line in re.findall(r"(\d+):\d+-", position))


def _positions(node: Any, wrapped: str | None) -> Iterator[str | None]:
    if isinstance(node, list):
        for part in node:
            yield from _positions(part, wrapped)
        return
    if not isinstance(node, dict):
        return
    kind: Any = node.get("t")
    content: Any = node.get("c")
    if kind == "Div":
        own = _attribute(content[0]) if ["wrapper", "1"] in content[0][2] else None
        yield from _positions(content[1], own)
    elif kind in LEAVES:
        yield _attribute(content[LEAVES[kind]])
    elif kind in ("HorizontalRule", "RawBlock"):
        yield wrapped
    elif kind == "DefinitionList":
        for term, definitions in content:
            yield next(_spans(term), None)
            yield from _positions(definitions, None)
    else:
        if kind in ("Para", "Plain"):
            yield wrapped or next(_spans(content), None)
        yield from _positions(content, None)


def _spans(node: Any) -> Iterator[str]:
    """The positions of inline elements, without those in notes."""
    if isinstance(node, list):
        for part in node:
            yield from _spans(part)
    elif isinstance(node, dict) and node.get("t") != "Note":
        if node.get("t") in ("Span", "Link", "Image") and (position := _attribute(node["c"][0])):
            yield position
        yield from _spans(node.get("c"))


def _attribute(attributes: Any) -> str | None:
    return next((value for key, value in attributes[2] if key == "data-pos"), None)
