"""HTML that is a block of its own: read by Pandoc, after everything but words and harmless elements is taken out."""

from collections.abc import Iterator
from html import escape

from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.html.elements import BLOCKS, CLASSES, FORMATS, REFUSED, SEPARATORS, UNDERSTOOD, VOID
from blueprint.publishing.markdown.html.inline import Refuse
from blueprint.publishing.markdown.html.tags import HtmlTag, read_tags
from blueprint.publishing.markdown.pandoc import Node

_READER = "html-native_spans-raw_html-tex_math_dollars-line_blocks"
_WRITTEN = BLOCKS | CLASSES | frozenset(FORMATS)
_ATTRIBUTES = {
    "a": ("href", "id", "name"), "img": ("src", "alt", "title", "width"), "td": ("colspan", "rowspan", "align"),
    "th": ("colspan", "rowspan", "align"), "ol": ("start", "type"),
}  # fmt: skip


def read_html_blocks(sources: list[str]) -> list[list[Node]]:
    """The blocks of each piece of HTML, which holds only what `harmless` lets through; one run of Pandoc for all."""
    if not any(sources):
        return [[] for _ in sources]
    parts = (f"<div id='piece-{at}'>{source}</div>" for at, source in enumerate(sources))
    answer = pandoc.run(["--sandbox", "-f", _READER, "-t", "json"], "\n".join(parts).encode())
    return [[_paragraph(inner) for inner in block["c"][1]] for block in pandoc.json_of(answer)["blocks"]]


def _paragraph(block: Node) -> Node:
    """A block whose words are a paragraph, where they are in no element of their own."""
    if block["t"] == "Div":
        return {"t": "Div", "c": [["", [], []], [_paragraph(inner) for inner in block["c"][1]]]}
    return {**block, "t": "Para"} if block["t"] == "Plain" else block


def harmless(html: str, refuse: Refuse) -> str:
    """The HTML with every understood element balanced, all others left out; empty when it has neither words nor pictures.

    Elements without a shape in Markdown (`div`, `aside`) become the borders of paragraphs.
    """
    pieces = read_tags(html)
    if not any(isinstance(piece, str) and piece.strip() for piece in pieces) and not any(
        isinstance(piece, HtmlTag) and (piece.name == "img" or piece.name not in UNDERSTOOD) for piece in pieces
    ):
        return ""
    return "".join(_balanced(pieces, refuse))


def _balanced(pieces: list[HtmlTag | str], refuse: Refuse) -> Iterator[str]:
    opened: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            yield escape(piece, quote=False)
        elif piece.name in REFUSED:
            if not piece.closes:
                refuse(piece.name)
        elif piece.name not in UNDERSTOOD:
            yield escape(piece.source, quote=False)
        elif piece.name in VOID:
            yield "" if piece.closes else _start(piece)
        elif not piece.closes:
            opened.append(piece.name)
            yield _start(piece)
        elif piece.name in opened:
            yield from _closed(opened, piece.name)
    while opened:
        yield _end(opened.pop())


def _closed(opened: list[str], name: str) -> Iterator[str]:
    """End tags up to that of the innermost element of this name."""
    while True:
        last = opened.pop()
        yield _end(last)
        if last == name:
            return


def _start(tag: HtmlTag) -> str:
    if tag.name in SEPARATORS:
        return "<div>"
    if tag.name not in _WRITTEN and tag.name not in ("a", "br", "img"):
        return ""
    allowed = _ATTRIBUTES.get(tag.name, ())
    return "".join(
        [
            "<",
            tag.name,
            *(f' {name}="{escape(tag.attributes[name])}"' for name in allowed if name in tag.attributes),
            ">",
        ]
    )


def _end(name: str) -> str:
    if name in SEPARATORS:
        return "</div>"
    return f"</{name}>" if name in _WRITTEN or name == "a" else ""
