"""Word and OpenDocument through Pandoc, with real styles: headings, quotations, captions, footnotes."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from blueprint.domain.languages import direction
from blueprint.publishing.archives import unzipped, zipped
from blueprint.publishing.book import Book, Chapter, Format
from blueprint.publishing.context import Sheets, Text
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import nodes, rebuilt, words_of
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter import colophon
from blueprint.publishing.office.contents import COLOPHON, FOREWORD, contents
from blueprint.publishing.office.opendocument import completed
from blueprint.publishing.office.reference_doc import reference
from blueprint.publishing.pdf.template_data import chapter_anchor
from blueprint.publishing.phrases import Phrases, phrases

_FRONT = re.compile(rb'(<w:pStyle w:val="(?:Title|Subtitle|Author|Date)" />)(?!\s*<w:bidi)')
_PICTURE_RELATION = re.compile(rb'<Relationship [^>]*/image"[^>]*>')
_NOTES_RELATIONS = "word/_rels/footnotes.xml.rels"


def make_docx(sheets: Sheets) -> bytes:
    """The book for Word, to be edited on."""
    return _made(Format.DOCX, sheets)


def make_odt(sheets: Sheets) -> bytes:
    """The book as OpenDocument, for LibreOffice and others."""
    return _made(Format.ODT, sheets)


def _made(format: Format, sheets: Sheets) -> bytes:
    sheets.tell("Writing the document", 0.6)
    book = sheets.book
    blocks = [*contents(sheets, format), *_blocks(sheets)]
    files = {**sheets.images, "reference": reference(format, sheets.cache)}
    options = ["--reference-doc=reference", "--standalone", "--syntax-highlighting=none", *_front(book)]
    made = dict(unzipped(pandoc.write(blocks, format, *options, files=files, date=int(book.date.timestamp()))))
    if format is Format.DOCX:
        return zipped(_finished(made, direction(book.language)).items())
    alts = [node["c"][1][0]["c"] for node in nodes(blocks) if node["t"] == "Image"]
    content = completed(made["content.xml"].decode(), alts).encode()
    return zipped({**made, "content.xml": content}.items())


def _finished(files: dict[str, bytes], way: str) -> dict[str, bytes]:
    """Word's files with what Pandoc forgets: that what stands before the contents runs this way, too; and that pictures are
    related to the notes as well, where some of them may stand."""
    document, related = files["word/document.xml"], files[_NOTES_RELATIONS]
    front, contents, texts = document.partition(b"<w:sdt>")
    turned = (_FRONT.sub(rb"\1<w:bidi />", front) if way == "rtl" else front) + contents + texts
    pictures = b"".join(_PICTURE_RELATION.findall(files["word/_rels/document.xml.rels"]))
    related = related.replace(b"</Relationships>", pictures + b"</Relationships>")
    return {**files, "word/document.xml": turned, _NOTES_RELATIONS: related}


def _front(book: Book) -> list[str]:
    """Pandoc's options for what stands before the contents: title, authors, date."""
    fields = {"title": book.title, "subtitle": book.subtitle} | _spoken(book)
    fields |= {"date": colophon.date_line(book)}
    authors = [("author", person.name) for person in book.everyone if person.role == "author"]
    return _options([*fields.items(), *authors])


def _spoken(book: Book) -> dict[str, str]:
    return {"lang": book.language, "dir": direction(book.language)}


def _options(fields: Iterable[tuple[str, str]]) -> list[str]:
    """Pandoc's metadata as options; each is one argument, whatever it contains, and plain text for Pandoc."""
    return [f"--metadata={key}:{_plain(value)}" for key, value in fields if value]


def _plain(value: str) -> str:
    """A value that Pandoc takes for a string: it reads `true` and `false` as truth values."""
    return f"{value}\u200b" if value.strip().casefold() in ("true", "false") else value


# -- the whole book as one tree


def _blocks(sheets: Sheets) -> list[Node]:
    """The book's tree in Pandoc's own terms."""
    words, foreword = phrases(sheets.book.language), sheets.foreword
    blocks = [_apart([_head(1, words.foreword, FOREWORD), *foreword.blocks])] if foreword else []
    blocks += [*_chapters(sheets), _head(1, words.colophon, COLOPHON), *_colophon(sheets.book, sheets.digest)]
    lowered: list[Node] = rebuilt(blocks, _lowered)
    return lowered


