"""EPUB 3: a chapter a file, with navigation, accessibility metadata and the fonts that a script needs."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, NamedTuple

from markupsafe import Markup

from blueprint.publishing.archives import zipped
from blueprint.publishing.book import Book, image_media_type
from blueprint.publishing.context import Sheets
from blueprint.publishing.epub.page_list import PageList
from blueprint.publishing.fonts.subset import Embedded, embedded_fonts
from blueprint.publishing.html.render import book_view, chapter_view, templates, text_html
from blueprint.publishing.pdf.render import preview

XHTML = "application/xhtml+xml"


class Part(NamedTuple):
    """A file of the book's folder; `spine` is its place in reading order, None for what is only used."""

    id: str
    name: str
    media_type: str
    data: bytes
    spine: int | None = None
    properties: str = ""


def make_epub(sheets: Sheets) -> bytes:
    """The book as EPUB 3.3; the same bytes for the same book. Its page list is that of the PDF for reading."""
    seen = preview(sheets)
    pages = PageList(seen)
    sheets.tell("Binding the e-book", 0.8)
    fonts = embedded_fonts(sheets.book, sheets.cache, sheets.tell)
    view = _view(sheets, pages)
    parts = [*_pages(view), _style(fonts), _cover(seen.cover), *_pictures(sheets.images), *_fonts(fonts)]
    view["breaks"]["contents"] = pages.before("contents", "nav.xhtml")
    view["page_list"] = pages.entries()
    parts.append(Part("nav", "nav.xhtml", XHTML, _rendered("epub/nav.xhtml", view), properties="nav"))
    view |= {"parts": parts, "spine": sorted((p for p in parts if p.spine is not None), key=lambda p: p.spine or 0)}
    return _zipped([*parts, Part("package", "package.opf", "", _rendered("epub/package.opf", view))])


def _view(sheets: Sheets, pages: PageList) -> dict[str, Any]:
    """What the templates say of the book. The texts come in reading order, and with them the page breaks."""
    book = sheets.book
    languages = dict.fromkeys((book.language, *(chapter.language for chapter in book.chapters)))
    breaks = {"cover": pages.before("cover", "cover.xhtml"), "foreword": pages.before("foreword", "foreword.xhtml")}
    breaks["colophon"] = pages.before("colophon", "colophon.xhtml")
    return {
        **book_view(book, sheets.digest),
        "identifier": identifier(book, sheets.digest),
        "languages": list(languages),
        "pictures": bool(sheets.images),
        "foreword": _foreword(sheets, pages),
        "chapters": [_chapter_view(sheets, at, pages) for at in range(len(sheets.texts))],
        "modified": book.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "breaks": breaks,
    }


def identifier(book: Book, digest: str) -> str:
    """The book's own identifier, or one made of its permalink, edition and content (RFC 4122, version 5)."""
    return book.identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{book.permalink}#{book.edition}-{digest}')}"


def _rendered(template: str, view: dict[str, Any]) -> bytes:
    return templates().get_template(template).render(view).encode()


def _foreword(sheets: Sheets, pages: PageList) -> Markup | None:
    if sheets.foreword is None:
        return None
    body = text_html(sheets.foreword, {name: name for name in sheets.images}, "f-", cache=sheets.cache)
    return pages.marked(_semantic(body), "foreword.xhtml")


def _chapter_view(sheets: Sheets, at: int, pages: PageList) -> dict[str, Any]:
    file = f"chapter-{at + 1:03}.xhtml"
    view = chapter_view(sheets, at, {name: name for name in sheets.images})
    before = pages.before(str(view["id"]), file)
    return view | {"body": pages.marked(_semantic(str(view["body"])), file), "file": file, "before": before}


def _semantic(body: str) -> str:
    """Pandoc's footnotes, told to e-readers too."""
    body = body.replace('role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')
    return body.replace('role="doc-endnotes"', 'role="doc-endnotes" epub:type="endnotes"')


def _pages(view: dict[str, Any]) -> Iterator[Part]:
    yield Part("cover", "cover.xhtml", XHTML, _rendered("epub/cover.xhtml", view), 0, "svg")
    if view["foreword"]:
        page = _rendered("epub/foreword.xhtml", view | {"body": view["foreword"]})
        yield Part("foreword", "foreword.xhtml", XHTML, page, 1)
    for at, chapter in enumerate(view["chapters"]):
        page = _rendered("epub/chapter.xhtml", view | {"chapter": chapter})
        properties = "svg" if chapter["claims"] else ""
        yield Part(f"chapter-{at + 1}", chapter["file"], XHTML, page, at + 2, properties)
    last = len(view["chapters"]) + 2
    yield Part("colophon", "colophon.xhtml", XHTML, _rendered("epub/colophon.xhtml", view), last)


def _cover(picture: bytes) -> Part:
    return Part("cover-image", "cover.png", "image/png", picture, properties="cover-image")


def _style(fonts: list[Embedded]) -> Part:
    return Part("style", "style.css", "text/css", _rendered("epub/style.css", {"fonts": fonts}))


def _pictures(images: Mapping[str, bytes]) -> Iterator[Part]:
    for at, name in enumerate(sorted(images)):
        yield Part(f"image-{at + 1}", name, image_media_type(name), images[name])


def _fonts(fonts: list[Embedded]) -> Iterator[Part]:
    for at, font in enumerate(fonts):
        yield Part(f"font-{at + 1}", font.name, "font/woff", font.data)


def _zipped(parts: list[Part]) -> bytes:
    container = templates().get_template("epub/container.xml").render().encode()
    files = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container)]
    return zipped([*files, *((f"EPUB/{part.name}", part.data) for part in parts)])
