"""HTML through Pandoc: one rendering of a text for the web, the EPUB and the plain page."""

import base64
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from blueprint.domain.languages import direction
from blueprint.publishing.book import Book, Chapter, image_media_type
from blueprint.publishing.cache import NOTHING_KEPT, Cache
from blueprint.publishing.context import Sheets, Text
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import rebuilt, words_of
from blueprint.publishing.markdown.normalize import compose
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter import colophon
from blueprint.publishing.matter.principle_symbols import strip
from blueprint.publishing.phrases import phrases

TEMPLATES = Path(__file__).parent.with_name("templates")


_NOTE = re.compile(r'(id="|href="#)(fn(?:ref)?\d+")')


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; everything put into them is escaped."""
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def chapter_html(chapter: Chapter, addresses: Mapping[str, str], *, prefix: str = "", top: int = 2) -> str:
    """The body of one text as HTML, for a page of our own.

    `addresses` maps the pictures' names in the Markdown to where the page finds them. Numbered paragraphs are
    `<div class="numbered" id="p-…">` and begin with `<a class="number" href="#p-…">`; headings start at level `top`.
    Nothing in it is a script, a style or an event. Raises `Refusal` for what no edition can hold.
    """
    return str(text_html(compose(chapter, addresses, prefix, top=top), addresses, prefix))


def text_html(
    text: Text, addresses: Mapping[str, str], prefix: str = "", deeper: int = 0, cache: Cache = NOTHING_KEPT
) -> Markup:
    """A composed text as HTML that is also well-formed XML; `prefix` keeps footnotes apart in a book."""

    def made() -> bytes:
        lowered = rebuilt(text.blocks, lambda node: _lowered(node, addresses, deeper))
        return pandoc.write(lowered, "html5", "--wrap=none", "--syntax-highlighting=none")

    shown = json.dumps({name: addresses[name] for name in text.pictures})
    html = (cache.kept("html", text.digest, shown, str(deeper), make=made) if text.digest else made()).decode()
    return Markup(_NOTE.sub(rf"\1{prefix}\2", html))  # noqa: S704 - Pandoc has escaped it


def _lowered(node: Node, addresses: Mapping[str, str], deeper: int) -> list[Node]:
    """What our fields say, said in Pandoc's own terms."""
    kind = node["t"]
    if kind in ("Para", "Plain"):
        return [_paragraph(node)]
    if kind == "Header":
        return [{"t": "Header", "c": [min(node["c"][0] + deeper, 6), [node["id"], [], _turn(node)], node["c"][2]]}]
    if kind == "Image":
        return [_image(node, addresses)]
    return [node]


def _paragraph(node: Node) -> Node:
    plain: Node = {"t": node["t"], "c": node["c"]}
    images = [inner for inner in node["c"] if inner["t"] == "Image"]
    if len(images) == 1 and not words_of(node["c"]):
        return _figure(images[0])
    if "number" in node:
        link = {
            "t": "Link",
            "c": [["", ["number"], []], [{"t": "Str", "c": str(node["number"])}], [f"#{node['id']}", ""]],
        }
        inner = {**plain, "c": [link, {"t": "Space"}, *plain["c"]]}
        return {"t": "Div", "c": [[node["id"], ["numbered"], _turn(node)], [inner]]}
    return {"t": "Div", "c": [["", [], _turn(node)], [plain]]} if "dir" in node else plain


def _turn(node: Node) -> list[list[str]]:
    return [["dir", node["dir"]]] if "dir" in node else []


def _image(node: Node, addresses: Mapping[str, str]) -> Node:
    attributes, _, (name, title) = node["c"]
    kept = [[key, value] for key, value in attributes[2] if key == "width"]
    return {"t": "Image", "c": [["", [], kept], [{"t": "Str", "c": node["alt"]}], [addresses[name], title]]}


def _figure(image: Node) -> Node:
    attributes, alt, (address, title) = image["c"]
    caption = [{"t": "Plain", "c": [{"t": "Str", "c": title}]}] if title else []
    bare = {"t": "Image", "c": [attributes, alt, [address, ""]]}
    return {"t": "Figure", "c": [["", [], []], [None, caption], [{"t": "Plain", "c": [bare]}]]}


# -- a page that stands alone


def make_html(sheets: Sheets) -> bytes:
    """The whole book as one page that needs no script, no other file and no network."""
    sheets.tell("Writing the web page", 0.5)
    addresses = {name: data_address(name, data) for name, data in sheets.images.items()}
    foreword, cache = sheets.foreword, sheets.cache
    view = {
        **book_view(sheets.book, sheets.digest),
        "foreword": text_html(foreword, addresses, "f-", cache=cache) if foreword else "",
        "chapters": [chapter_view(sheets, at, addresses, 1) for at in range(len(sheets.texts))],
        "style": Markup((TEMPLATES / "html" / "edition.css").read_text(encoding="utf-8")),  # noqa: S704 - our own
    }
    return templates().get_template("html/page.html").render(view).encode()


def data_address(name: str, data: bytes) -> str:
    """A picture as an address that holds it."""
    return f"data:{image_media_type(name)};base64,{base64.b64encode(data).decode()}"


def book_view(book: Book, digest: str) -> dict[str, Any]:
    """What every template says of the book as a whole."""
    return {
        "book": book,
        "dir": direction(book.language),
        "words": phrases(book.language),
        "edition": colophon.edition_line(book),
        "date": colophon.date_line(book),
        "colophon": colophon.colophon(book, digest),
        "figures": strip(len(book.principles), colophon.advanced(book, book.chapters), 4),
    }


def chapter_view(sheets: Sheets, at: int, addresses: Mapping[str, str], deeper: int = 0) -> dict[str, Any]:
    """What the templates say of one chapter, its headings so many levels `deeper` than 2."""
    book, text, chapter = sheets.book, sheets.texts[at], sheets.book.chapters[at]
    sheets.tell(f"Binding “{chapter.title}”", 0.8)
    claims = [(book.called(a), a.name_language, a.rationale, a.tension) for a in chapter.advances]
    return {
        "id": f"chapter-{at + 1}",
        "mark": str(at + 1) if len(book.chapters) > 1 else "",
        "title": chapter.title,
        "language": chapter.language,
        "dir": direction(chapter.language),
        "byline": ", ".join(person.name for person in chapter.contributors if person.role == "author"),
        "words": phrases(chapter.language),
        "headings": [heading for heading in text.headings if heading.level == 1],
        "body": text_html(text, addresses, f"c{at + 1}-", deeper, sheets.cache),
        "figures": strip(len(book.principles), colophon.advanced(book, (chapter,))),
        "claims": claims,
    }
