"""Word and OpenDocument through Pandoc, with real styles: headings, quotations, captions, footnotes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from blueprint.publishing.archives import unzipped, zipped
from blueprint.publishing.book import Format
from blueprint.publishing.context import Context, PdfPreview
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import plain_text, transform, walk
from blueprint.publishing.markdown.model import Text
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter.book_matter import ChapterMatter, Claim
from blueprint.publishing.matter.colophon import ColophonRow
from blueprint.publishing.office.bookmarks import with_inner_bookmarks
from blueprint.publishing.office.contents import COLOPHON, FOREWORD, contents
from blueprint.publishing.office.odt_lists import with_list_styles
from blueprint.publishing.office.opendocument import complete
from blueprint.publishing.office.picture_size import WIDEST, fit
from blueprint.publishing.office.reference_doc import reference_doc
from blueprint.publishing.office.running_heads import HEADER, turned_head
from blueprint.publishing.office.tables import fitted, in_lines
from blueprint.publishing.office.tables_in_lists import behind_lists
from blueprint.publishing.phrases import Phrases

_FRONT = re.compile(rb'(<w:pStyle w:val="(?:Title|Subtitle|Author|Date)" />)(?!\s*<w:bidi)')
EMU = 12_700
"""English metric units in a point (ECMA-376 part 1, 20.1.10.16)."""
_EXTENT = re.compile(rb'(<(?:wp:extent|a:ext)) cx="(\d+)" cy="(\d+)"')
_INDENTED = re.compile(
    rb'(<w:tblPr>(?:(?!</w:tblPr>).)*?<w:tblW w:type="pct" w:w=")(\d+)("(?:(?!</w:tblPr>).)*?<w:tblInd w:w=")(\d+)',
    re.DOTALL,
)
_COUNTED = re.compile(rb'(<w:numFmt w:val="(?!bullet)[^"]*" />(?:(?!</w:lvl>).)*?w:hanging=")360(")', re.DOTALL)
"""The level of a numbered list, whose signs have a quarter of an inch: “(iii)” needs more."""
_IMAGE_RELATION = re.compile(rb'<Relationship [^>]*/image"[^>]*>')
_NOTES_RELATIONS = "word/_rels/footnotes.xml.rels"


def render_docx(context: Context, preview: PdfPreview) -> bytes:
    """The book for Word, to be edited on; its contents begin with the page numbers of the PDF."""
    return _render(Format.DOCX, context, preview.pages)


def render_odt(context: Context) -> bytes:
    """The book as OpenDocument, for LibreOffice and others."""
    return _render(Format.ODT, context, {})


def _render(format: Format, context: Context, pages: Mapping[str, int]) -> bytes:
    context.progress("Writing the document", 0.6)
    book = context.book
    blocks = [*contents(context, format, pages), *_blocks(context, format)]
    files = {**context.images, "reference": reference_doc(format, context.cache)}
    options = ["--reference-doc=reference", "--standalone", "--syntax-highlighting=none", *_front(context)]
    built = dict(unzipped(pandoc.write(blocks, format, *options, files=files, date=int(book.date.timestamp()))))
    if format is Format.DOCX:
        return zipped(_finished(built, context.matter.direction).items())
    alts = [node["c"][1][0]["c"] for node in walk(blocks) if node["t"] == "Image"]
    content = with_list_styles(behind_lists(complete(built["content.xml"].decode(), alts)), blocks).encode()
    return zipped({**built, "content.xml": content}.items())


def _finished(files: dict[str, bytes], way: str) -> dict[str, bytes]:
    """Word's files with what Pandoc leaves out.

    That is the direction of what is before the contents, pictures that fit the page, bookmarks that LibreOffice keeps, and
    footnotes' relations to images.
    """
    document, related = files["word/document.xml"], files[_NOTES_RELATIONS]
    front, contents, texts = document.partition(b"<w:sdt>")
    turned = (_FRONT.sub(rb"\1<w:bidi />", front) if way == "rtl" else front) + contents + texts
    turned, notes = (
        _INDENTED.sub(_narrowed, _EXTENT.sub(_fitting, part)) for part in (turned, files["word/footnotes.xml"])
    )
    images = b"".join(_IMAGE_RELATION.findall(files["word/_rels/document.xml.rels"]))
    related = related.replace(b"</Relationships>", images + b"</Relationships>")
    return {
        **files,
        "word/document.xml": with_inner_bookmarks(turned),
        "word/footnotes.xml": notes,
        "word/numbering.xml": _COUNTED.sub(rb"\g<1>540\2", files["word/numbering.xml"]),
        HEADER: turned_head(files[HEADER], way),
        _NOTES_RELATIONS: related,
    }


def _fitting(extent: re.Match[bytes]) -> bytes:
    """The size of a picture, smaller where it does not fit the page."""
    width, height = fit(int(extent[2]) / EMU, int(extent[3]) / EMU)
    return b'%s cx="%d" cy="%d"' % (extent[1], width * EMU, height * EMU)


def _narrowed(table: re.Match[bytes]) -> bytes:
    """The properties of a table in a list, which may be as wide as the page's text less its indent."""
    width = int(table[2]) * (1 - int(table[4]) / (20 * WIDEST))
    return b"%s%d%s%s" % (table[1], width, table[3], table[4])


