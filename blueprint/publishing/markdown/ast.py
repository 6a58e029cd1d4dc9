"""Walking Pandoc's tree."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from blueprint.publishing.markdown.pandoc import Node

BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
PLAIN = frozenset({"Str", "Space"})


def is_node(value: Any) -> bool:
    """Whether this is a node rather than an attribute, a number or a list."""
    return isinstance(value, dict) and "t" in value


def rebuilt(value: Any, rule: Callable[[Node], list[Node]]) -> Any:
    """The tree with every node replaced by what `rule` makes of it, innermost first; `value` itself is not changed."""
    if is_node(value):
        return {**value, "c": rebuilt(value["c"], rule)} if isinstance(value.get("c"), list) else value
    if not isinstance(value, list):
        return value
    made: list[Any] = []
    for item in value:
        if is_node(item):
            made.extend(rule(rebuilt(item, rule)))
        else:
            made.append(rebuilt(item, rule))
    return made


def nodes(value: Any) -> Iterator[Node]:
    """Every node within, outermost first, in reading order."""
    if is_node(value):
        yield value
        yield from nodes(value.get("c"))
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def merged(inlines: list[Node]) -> list[Node]:
    """Neighbouring words made one, with the spaces between them: shaping sees them whole, and a tree of sentences is a
    tenth of a tree of words."""
    made: list[Node] = []
    for plain, group in groupby(inlines, lambda node: node["t"] in PLAIN):
        nodes = list(group)
        made.extend(sentence(nodes) if plain else nodes)
    return made


def sentence(words: list[Node]) -> list[Node]:
    """Words and spaces as one string; a space before the first or after the last stays a node of its own."""
    if len(words) == 1:
        return words
    first, last = (int(words[at]["t"] == "Space") for at in (0, -1))
    said = "".join([word["c"] if word["t"] == "Str" else " " for word in words[first : len(words) - last]])
    return [*words[:first], {"t": "Str", "c": said}, *words[len(words) - last :]]


def words_of(value: Any) -> str:
    """What a reader sees of these nodes in one line, footnotes and pictures aside."""
    return " ".join("".join(_pieces(value)).split())


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _pieces(item)
    elif is_node(value) and value["t"] not in ("Note", "Image"):
        if value["t"] in ("Str", "Code", "CodeBlock"):
            yield value["c"] if value["t"] == "Str" else value["c"][1]
        elif value["t"] in BREAKS:
            yield " "
        else:
            yield from _pieces(value.get("c"))
            yield " " if value["t"] in ("Para", "Plain", "Header") else ""
