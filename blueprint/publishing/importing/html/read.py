"""HTML files, through Pandoc; what it would drop in silence is looked at before."""

import base64
import binascii
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as parser

from blueprint.locales import gettext as _
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.findings import NONCHARACTERS, Findings
from blueprint.publishing.importing.html.forms import plain_forms
from blueprint.publishing.importing.html.lists import with_signs
from blueprint.publishing.importing.html.places import with_places
from blueprint.publishing.importing.lost_words import note_lost_words
from blueprint.publishing.importing.page_encoding import read_page
from blueprint.publishing.importing.pictures import Pictures
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.pandoc import Node

Element = Any
"""An element of lxml, which ships no types."""

_UNSEEN = ("script", "style", "template", "noscript")
_EMBEDDED = ("iframe", "object", "embed", "video", "audio", "canvas", "applet")
_IN_LINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "wbr",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)", re.DOTALL)
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*>")
"""The declaration of XML, whose encoding is no longer true of text."""


class HtmlBlocks:
    """The text of an HTML file as Pandoc's blocks, and its images; raises `Refusal` for what is too tangled."""

    def __init__(self, data: bytes, findings: Findings) -> None:
        self._findings, self._pictures = findings, Pictures(findings)
        root = _parsed(data)
        title = " ".join("".join(root.xpath("//head/title//text()")).split())
        self._look_through(root)
        body = root if root.find("body") is None else root.find("body")
        shown = "".join(_shown(body))
        blocks = self._read(etree.tostring(root, encoding="unicode", method="html"))
        if title and not any(block["t"] == "Header" and block["c"][0] == 1 for block in blocks):
            blocks = [{"t": "Header", "c": [1, ["", [], []], [{"t": "Str", "c": title}]]}, *blocks]
        self.blocks = note_lost_words(shown, blocks, findings)
        self.images = self._pictures.found

    def _look_through(self, root: Element) -> None:
        """Take out what readers of the page do not see, and note what is no text."""
        for each in list(root.iter(*_UNSEEN)):
            _drop(each)
        hidden = [each for each in root.iter(etree.Element) if _is_hidden(each)]
        for each in hidden:
            if words := " ".join(each.itertext()).strip():
                said = _("Text that is hidden is not seen on the page either.")
                self._findings.left_out(What.HIDDEN_TEXT, said, words)
            _drop(each)
        for each in list(root.iter(*_EMBEDDED)):
            said = _("Films, sounds and pages inside the page are left out; words that stand in for them are kept.")
            self._findings.left_out(What.EMBEDDED, said, each.get("src") or each.get("data") or "")
        plain_forms(root)
        with_signs(root)
        with_places(root)

    def _read(self, page: str) -> list[Node]:
        try:
            output = pandoc.run(["--sandbox", "-f", "html-native_divs", "-t", "json"], page.encode())
            blocks: list[Node] = pandoc.json_of(output)["blocks"]
        except pandoc.PandocError:
            raise _tangled() from None
        return list(transform(blocks, self._rule))

    def _rule(self, node: Node) -> list[Node]:
        if node["t"] == "Header":
            return [{**node, "bookmarks": (node["c"][1][0],)}]
        if node["t"] == "Image":
            return self._image(node)
        if node["t"] == "Span" and node["c"][0][0]:
            return [*node["c"][1], self._findings.place(node["c"][0][0])]
        if node["t"] == "Span" and "mark" in node["c"][0][1]:
            return [{"t": "Mark", "c": node["c"][1]}]
        return [node]

    def _image(self, node: Node) -> list[Node]:
        _attributes, words, (address, _title) = node["c"]
        description = " ".join(each["c"] for each in words if each["t"] == "Str")
        inside = _DATA.fullmatch(address)
        if inside is None:
            return self._pictures.linked(address, description)
        try:
            data = base64.b64decode(inside[1])
        except (binascii.Error, ValueError):
            data = b""
        return self._pictures.image(data, description)


def _parsed(data: bytes) -> Element:
    """The page as a tree; libxml2 would take one that names its encoding behind its title for Latin-1."""
    text = _DECLARATION.sub("", NONCHARACTERS.sub("\ufffd", read_page(data)))
    try:
        return parser.document_fromstring(text)
    except (etree.LxmlError, ValueError):
        raise _tangled() from None


def _shown(body: Element) -> Iterator[str]:
    """The words of the page, apart where elements that are no part of a line are."""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        yield "" if element.tag in _IN_LINE else " "
        yield (element.text if event == "start" else element.tail) or ""


def _is_hidden(element: Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style") or "") is not None


def _drop(element: Element) -> None:
    """Take an element out; the text behind it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def _tangled() -> Refusal:
    return Refusal(
        "This page cannot be read: it is no HTML, or too tangled.",
        remedy="Open it in a browser, save it again, and try that.",
    )
