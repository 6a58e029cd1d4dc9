"""How the runs of a paragraph look, as nested nodes: neighbours that look the same become one."""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from blueprint.publishing.importing.dialect.nodes import SPACE, no_attributes
from blueprint.publishing.markdown.pandoc import Node

_SPACES = frozenset({"Space", "LineBreak"})


class Look(NamedTuple):
    """The formatting of a run that the dialect has, the outermost first; `link` is an address."""

    link: str = ""
    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    underlined: bool = False
    marked: bool = False
    raised: bool = False
    lowered: bool = False
    code: bool = False


PLAIN = Look()
_KINDS = ("Link", "Strong", "Emph", "Strikeout", "Underline", "Mark", "Superscript", "Subscript", "Code")


class Inline(NamedTuple):
    """A node and how it looks."""

    node: Node
    look: Look = PLAIN


def nested(inlines: Iterable[Inline]) -> list[Node]:
    """The nodes, wrapped in what they look like; a picture that is fixed within a word follows it."""
    inlines = list(_whole_words(list(inlines)))
    if all(each.look == PLAIN for each in inlines):
        return list(joined(each.node for each in inlines))
    bridged = _bridged(inlines)
    return _nested(bridged, [level for level in range(len(_KINDS)) if any(each.look[level] for each in bridged)])


def _whole_words(inlines: list[Inline]) -> Iterator[Inline]:
    """The inlines, with pictures between two letters of a word moved behind it."""
    waiting: list[Inline] = []
    for at, each in enumerate(inlines):
        if each.node["t"] == "Image" and _is_within_word(inlines, at):
            waiting.append(each)
            continue
        if waiting and each.node["t"] != "Str":
            yield from (Inline(SPACE), *waiting)
            waiting.clear()
        yield each
    if waiting:
        yield from (Inline(SPACE), *waiting)


def _is_within_word(inlines: list[Inline], at: int) -> bool:
    """Whether letters of a script that has spaces between words are before and behind this place."""
    texts = [each.node["c"] if each.node["t"] == "Str" else "" for each in inlines[max(at - 1, 0) : at + 2]]
    sides = (texts[0][-1:], texts[2][:1]) if 0 < at < len(inlines) - 1 else ("", "")
    return all(side.isalpha() and unicodedata.east_asian_width(side) not in ("W", "F") for side in sides)


def _bridged(inlines: list[Inline]) -> list[Inline]:
    """Spaces look like what is on both sides of them, whatever their own run says."""
    result = list(inlines)
    behind = PLAIN
    for at in range(len(inlines) - 1, -1, -1):
        if inlines[at].node["t"] not in _SPACES:
            behind = inlines[at].look
        else:
            result[at] = Inline(inlines[at].node, behind)
    before = PLAIN
    for at, each in enumerate(result):
        if each.node["t"] not in _SPACES:
            before = each.look
        else:
            look = _shared(before, each.look)
            result[at] = Inline(each.node, look._replace(code=False) if each.node["t"] == "LineBreak" else look)
    return result


def _shared(one: Look, other: Look) -> Look:
    """What two looks have in common."""
    if one == other:
        return one
    common = {name: getattr(one, name) for name in Look._fields if getattr(one, name) == getattr(other, name)}
    return Look(**common)


def _nested(inlines: list[Inline], levels: list[int]) -> list[Node]:
    """The nodes in what they look like; `levels` are the places in `Look` that say something, the outermost first."""
    if not levels:
        return list(joined(each.node for each in inlines))
    level, *deeper = levels
    result: list[Node] = []
    for look, group in groupby(inlines, key=lambda each: each.look[level]):
        inner = _nested(list(group), deeper)
        result += _wrapped(_KINDS[level], str(look), inner) if look else inner
    return list(joined(result))


def _wrapped(kind: str, look: str, inner: list[Node]) -> Iterator[Node]:
    """The nodes in a wrapper, but for the spaces at both ends."""
    first = next((at for at, node in enumerate(inner) if node["t"] not in _SPACES), len(inner))
    last = next((at for at in range(len(inner), first, -1) if inner[at - 1]["t"] not in _SPACES), first)
    yield from inner[:first]
    if last > first:
        yield _wrapper(kind, look, inner[first:last])
    yield from inner[last:]


def _wrapper(kind: str, look: str, inner: list[Node]) -> Node:
    if kind == "Link":
        return {"t": kind, "c": [no_attributes(), inner, [look, ""]]}
    if kind == "Code":
        return {"t": kind, "c": [no_attributes(), "".join(map(_letters, inner))]}
    return {"t": kind, "c": inner}


def _letters(node: Node) -> str:
    return str(node["c"]) if node["t"] == "Str" else " "


def joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with adjacent words made one, so that they are escaped as one, and adjacent spaces."""
    before: Any = None
    for node in nodes:
        if before is None:
            before = node
        elif before["t"] == node["t"] == "Str":
            before = {"t": "Str", "c": before["c"] + node["c"]}
        elif not (before["t"] == node["t"] == "Space"):
            yield before
            before = node
    if before is not None:
        yield before
