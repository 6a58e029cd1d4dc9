"""The table of contents of a Word or OpenDocument file: links, inside an index that word processors can update.

Pandoc's own is empty until somebody updates it. A word processor then lists the headings, with their pages.
"""

import hashlib
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from blueprint.domain.languages import direction
from blueprint.publishing.book import Format
from blueprint.publishing.context import Context
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter.contents import contents_depth

FOREWORD, COLOPHON = "foreword", "colophon"
"""Anchors of what is no chapter."""

_WORD = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents" /><w:docPartUnique /></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>",
    '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true" /></w:r><w:r><w:instrText xml:space="preserve">'
    'TOC \\o "1-{deepest}" \\h \\z \\u</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate" /></w:r>',
    '<w:r><w:fldChar w:fldCharType="end" /></w:r>',
    "</w:sdtContent></w:sdt>",
)
"""What opens the index, begins and ends the field within it, and closes it (ECMA-376, 17.5.2 and 17.16)."""

_PAGE = (
    '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF '
    '{0} \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{1}</w:t></w:r><w:r>'
    '<w:fldChar w:fldCharType="end"/></w:r>'
)
LONGEST_BOOKMARK = 40
_ENTRY = (
    '<text:table-of-content-entry-template text:outline-level="{0}" text:style-name="Contents_20_{0}">'
    "<text:index-entry-link-start/><text:index-entry-text/>"
    '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
    "<text:index-entry-link-end/></text:table-of-content-entry-template>"
)
_OPEN = (
    '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="{deepest}">'
    '<text:index-title-template text:style-name="Contents_20_Heading">{title}</text:index-title-template>'
    "{templates}</text:table-of-content-source><text:index-body>"
    '<text:index-title text:name="Contents_Head">'
)
_CLOSE = "</text:index-body></text:table-of-content>"
"""An index in OpenDocument 1.3, part 3, 8.3."""


class _ContentsEntry(NamedTuple):
    level: int
    words: str
    anchor: str
    language: str


def contents(context: Context, format: Format, pages: Mapping[str, int]) -> list[Node]:
    """The contents as Pandoc's nodes, as deep as `contents_depth` says.

    For Word with the `pages` of the anchors, until it counts its own.
    """
    entries = list(_entries(context))
    deepest = contents_depth(context.texts) + 1
    title = context.matter.words.contents
    if format is Format.DOCX:
        opened, begun, ended, closed = (_raw("openxml", words.format(deepest=deepest)) for words in _WORD)
        items = [_entry(f"toc {entry.level}", entry) for entry in entries]
        for item, entry in zip(items, entries, strict=True):
            _within(item).append(_page(entry.anchor, pages))
        _within(items[0]).insert(0, {**begun, "t": "RawInline"})
        _within(items[-1]).append({**ended, "t": "RawInline"})
        return [opened, _title("TOC Heading", title), *items, closed]
    templates = "".join(_ENTRY.format(level) for level in range(1, deepest + 1))
    opened = _raw("opendocument", _OPEN.format(title=escape(title, quote=False), deepest=deepest, templates=templates))
    title_nodes = [opened, _title("Contents Heading", title), _raw("opendocument", "</text:index-title>")]
    return [
        *title_nodes,
        *(_entry(f"Contents {entry.level}", entry) for entry in entries),
        _raw("opendocument", _CLOSE),
    ]


def _entries(context: Context) -> Iterator[_ContentsEntry]:
    language, words, depth = context.book.language, context.matter.words, contents_depth(context.texts)
    if context.foreword:
        yield _ContentsEntry(1, words.foreword, FOREWORD, language)
    for chapter, text in zip(context.matter.chapters, context.texts, strict=True):
        yield _ContentsEntry(1, chapter.title, chapter.anchor, chapter.language)
        for heading in text.headings:
            if heading.level <= depth:
                yield _ContentsEntry(heading.level + 1, heading.title, heading.anchor, chapter.language)
    yield _ContentsEntry(1, words.colophon, COLOPHON, language)


def _raw(format: str, words: str) -> Node:
    return {"t": "RawBlock", "c": [format, words]}


def _title(style: str, words: str) -> Node:
    return _styled(style, [{"t": "Str", "c": words}])


def _entry(style: str, entry: _ContentsEntry) -> Node:
    link = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": entry.words}], [f"#{entry.anchor}", ""]]}
    spoken = [["lang", entry.language], ["dir", direction(entry.language)]]
    return {"t": "Div", "c": [["", [], spoken], [_styled(style, [link])]]}


def _page(anchor: str, pages: Mapping[str, int]) -> Node:
    """A tab, and the number of the page of an anchor as a field."""
    return {"t": "RawInline", "c": ["openxml", _PAGE.format(bookmark_name(anchor), pages.get(anchor, ""))]}


def bookmark_name(anchor: str) -> str:
    """What Pandoc calls an anchor in Word, whose names have at most 40 characters and begin with a letter."""
    if len(anchor) <= LONGEST_BOOKMARK and anchor[:1].isalpha():
        return anchor
    return "X" + hashlib.sha1(anchor.encode(), usedforsecurity=False).hexdigest()[1:]


def _styled(style: str, inentries: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": inentries}]]}


def _within(items: Node) -> list[Node]:
    """The text of an entry."""
    inentries: list[Node] = items["c"][1][0]["c"][1][0]["c"]
    return inentries
