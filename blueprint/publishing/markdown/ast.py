"""Walking and transforming Pandoc's tree."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from blueprint.publishing.markdown.pandoc import Node

BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_JOINABLE = frozenset({"Str", "Space"})


def is_node(value: Any) -> bool:
    """Whether this is a node rather than an attribute, a number or a list."""
    return isinstance(value, dict) and "t" in value


def transform(value: Any, rule: Callable[[Node], list[Node]]) -> Any:
    """The tree with every node replaced by what `rule` returns for it, innermost first; a copy."""
    if is_node(value):
        return {**value, "c": transform(value["c"], rule)} if isinstance(value.get("c"), list) else value
    if not isinstance(value, list):
        return value
    result: list[Any] = []
    for item in value:
        if isinstance(item, dict) and "t" in item:
            inside = item.get("c")
            result += rule({**item, "c": transform(inside, rule)} if isinstance(inside, list) else item)
        else:
            result.append(transform(item, rule) if isinstance(item, list) else item)
    return result


def walk(value: Any) -> Iterator[Node]:
    """Every node, outermost first, in reading order."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting += reversed(item)
        elif isinstance(item, dict) and "t" in item:
            yield item
            if isinstance(inside := item.get("c"), list):
                waiting += reversed(inside)


def join_strings(inlines: list[Node]) -> list[Node]:
    """Join adjacent `Str` and `Space` nodes: a tree of sentences has a tenth of the nodes of a tree of words."""
    result: list[Node] = []
    for plain, group in groupby(inlines, lambda node: node["t"] in _JOINABLE):
        nodes = list(group)
        result.extend(_joined(nodes) if plain else nodes)
    return result


def _joined(words: list[Node]) -> list[Node]:
    """Words and spaces as one `Str`; a leading or trailing space remains a node of its own."""
    if len(words) == 1:
        return words
    first, last = (int(words[at]["t"] == "Space") for at in (0, -1))
    text = "".join([word["c"] if word["t"] == "Str" else " " for word in words[first : len(words) - last]])
    return [*words[:first], {"t": "Str", "c": text}, *words[len(words) - last :]]


def plain_text(value: Any) -> str:
    """The visible text of these nodes on one line, formulas as TeX, without footnotes and images."""
    return " ".join("".join(_fragments(value)).split())


def _fragments(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _fragments(item)
    elif is_node(value) and value["t"] not in ("Note", "Image"):
        if value["t"] in ("Str", "Code", "CodeBlock", "Math"):
            yield value["c"] if value["t"] == "Str" else value["c"][1]
        elif value["t"] in BREAKS:
            yield " "
        else:
            yield from _fragments(value.get("c"))
            yield " " if value["t"] in ("Para", "Plain", "Header") else ""
