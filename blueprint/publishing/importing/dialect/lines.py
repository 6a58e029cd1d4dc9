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
_BACKTICKS = re.compile("`+")
_EMPHASIS = frozenset({"Strong", "Emph", "Strikeout"})
_ENTITY = re.compile(r"&(?=#?\w+;)")


def guarded(blocks: list[Node]) -> list[Node]:
    """The blocks with words that only look like signs escaped; in tables, where none is read, signs are left alone."""
    result: list[Node] = transform(blocks, _rule)
    return result


def _rule(node: Node) -> list[Node]:
    kind = node["t"]
    if kind == "Str":
        return list(_entities(node["c"])) if "&" in node["c"] and _ENTITY.search(node["c"]) else [node]
    if kind in ("Para", "Plain"):
        return [{**node, "c": list(_lines(node["c"]))}]
    if kind == "Table":
        return [transform([node], _in_table)[0]]
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
    """A cell whose first words are a sign, which Pandoc's writer would escape; what holds “|”, which ends a cell."""
    if node["t"] in ("Math", "Code", "Link"):
        return [_without_bars(node)]
    if node["t"] != "Plain" or not node["c"] or node["c"][0]["t"] not in ("Str", "RawInline"):
        return [node]
    first = node["c"][0]
    text = first["c"] if first["t"] == "Str" else first["c"][1].replace("\\", "")
    return [{**node, "c": [verbatim(text), *node["c"][1:]]}] if _SIGN.fullmatch(text) else [node]


def _without_bars(node: Node) -> Node:
    """A formula, code or a link without a “|” that would end its cell."""
    kind, content = node["t"], node["c"]
    if kind == "Math":
        tex = content[1].replace("\\|", "\\Vert ").replace("|", "\\vert ")
        return {"t": "Math", "c": [{"t": "InlineMath"}, tex]}
    if kind == "Link":
        address, title = content[2]
        return {**node, "c": [*content[:2], [address.replace("|", "%7C"), title]]}
    if "|" not in content[1]:
        return node
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(content[1])), default=0))
    space = " " if content[1][:1] == "`" or content[1][-1:] == "`" else ""
    return verbatim(f"{fence}{space}{content[1]}{space}{fence}".replace("|", "\\|"))
