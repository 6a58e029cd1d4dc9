"""The signs of ordered lists as words: HTML knows no “(a)”, and style sheets that do are not read everywhere."""

from typing import Any

from blueprint.publishing.markdown.lists.signs import ListSign
from blueprint.publishing.markdown.pandoc import Node


def signed(node: Node) -> list[Node]:
    """A list in a division of the class `signed`, whose items begin with a span of the class `sign`.

    Lists with plain numbers and a full stop, which HTML has, stay as they are.
    """
    if node["t"] != "OrderedList":
        return [node]
    (start, style, delimiter), items = node["c"]
    if style["t"] in ("Decimal", "DefaultStyle") and delimiter["t"] in ("Period", "DefaultDelim"):
        return [node]
    first = ListSign(start, style["t"], delimiter["t"])
    written = [first.moved(by).written() for by in range(len(items))]
    plain: list[Any] = [1, {"t": "Decimal"}, {"t": "Period"}]
    content = [_with_sign(item, sign) for item, sign in zip(items, written, strict=True)]
    return [{"t": "Div", "c": [["", ["signed"], []], [{"t": "OrderedList", "c": [plain, content]}]]}]


def _with_sign(item: list[Node], sign: str) -> list[Node]:
    span: Node = {"t": "Span", "c": [["", ["sign"], []], [{"t": "Str", "c": sign}]]}
    if item and item[0]["t"] in ("Para", "Plain"):
        return [{**item[0], "c": [span, {"t": "Space"}, *item[0]["c"]]}, *item[1:]]
    return [{"t": "Plain", "c": [span]}, *item]