def _chapters(sheets: Sheets) -> Iterator[Node]:
    book = sheets.book
    for at, (chapter, text) in enumerate(zip(book.chapters, sheets.texts, strict=True)):
        yield _turned(_chapter(book, chapter, chapter_anchor(at), text), chapter.language)


def _chapter(book: Book, chapter: Chapter, anchor: str, text: Text) -> list[Node]:
    words = phrases(chapter.language)
    authors = ", ".join(person.name for person in chapter.contributors if person.role == "author")
    byline = [_styled("Author", [_paragraph(authors)])] if authors else []
    head = _head(1, chapter.title, anchor)
    return [head, *byline, *text.blocks, *_claims(book, chapter, words)]


def _turned(blocks: list[Node], language: str) -> Node:
    return {"t": "Div", "c": [["", [], [["lang", language], ["dir", direction(language)]]], blocks]}


def _claims(book: Book, chapter: Chapter, words: Phrases) -> list[Node]:
    if not chapter.advances:
        return []
    rows = [(f"{book.called(a)}{f' ({words.tension})' if a.tension else ''}", a.rationale) for a in chapter.advances]
    return [_head(2, words.principles), _table((words.principle, words.rationale), rows)]


def _apart(blocks: list[Node]) -> Node:
    """Blocks whose last section ends with them."""
    return {"t": "Div", "c": [["", [], []], blocks]}


def _colophon(book: Book, digest: str) -> list[Node]:
    items = []
    for row in colophon.colophon(book, digest):
        lines = [[_link(line.text, line.to) if line.to else _text(line.text)] for line in row.lines]
        items.append([[_text(row.label)], [[{"t": "Plain", "c": line}] for line in lines]])
    return [{"t": "DefinitionList", "c": items}]


# -- nodes


def _text(words: str) -> Node:
    return {"t": "Str", "c": words}


def _paragraph(words: str) -> Node:
    return {"t": "Para", "c": [_text(words)]}


def _head(level: int, words: str, anchor: str = "") -> Node:
    return {"t": "Header", "c": [level, ["", [], []], [_text(words)]], "id": anchor}


def _link(words: str, to: str) -> Node:
    return {"t": "Link", "c": [["", [], []], [_text(words)], [to, ""]]}


def _styled(style: str, blocks: list[Node]) -> Node:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], blocks]}


def _table(head: tuple[str, str], rows: list[tuple[str, str]]) -> Node:
    def row(cells: tuple[str, str]) -> list[Any]:
        empty: list[Any] = ["", [], []]
        blocks = [[{"t": "Plain", "c": [_text(cell)]}] for cell in cells]
        return [empty, [[empty, {"t": "AlignDefault"}, 1, 1, block] for block in blocks]]

    attributes: list[Any] = ["", [], []]
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in (0.26, 0.74)]
    body = [attributes, 0, [], [row(cells) for cells in rows]]
    return {"t": "Table", "c": [attributes, [None, []], widths, [attributes, [row(head)]], [body], [attributes, []]]}


def _lowered(node: Node) -> list[Node]:
    """What our fields say, said in Pandoc's own terms: numbers in a style of their own, before the words."""
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return [_numbered(node)]
    if kind == "Header":
        return [{"t": kind, "c": [node["c"][0], [node["id"], [], _turn(node)], node["c"][2]]}]
    if kind == "Image" and "alt" in node:
        attributes, _, (name, title) = node["c"]
        return [{"t": kind, "c": [["", [], attributes[2]], [_text(node["alt"])], [name, title]]}]
    return [node]


def _turn(node: Node) -> list[list[str]]:
    return [["dir", node["dir"]]] if "dir" in node else []


def _numbered(node: Node) -> Node:
    inlines = node["c"]
    if "number" in node and words_of(inlines):
        style = [node["id"], [], [["custom-style", "Paragraph Number"]]]
        inlines = [{"t": "Span", "c": [style, [_text(f"{node['number']}\u2002")]]}, *inlines]
    plain: Node = {"t": node["t"], "c": inlines}
    return {"t": "Div", "c": [["", [], _turn(node)], [plain]]} if "dir" in node else plain
