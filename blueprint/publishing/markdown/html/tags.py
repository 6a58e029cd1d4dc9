"""A piece of HTML as tags and words."""

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import NamedTuple

Attributes = Mapping[str, str]


class HtmlTag(NamedTuple):
    """A start tag, or an end tag (`closes`); `source` is how it is written."""

    name: str
    closes: bool
    attributes: Attributes
    source: str


def read_tags(html: str) -> list[HtmlTag | str]:
    """Tags and words in order; comments, declarations and processing instructions are left out."""
    reader = _TagReader()
    reader.feed(html)
    reader.close()
    return reader.pieces


class _TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[HtmlTag | str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in reversed(attrs)}
        self.pieces.append(HtmlTag(tag, False, attributes, self.get_starttag_text() or f"<{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(HtmlTag(tag, True, {}, f"</{tag}>"))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