def _front(context: Context) -> list[str]:
    """Pandoc's options for what is before the contents: title, authors, date."""
    book, matter = context.book, context.matter
    fields = {"title": book.title, "subtitle": book.subtitle, "lang": book.language, "dir": matter.direction}
    authors = [("author", person.name) for person in book.everyone if person.role == "author"]
    return _options([*fields.items(), ("date", matter.date_line), *authors])


def _options(fields: Iterable[tuple[str, str]]) -> list[str]:
    """Pandoc's metadata as options, each one argument."""
    return [f"--metadata={key}:{_plain(value)}" for key, value in fields if value]


def _plain(value: str) -> str:
    """A value that Pandoc takes for a string: it reads `true` and `false` as truth values."""
    return f"{value}\u200b" if value.strip().casefold() in ("true", "false") else value


# -- the whole book as one tree


def _blocks(context: Context, format: Format) -> list[Node]:
    """The book as nodes that Pandoc knows."""
    words, foreword = context.matter.words, context.foreword
    blocks = [_apart([_head(1, words.foreword, FOREWORD), *foreword.blocks])] if foreword else []
    for matter, text in zip(context.matter.chapters, context.texts, strict=True):
        spoken = [["lang", matter.language], ["dir", matter.direction]]
        blocks.append({"t": "Div", "c": [["", [], spoken], _chapter(matter, text)]})
    blocks += [_head(1, words.colophon, COLOPHON), *_colophon(context.matter.colophon)]
    lowered: list[Node] = transform(blocks, lambda node: _to_pandoc(node, format))
    return lowered


def _chapter(matter: ChapterMatter, text: Text) -> list[Node]:
    byline = [_styled("Author", [_paragraph(matter.byline)])] if matter.byline else []
    head = {"t": "Header", "c": [1, ["", [], []], list(text.title) or [_text(matter.title)]], "id": matter.anchor}
    return [head, *byline, *text.blocks, *_principles(matter.claims, matter.words)]


def _principles(claims: Sequence[Claim], words: Phrases) -> list[Node]:
    if not claims:
        return []
    rows = [([_text(_claimed(claim, words))], [_text(claim.rationale), *_evidence(claim, words)]) for claim in claims]
    return [_head(2, words.principles), _table(([_text(words.principle)], [_text(words.rationale)]), rows)]


def _claimed(claim: Claim, words: Phrases) -> str:
    return f"{claim.name} ({words.tension})" if claim.tension else claim.name


def _evidence(claim: Claim, words: Phrases) -> list[Node]:
    """The paragraphs that show a claim, each a link."""
    links: list[Node] = []
    for label, anchor in claim.evidence:
        links += [_text(", " if links else f" {words.paragraph} "), _link(label, f"#{anchor}")]
    return links


def _apart(blocks: list[Node]) -> Node:
    """Blocks whose last section ends with them."""
    return {"t": "Div", "c": [["", [], []], blocks]}


def _colophon(rows: Sequence[ColophonRow]) -> list[Node]:
    items = []
    for row in rows:
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


def _table(head: tuple[list[Node], list[Node]], rows: list[tuple[list[Node], list[Node]]]) -> Node:
    def row(cells: tuple[list[Node], list[Node]]) -> list[Any]:
        empty: list[Any] = ["", [], []]
        blocks = [[{"t": "Plain", "c": cell}] for cell in cells]
        return [empty, [[empty, {"t": "AlignDefault"}, 1, 1, block] for block in blocks]]

    attributes: list[Any] = ["", [], []]
    widths = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": share}] for share in (0.26, 0.74)]
    body = [attributes, 0, [], [row(cells) for cells in rows]]
    return {"t": "Table", "c": [attributes, [None, []], widths, [attributes, [row(head)]], [body], [attributes, []]]}


def _to_pandoc(node: Node, format: Format) -> list[Node]:
    """A normalised node as Pandoc knows it: paragraph numbers become words in a character style."""
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return [_numbered(node)]
    if kind == "Table":
        return [fitted(node, format)]
    if kind == "Header":
        return [{"t": kind, "c": [node["c"][0], [node["id"], [], _direction(node)], node["c"][2]]}]
    if kind == "Note" and format is Format.ODT:
        return [{"t": kind, "c": transform(node["c"], in_lines)}]
    if kind == "Math":
        return [{"t": kind, "c": node["c"]}]
    if kind == "Image" and "alt" in node:
        attributes, _, (name, title) = node["c"]
        return [{"t": kind, "c": [["", [], attributes[2]], [_text(node["alt"])], [name, title]]}]
    return [node]


def _direction(node: Node) -> list[list[str]]:
    return [["dir", node["dir"]]] if "dir" in node else []


def _place(node: Node) -> Node:
    """A bookmark, on the number where the paragraph has one."""
    if "number" not in node:
        return {"t": "Span", "c": [[node["id"], [], []], []]}
    style = [node["id"], [], [["custom-style", "Paragraph Number"]]]
    return {"t": "Span", "c": [style, [_text(f"{node['number']}\u2002")]]}


def _numbered(node: Node) -> Node:
    inlines = node["c"]
    if "id" in node and plain_text(inlines):
        inlines = [_place(node), *inlines]
    plain: Node = {"t": node["t"], "c": inlines}
    return {"t": "Div", "c": [["", [], _direction(node)], [plain]]} if "dir" in node else plain
