"""Emphasis that can be written: its signs are read as such only beside certain characters (CommonMark 0.31.2, 6.2)."""

import unicodedata
from typing import Any

from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.pandoc import Node

_KINDS = frozenset({"Strong", "Emph", "Strikeout"})
_HOLDERS = frozenset({"Para", "Plain", "Header", "Link", "Underline", "Superscript", "Subscript"})
_RULED = _HOLDERS | _KINDS


def writable(blocks: list[Node]) -> list[Node]:
    """The blocks with punctuation moved out of emphasis where its sign would stand between it and a letter."""
    result: list[Node] = transform(blocks, _rule)
    return result


def _rule(node: Node) -> list[Node]:
    if node["t"] not in _RULED:
        return [node]
    at = {"Header": 2, "Link": 1}.get(node["t"])
    if at is None:
        return [{**node, "c": _fitted(node["c"])}]
    content: list[Any] = list(node["c"])
    content[at] = _fitted(content[at])
    return [{**node, "c": content}]


def _fitted(inlines: list[Node]) -> list[Node]:
    if not any(node["t"] in _KINDS for node in inlines):
        return inlines
    result: list[Node] = []
    for at, node in enumerate(inlines):
        if node["t"] not in _KINDS:
            result.append(node)
        elif result and result[-1]["t"] in _KINDS:
            result += node["c"]
        else:
            behind = _first(inlines[at + 1]) if at + 1 < len(inlines) else " "
            result += _between(_last(result[-1]) if result else " ", node, behind)
    return result


def _between(before: str, node: Node, behind: str) -> list[Node]:
    """The emphasis without what may not be at its ends: punctuation beside a letter."""
    inner = list(node["c"])
    outer_before: list[Node] = []
    outer_behind: list[Node] = []
    while inner and _is_letter(before) and _is_punctuation(_first(inner[0])):
        if inner[0]["t"] != "Str":
            return list(node["c"])
        outer_before.append({"t": "Str", "c": inner[0]["c"][0]})
        before, inner = inner[0]["c"][0], _without(inner, 0, inner[0]["c"][1:])
    while inner and _is_letter(behind) and _is_punctuation(_last(inner[-1])):
        if inner[-1]["t"] != "Str":
            return list(node["c"])
        outer_behind.insert(0, {"t": "Str", "c": inner[-1]["c"][-1]})
        behind, inner = inner[-1]["c"][-1], _without(inner, -1, inner[-1]["c"][:-1])
    return [*outer_before, *([{**node, "c": inner}] if inner else []), *outer_behind]


def _without(inner: list[Node], at: int, text: str) -> list[Node]:
    rest = [{"t": "Str", "c": text}] if text else []
    return rest + inner[1:] if at == 0 else inner[:-1] + rest


def _first(node: Node) -> str:
    """The character that the node's Markdown begins with; a space for what is apart."""
    if node["t"] == "Str":
        return str(node["c"])[:1]
    return " " if node["t"] in ("Space", "SoftBreak", "LineBreak") else "*"


def _last(node: Node) -> str:
    if node["t"] == "Str":
        return str(node["c"])[-1:]
    return " " if node["t"] in ("Space", "SoftBreak", "LineBreak") else "*"


def _is_letter(character: str) -> bool:
    return not character.isspace() and not _is_punctuation(character)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
