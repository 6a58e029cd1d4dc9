"""An allow-list sanitiser of Pandoc's tree: only harmless nodes of what strangers wrote pass.

The tree is rebuilt node by node. Unknown nodes are refused; attributes other than a heading's id, a language, a direction, a
width and an alternative text are dropped; HTML is shown as text; links lead to the web, to an address or into the text
itself; images are uploaded ones, by name. Every block gets the `line` on which it begins in the source, for refusals and
for paragraph numbers.
"""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown.ast import join_strings
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.markdown.task_items import with_box

DEEPEST = 60
"""Nodes within nodes, wrappers aside; a list item is two deep, a quotation in it one more."""

MOST_LEVELS = 24
"""Lists and quotations within each other: Typst sets 28 of them, and gives up at 32."""

NESTING_BLOCKS = frozenset({"BulletList", "OrderedList", "BlockQuote"})
BLOCKS = frozenset({
    "Plain", "Para", "LineBlock", "CodeBlock", "BlockQuote", "OrderedList", "BulletList", "DefinitionList", "Header",
    "HorizontalRule", "Table", "Figure", "Div",
})  # fmt: skip
INLINES = frozenset({
    "Str", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Quoted", "Code", "Space",
    "SoftBreak", "LineBreak", "Link", "Image", "Note", "Span",
})  # fmt: skip
WORDS = frozenset({"Str", "Space", "SoftBreak"})
HTML = frozenset({"RawBlock", "RawInline"})
KNOWN = BLOCKS | INLINES | HTML
SCHEMES = frozenset({"http", "https", "mailto", "tel"})

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_WIDTH = re.compile(r"\d{1,3}(\.\d{1,2})?%")
_POSITION = re.compile(r"(\d+):\d+-")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]+")
_ALLOWED_ATTRIBUTES = {
    "lang": _LANGUAGE,
    "dir": re.compile("ltr|rtl"),
    "width": _WIDTH,
    "alt": re.compile(".*", re.DOTALL),
}


def sanitize(
    blocks: list[Node], images: Collection[str], file: str = "", refusals: list[Refusal] | None = None
) -> list[Node]:
    """The blocks, harmless; raises `Refusal` at the first thing that is not allowed.

    With a list, refused links and images are appended to it instead, and skipped.
    """
    sanitized: list[Node] = _Sanitizer(images, file, refusals).each(blocks, 1, 0)
    return sanitized


def lines_of(attributes: list[list[str]]) -> list[int]:
    """The source lines (from 1) of an attribute list's `data-pos`, in order: the last, since a table in a list has two."""
    positions = next((value for key, value in reversed(attributes) if key == "data-pos"), "")
    return sorted(int(line) for line in _POSITION.findall(positions))


def _positions(inline: Node) -> list[list[str]]:
    """The attributes with an inline's source position: its own, or those of the span that was around it."""
    found: list[list[str]] = inline.get("pos") or (inline["c"][0][2] if inline["t"] == "Span" else [])
    return found


def _with_boxes(kind: str, content: list[Any]) -> list[Any]:
    """The content of a list with the boxes of its tasks."""
    if kind == "BulletList":
        return [with_box(item) for item in content]
    return [content[0], [with_box(item) for item in content[1]]]


