"""The beginnings of lines, escaped where words would be read as a sign of Markdown that Pandoc's writer overlooks."""

import re
from collections.abc import Iterator

from blueprint.publishing.importing.dialect.nodes import verbatim
from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.pandoc import Node

_SIGN = re.compile(r"(\(?)(\d{1,9}|[A-Za-z]|[ivxlcdm]+|[IVXLCDM]+)([.)])")
"""What begins an item of a list, when a space is behind it."""
_INITIAL = re.compile(r"[A-Z]\.")
"""An initial: with one space behind it, it begins no list."""
_PUNCTUATION = re.compile(r"[-+*]|#{1,6}|:+|~{3,}|-{3,}|\*{3,}|_{3,}|=+|\+{3}")
_EMPHASIS = frozenset({"Strong", "Emph", "Strikeout"})
_ENTITY = re.compile(r"&(?=#?\w+;)")


def guarded(blocks: list[Node]) -> list[Node]:
    """The blocks with words that only look like signs escaped; in tables, where none is read, signs are left alone."""
    result: list[Node] = transform(blocks, _rule)
    return result


def _rule(node: Node) -> list[Node]:
    if node["t"] in ("Para", "Plain"):
        return [{**node, "c": list(_lines(node["c"]))}]
    if node["t"] == "Table":
        return [transform([node], _in_table)[0]]
    if node["t"] == "Str" and _ENTITY.search(node["c"]):
        return list(_entities(node["c"]))
    return [node]


def _entities(text: str) -> Iterator[Node]:
    """Text in which an ampersand begins no reference to a character."""
    for at, piece in enumerate(_ENTITY.split(text)):
        if at:
            yield verbatim("\\&")
        if piece:
            yield {"t": "Str", "c": piece}


def _lines(inlines: list[Node], at_start: bool = True) -> Iterator[Node]:
    """The inlines with the first word of each line escaped where it looks like a sign, within emphasis too."""
    for at, node in enumerate(inlines):
        behind = inlines[at + 1]["t"] if at + 1 < len(inlines) else "LineBreak"
        if at_start and node["t"] == "Str" and behind in ("Space", "LineBreak", "SoftBreak"):
            yield _escaped(node)
        elif node["t"] in _EMPHASIS:
            yield {**node, "c": list(_lines(node["c"], at_start=False))}
        else:
            yield node
        at_start = node["t"] in ("LineBreak", "SoftBreak")


def _escaped(node: Node) -> Node:
    text = node["c"]
    if (sign := _SIGN.fullmatch(text)) and (sign[1] or sign[3] == ")" or not _INITIAL.fullmatch(text)):
        return verbatim(f"\\{text}" if sign[1] else f"{sign[2]}\\{sign[3]}")
    if _PUNCTUATION.fullmatch(text):
        return verbatim("".join(f"\\{character}" for character in text))
    return node


def _in_table(node: Node) -> list[Node]:
    """A cell whose first words are a sign, which Pandoc's writer would escape."""
    if node["t"] != "Plain" or not node["c"] or node["c"][0]["t"] not in ("Str", "RawInline"):
        return [node]
    first = node["c"][0]
    text = first["c"] if first["t"] == "Str" else first["c"][1].replace("\\", "")
    return [{**node, "c": [verbatim(text), *node["c"][1:]]}] if _SIGN.fullmatch(text) else [node]
