"""Word and OpenDocument through Pandoc, with real styles: headings, quotations, captions, footnotes."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import Any

from blueprint.domain.languages import direction
from blueprint.publishing import colophon, pandoc
from blueprint.publishing.book import Book, Chapter, Format
from blueprint.publishing.manuscript import run_key
from blueprint.publishing.opendocument import completed
from blueprint.publishing.pandoc import Node
from blueprint.publishing.phrases import Phrases, phrases
from blueprint.publishing.runs import apart
from blueprint.publishing.sheets import Sheets, Text
from blueprint.publishing.splicing import marker, spliced
from blueprint.publishing.tree import nodes, rebuilt, words_of
from blueprint.publishing.zips import unzipped, zipped

_FRONT = re.compile(r'(<w:pStyle w:val="(?:Title|Subtitle|Author|Date)" />)(?!\s*<w:bidi)')

INK, RED = "1B1A17", "B3261E"
SERIF, SANS = "Georgia", "Arial"
"""Families that every word processor finds; a document for editing on carries no fonts."""


def make_docx(sheets: Sheets) -> bytes:
    """The book for Word, to be edited on."""
    sheets.tell("Writing the document", 0.6)
    return _written(Format.DOCX, sheets, _blocks(sheets, _chapters(sheets)), _front(sheets.book))


def make_odt(sheets: Sheets) -> bytes:
    """The book as OpenDocument, for LibreOffice and others; of a large one only the runs that changed are written anew."""
    sheets.tell("Writing the document", 0.6)
    runs = apart(sheets.book)
    texts = [_raw(marker(at)) for at in range(len(runs))] if runs else _chapters(sheets)
    whole = _written(Format.ODT, sheets, _blocks(sheets, texts), _front(sheets.book))
    return spliced(whole, [_run(sheets, run) for run in runs]) if runs else whole


def _run(sheets: Sheets, run: range) -> bytes:
    """Proposals as a text of their own, without what stands before and behind them in the book."""

    def made() -> bytes:
        lowered = rebuilt(_chapters(sheets, run), _lowered)
        return _written(Format.ODT, sheets, lowered, _options(_spoken(sheets.book).items()))

    return sheets.cache.kept("odt", run_key(sheets, run), make=made)


def _written(format: Format, sheets: Sheets, blocks: list[Node], options: list[str]) -> bytes:
    files = dict(sheets.images) | {f"reference.{format}": _reference(format)}
    options = [f"--reference-doc=reference.{format}", "--standalone", *options]
    made = pandoc.write(blocks, format, *options, files=files, date=int(sheets.book.date.timestamp()))
    alts = [node["c"][1][0]["c"] for node in nodes(blocks) if node["t"] == "Image"]
    finishing: dict[str, Callable[[str], str]] = {"content.xml": partial(completed, descriptions=alts)}
    if direction(sheets.book.language) == "rtl":
        finishing["word/document.xml"] = _turned_front
    parts = ((name, finishing.get(name), data) for name, data in unzipped(made))
    return zipped((name, finish(data.decode()).encode() if finish else data) for name, finish, data in parts)


def _turned_front(document: str) -> str:
    """Word's text with what stands before the contents from right to left as well, where Pandoc forgets it."""
    return _FRONT.sub(r"\1<w:bidi />", document)


def _front(book: Book) -> list[str]:
    """Pandoc's options for what stands before the texts: title, authors, date, contents."""
    fields = {"title": book.title, "subtitle": book.subtitle} | _spoken(book)
    fields |= {"date": colophon.date_line(book), "toc-title": phrases(book.language).contents}
    authors = [("author", person.name) for person in book.everyone if person.role == "author"]
    return ["--toc", "--toc-depth=2", *_options([*fields.items(), *authors])]


def _spoken(book: Book) -> dict[str, str]:
    return {"lang": book.language, "dir": direction(book.language)}


def _options(fields: Iterable[tuple[str, str]]) -> list[str]:
    """Pandoc's metadata as options; each is one argument, whatever it contains, and plain text for Pandoc."""
    return [f"--metadata={key}:{_plain(value)}" for key, value in fields if value]