class _Sanitizer:
    def __init__(self, images: Collection[str], file: str, refusals: list[Refusal] | None) -> None:
        self.images, self.file, self.refusals, self.levels = images, file, refusals, 0

    def report(self, refusal: Refusal) -> None:
        if self.refusals is None:
            raise refusal
        self.refusals.append(refusal)

    def refuse(self, sentence: str, line: int, remedy: str) -> Refusal:
        return Refusal(sentence, file=self.file, line=line, remedy=remedy)

    def each(self, value: Any, line: int, depth: int) -> Any:
        """A node's content with every node in it sanitised."""
        if not isinstance(value, list):
            return value
        allowed: list[Any] = []
        words = 0
        for item in value:
            if isinstance(item, dict) and item.get("t") in WORDS:  # nine tenths of all nodes
                allowed.append({"t": item["t"], "c": str(item["c"])} if "c" in item else {"t": item["t"]})
                words += 1
            elif isinstance(item, dict) and item.get("t") in KNOWN:
                allowed.extend(self.node(item, line, depth))
            elif isinstance(item, dict) and "c" in item and not str(item.get("t")).startswith("ColWidth"):
                raise self.refuse(f"There is something here that no edition can hold ({item.get('t')}).", line, "")
            else:
                allowed.append(self.each(item, line, depth))
        return join_strings(allowed) if words > 1 else allowed

    def node(self, node: Node, line: int, depth: int) -> list[Node]:
        kind, content = node["t"], node.get("c")
        if kind in HTML:
            return self.html(kind, node["c"], line)
        if kind in ("Div", "Span", "Header", "CodeBlock", "Code", "Link", "Image", "Table", "Figure"):
            return self.attributed(node, line, depth)
        if kind == "DefinitionList":
            return self.definitions(content or [], line, depth)
        self.levels += kind in NESTING_BLOCKS
        if depth > DEEPEST or self.levels > MOST_LEVELS:
            raise self.refuse("Lists and quotations are nested too deeply here.", line, "Make the structure flatter.")
        fresh = {"t": kind} if content is None else {"t": kind, "c": self.each(content, line, depth + 1)}
        if kind in ("BulletList", "OrderedList"):
            fresh["c"] = _with_boxes(kind, fresh["c"])
        self.levels -= kind in NESTING_BLOCKS
        return [{**fresh, "line": line} if kind in BLOCKS else fresh]

    def html(self, kind: str, content: list[str], line: int) -> list[Node]:
        """HTML as text, as the reading view shows it; comments are dropped.

        `<br>` becomes a line break: Markdown has no other in a table's cell.
        """
        if content[0] != "html":
            raise self.refuse(f"There is code here that no edition can hold ({content[0]}).", line, "Remove it.")
        if content[1].lstrip().startswith("<!--"):
            return []
        if kind == "RawInline" and _BREAK.fullmatch(content[1]):
            return [{"t": "LineBreak"}]
        if kind == "RawInline":
            return [{"t": "Str", "c": content[1]}]
        return [{"t": "CodeBlock", "c": [["", [], []], content[1].rstrip("\n")], "line": line}]

    def definitions(self, items: list[Any], line: int, depth: int) -> list[Node]:
        """Terms as paragraphs in bold, each before its definitions: numbered like any other, as in the reading view."""
        result: list[Node] = []
        for term, definitions in items:
            at = next(iter(lines_of(_positions(term[0]))), line) if term else line
            strong = {"t": "Strong", "c": self.each(term, at, depth + 1)}
            result.append({"t": "Para", "c": [strong], "line": at})
            for definition in definitions:
                result += self.each(definition, at, depth + 1)
        return result

    def attributed(self, node: Node, line: int, depth: int) -> list[Node]:
        """A node with attributes; a wrapper that only carries a source position is replaced by its content."""
        where = 1 if node["t"] == "Header" else 0
        content = list(node["c"])
        identifier, _, pairs = content[where]
        line = next(iter(lines_of(pairs)), line)
        if ["wrapper", "1"] in pairs:
            return list(self.each(content[1], line, depth))
        if depth > DEEPEST:
            raise self.refuse("Lists and quotations are nested too deeply here.", line, "Make the structure flatter.")
        content[where] = [
            identifier if node["t"] == "Header" else "",
            [],
            [[k, v] for k, v in pairs if k in _ALLOWED_ATTRIBUTES and _ALLOWED_ATTRIBUTES[k].fullmatch(v)],
        ]
        rest = [part if at == where else self.each(part, line, depth + 1) for at, part in enumerate(content)]
        if node["t"] in ("Div", "Span") and not content[where][2]:
            return list(rest[1])
        fresh: Node = {"t": node["t"], "c": rest, "line": line}
        if node["t"] == "Link":
            return self.link(fresh)
        return [self.image(fresh) if node["t"] == "Image" else fresh]

    def link(self, node: Node) -> list[Node]:
        """A link, or only its words when it leads to a page relative to this one, which no file has."""
        target = _IGNORED.sub("", node["c"][2][0])
        if target.startswith("#"):
            return [node]
        if not self.leads_out(target, node["line"]):
            return list(node["c"][1])
        node["c"][2] = [target, node["c"][2][1]]
        return [node]

    def leads_out(self, target: str, line: int) -> bool:
        if not _SCHEME.match(target):
            return False
        try:
            parts = urlsplit(target)
        except ValueError:
            return False
        if parts.scheme.lower() in SCHEMES:
            return bool(parts.netloc or parts.path) and (parts.scheme not in ("http", "https") or bool(parts.netloc))
        sentence = f"A link here leads to “{target[:40]}”, which is not allowed."
        self.report(self.refuse(sentence, line, "Link to a web page (https://…) or an email address (mailto:…)."))
        return False

    def image(self, node: Node) -> Node:
        name = node["c"][2][0]
        if name not in self.images:
            sentence = f"The picture “{name[:60]}” is not among the uploaded ones."
            remedy = "Upload the picture and insert it from there, or remove it."
            self.report(self.refuse(sentence, node["line"], remedy))
        return node
