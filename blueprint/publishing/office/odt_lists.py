"""The styles of lists in OpenDocument texts: each list has its own (ODF 1.3, part 3, 16.30).

Pandoc gives nested lists the style of the outermost, which has one form for each level, and counts a level too many when
lists on one level differ: “a.” became “1.”, and “(i)” became “a.”.
"""

import re
from collections.abc import Iterator
from typing import Any

from blueprint.publishing.markdown.pandoc import Node

_LIST = re.compile(r"<text:list(?: [^>]*)?>")
_OF_PARAGRAPHS = re.compile(r' style:list-style-name="L\d+"')
_END = "</office:automatic-styles>"
_FORMATS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_AROUND = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
_BULLETS = "•◦▪"
_LEVELS = 10
_FIRST, _STEP, _FOR_BULLET = 0.5, 0.35, 0.25
"""Inches: from the margin to the words of the first level, from level to level, room for a bullet. A step holds “(iii)”."""


def with_list_styles(content: str, blocks: list[Node]) -> str:
    """`content.xml` with a style for each list of the tree that it was made of, in their order."""
    lists = list(_lists(blocks, 1))
    if len(lists) != len(_LIST.findall(content)):
        return content
    names = (f"List{number}" for number, _ in enumerate(lists, 1))
    content = _LIST.sub(lambda _: f'<text:list text:style-name="{next(names)}">', _OF_PARAGRAPHS.sub("", content))
    styles = "".join(_style(f"List{number}", node, level) for number, (node, level) in enumerate(lists, 1))
    return content.replace(_END, styles + _END, 1)


def _lists(value: Any, level: int) -> Iterator[tuple[Node, int]]:
    """The lists in reading order, each with its level; in cells and notes levels begin anew."""
    if isinstance(value, list):
        for each in value:
            yield from _lists(each, level)
    elif isinstance(value, dict):
        if value.get("t") in ("BulletList", "OrderedList"):
            yield value, level
            yield from _lists(value["c"], min(level + 1, _LEVELS))
        else:
            yield from _lists(value.get("c"), 1 if value.get("t") in ("Note", "Table") else level)


def _style(name: str, node: Node, level: int) -> str:
    if node["t"] == "BulletList":
        kind, form = "bullet", f'text:style-name="Bullet_20_Symbols" text:bullet-char="{_BULLETS[(level - 1) % 3]}"'
    else:
        start, style, delimiter = node["c"][0]
        before, behind = _AROUND.get(delimiter["t"], ("", "."))
        kind = "number"
        form = (
            f'text:style-name="Numbering_20_Symbols" style:num-format="{_FORMATS.get(style["t"], "1")}" '
            f'text:start-value="{start}" style:num-prefix="{before}" style:num-suffix="{behind}"'
        )
    indent, hanging = f"{_FIRST + _STEP * (level - 1):.2f}in", f"-{_STEP if kind == 'number' else _FOR_BULLET:.2f}in"
    return (
        f'<text:list-style style:name="{name}"><text:list-level-style-{kind} text:level="{level}" {form}>'
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment" fo:text-align="right">'
        f'<style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="{indent}" '
        f'fo:text-indent="{hanging}" fo:margin-left="{indent}"/></style:list-level-properties>'
        f"</text:list-level-style-{kind}></text:list-style>"
    )