def _plain(value: str) -> str:
    """A value that Pandoc takes for a string: it reads `true` and `false` as truth values."""
    return f"{value}\u200b" if value.strip().casefold() in ("true", "false") else value


# -- the whole book as one tree


def _blocks(sheets: Sheets, texts: list[Node]) -> list[Node]:
    """The book's tree in Pandoc's own terms, with these for its texts."""
    words, foreword = phrases(sheets.book.language), sheets.foreword
    blocks = [_head(1, words.foreword), *foreword.blocks] if foreword else []
    blocks += [*texts, _head(1, words.colophon), *_colophon(sheets.book, sheets.digest)]
    lowered: list[Node] = rebuilt(blocks, _lowered)
    return lowered


def _chapters(sheets: Sheets, run: range | None = None) -> list[Node]:
    """The proposals, or those of a run."""
    book, texts = sheets.book, sheets.texts
    return [
        _turned(_chapter(book, book.chapters[at], f"chapter-{at + 1}", texts[at]), book.chapters[at].language)
        for at in run or range(len(texts))
    ]


def _raw(words: str) -> Node:
    return {"t": "RawBlock", "c": ["opendocument", words]}


def _chapter(book: Book, chapter: Chapter, anchor: str, text: Text) -> list[Node]:
    words = phrases(chapter.language)
    authors = ", ".join(person.name for person in chapter.contributors if person.role == "author")
    byline = [_styled("Author", [_paragraph(authors)])] if authors else []
    head = {**_head(1, chapter.title), "id": anchor}
    return [head, *byline, *text.blocks, *_claims(book, chapter, words)]


def _turned(blocks: list[Node], language: str) -> Node:
    return {"t": "Div", "c": [["", [], [["lang", language], ["dir", direction(language)]]], blocks]}


def _claims(book: Book, chapter: Chapter, words: Phrases) -> list[Node]:
    if not chapter.advances:
        return []
    rows = [(f"{book.called(a)}{f' ({words.tension})' if a.tension else ''}", a.rationale) for a in chapter.advances]
    return [_head(2, words.principles), _table((words.principle, words.rationale), rows)]


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


def _head(level: int, words: str) -> Node:
    return {"t": "Header", "c": [level, ["", [], []], [_text(words)]], "id": ""}


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


# -- styles


@lru_cache(maxsize=4)
def _reference(format: Format) -> bytes:
    """Pandoc's own reference document in our colours and typefaces."""
    given = pandoc.run([f"--print-default-data-file=reference.{format}"], b"")
    return zipped((name, _restyled(name, data)) for name, data in unzipped(given))


_NUMBER_DOCX = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="ParagraphNumber"><w:name w:val="Paragraph Number"/>'
    f'<w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/><w:color w:val="{RED}"/><w:sz w:val="16"/>'
    '<w:szCs w:val="16"/></w:rPr></w:style></w:styles>'
)
_NUMBER_ODT = (
    '<style:style style:name="Paragraph_20_Number" style:display-name="Paragraph Number" style:family="text">'
    f'<style:text-properties fo:color="#{RED}" fo:font-size="8pt" fo:font-family="{SANS}"/></style:style></office:styles>'
)


def _restyled(name: str, data: bytes) -> bytes:
    if name == "word/theme/theme1.xml":
        faces = re.sub(r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{SANS}", data.decode())
        return re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{SERIF}", faces).encode()
    if name == "word/styles.xml":
        text = re.sub(r'<w:color\s+w:val="[0-9A-Fa-f]{6}"[^>]*/>', f'<w:color w:val="{INK}"/>', data.decode())
        text = text.replace('<w:jc w:val="center" />', '<w:jc w:val="start" />')
        return text.replace("</w:styles>", _NUMBER_DOCX).encode()
    if name == "styles.xml":
        return data.decode().replace("</office:styles>", _NUMBER_ODT).encode()
    return data
