"""The contents of a Word or OpenDocument file: links that are there at once, in an index that word processors can renew.

Pandoc's own are empty until someone has them renewed. What a word processor lists then are the headings, with their pages.
"""

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from blueprint.domain.languages import direction
from blueprint.publishing.book import Format
from blueprint.publishing.context import Sheets
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.pdf.template_data import chapter_anchor
from blueprint.publishing.phrases import phrases

FOREWORD, COLOPHON = "foreword", "colophon"
"""The anchors of what is not a proposal."""

_WORD = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents" /><w:docPartUnique /></w:docPartObj>'
    "</w:sdtPr><w:sdtContent>",
    '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true" /></w:r><w:r><w:instrText xml:space="preserve">'
    'TOC \\o "1-2" \\h \\z \\u</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate" /></w:r>',
    '<w:r><w:fldChar w:fldCharType="end" /></w:r>',
    "</w:sdtContent></w:sdt>",
)
"""What opens the index, begins and ends the field within it, and closes it (ECMA-376, 17.5.2 and 17.16)."""

_ENTRY = (
    '<text:table-of-content-entry-template text:outline-level="{0}" text:style-name="Contents_20_{0}">'
    "<text:index-entry-link-start/><text:index-entry-text/>"
    '<text:index-entry-tab-stop style:type="right" style:leader-char="."/><text:index-entry-page-number/>'
    "<text:index-entry-link-end/></text:table-of-content-entry-template>"
)
_OPEN = (
    '<text:table-of-content text:name="Contents"><text:table-of-content-source text:outline-level="2">'
    '<text:index-title-template text:style-name="Contents_20_Heading">{}</text:index-title-template>'
    f"{_ENTRY.format(1)}{_ENTRY.format(2)}</text:table-of-content-source><text:index-body>"
    '<text:index-title text:name="Contents_Head">'
)
_CLOSE = "</text:index-body></text:table-of-content>"
"""An index in OpenDocument 1.3, part 3, 8.3."""


class _Line(NamedTuple):
    level: int
    words: str
    anchor: str
    language: str


def contents(sheets: Sheets, format: Format) -> list[Node]:
    """The contents as Pandoc's nodes, two levels deep."""
    book, lines = sheets.book, list(_lines(sheets))
    title = phrases(book.language).contents
    if format is Format.DOCX:
        opened, begun, ended, closed = (_raw("openxml", words) for words in _WORD)
        listed = [_listed(f"toc {line.level}", line) for line in lines]
        _within(listed[0]).insert(0, {**begun, "t": "RawInline"})
        _within(listed[-1]).append({**ended, "t": "RawInline"})
        return [opened, _titled("TOC Heading", title), *listed, closed]
    opened = _raw("opendocument", _OPEN.format(escape(title)))
    titled = [opened, _titled("Contents Heading", title), _raw("opendocument", "</text:index-title>")]
    return [*titled, *(_listed(f"Contents {line.level}", line) for line in lines), _raw("opendocument", _CLOSE)]


def _lines(sheets: Sheets) -> Iterator[_Line]:
    book, words = sheets.book, phrases(sheets.book.language)
    if sheets.foreword:
        yield _Line(1, words.foreword, FOREWORD, book.language)
    for at, (chapter, text) in enumerate(zip(book.chapters, sheets.texts, strict=True)):
        yield _Line(1, chapter.title, chapter_anchor(at), chapter.language)
        for heading in text.headings:
            if heading.level == 1:
                yield _Line(2, heading.title, heading.anchor, chapter.language)
    yield _Line(1, words.colophon, COLOPHON, book.language)


def _raw(format: str, words: str) -> Node:
    return {"t": "RawBlock", "c": [format, words]}


def _titled(style: str, words: str) -> Node:
    return _styled(style, [{"t": "Str", "c": words}])


def _listed(style: str, line: _Line) -> Node:
    link = {"t": "Link", "c": [["", [], []], [{"t": "Str", "c": line.words}], [f"#{line.anchor}", ""]]}
    spoken = [["lang", line.language], ["dir", direction(line.language)]]
    return {"t": "Div", "c": [["", [], spoken], [_styled(style, [link])]]}


def _styled(style: str, inlines: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": inlines}]]}


def _within(listed: Node) -> list[Node]:
    """The words of a line."""
    inlines: list[Node] = listed["c"][1][0]["c"][1][0]["c"]
    return inlines
