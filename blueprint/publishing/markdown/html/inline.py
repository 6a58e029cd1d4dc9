"""Tags between words: pairs of them become nodes."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from blueprint.publishing.markdown.html.elements import CLASSES, FORMATS, REFUSED, UNDERSTOOD, VOID
from blueprint.publishing.markdown.html.tags import Attributes, HtmlTag, read_tags
from blueprint.publishing.markdown.pandoc import Node

Refuse = Callable[[str], None]
"""Is called with the name of a refused element."""


class _Open(NamedTuple):
    name: str
    attributes: Attributes
    content: list[Node]


def fold_tags(inlines: list[Node], refuse: Refuse) -> list[Node]:
    """The inlines with each pair of tags replaced by its node; what is not closed, or was not opened, is left out."""
    stack = [_Open("", {}, [])]
    for node in inlines:
        if node["t"] != "RawInline" or node["c"][0] != "html":
            stack[-1].content.append(node)
            continue
        for piece in read_tags(node["c"][1]):
            if isinstance(piece, str):
                stack[-1].content.append(_word(piece))
            else:
                _apply(piece, stack, refuse)
    while len(stack) > 1:
        _give_up(stack)
    return stack[0].content


def _apply(tag: HtmlTag, stack: list[_Open], refuse: Refuse) -> None:
    if tag.name in REFUSED:
        if not tag.closes:
            refuse(tag.name)
    elif tag.name not in UNDERSTOOD:
        stack[-1].content.append(_word(tag.source))
    elif tag.name in VOID:
        stack[-1].content.extend(_void(tag))
    elif not tag.closes:
        stack.append(_Open(tag.name, tag.attributes, []))
    elif any(opened.name == tag.name for opened in stack):
        while stack[-1].name != tag.name:
            _give_up(stack)
        closed = stack.pop()
        stack[-1].content.extend(_element(closed))


def _give_up(stack: list[_Open]) -> None:
    """End an element that is not closed: its content stays, without it."""
    content = stack.pop().content
    stack[-1].content.extend(content)


def _element(element: _Open) -> Iterator[Node]:
    name, attributes, content = element
    target = attributes.get("id") or (attributes.get("name", "") if name == "a" else "")
    pairs = [[key, attributes[key]] for key in ("lang", "dir") if attributes.get(key)]
    if name in FORMATS:
        yield {"t": FORMATS[name], "c": content}
    elif name == "a" and attributes.get("href"):
        yield {"t": "Link", "c": [[target, [], []], content, [attributes["href"], ""]]}
    elif name in CLASSES or target or pairs:
        yield {"t": "Span", "c": [[target, [name] if name in CLASSES else [], pairs], content]}
    else:
        yield from content


def _void(tag: HtmlTag) -> Iterator[Node]:
    if tag.name == "br" and not tag.closes:
        yield {"t": "LineBreak"}
    elif tag.name == "img" and not tag.closes:
        yield _image(tag.attributes)


def _image(attributes: Attributes) -> Node:
    alt: list[Any] = [_word(attributes["alt"])] if attributes.get("alt") else []
    width = attributes.get("width", "")
    pairs = [["width", width]] if width.endswith("%") else []
    return {"t": "Image", "c": [["", [], pairs], alt, [attributes.get("src", ""), attributes.get("title", "")]]}


def _word(text: str) -> Node:
    return {"t": "Str", "c": text}
