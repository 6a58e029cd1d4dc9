"""EPUB 3: a chapter a file, with navigation, accessibility metadata and the fonts that a script needs."""

import json
import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC
from itertools import count
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from blueprint.publishing.archives import zipped
from blueprint.publishing.book import Book, image_media_type, serialize
from blueprint.publishing.context import Context, PdfPreview
from blueprint.publishing.epub.chapter_files import anchor_files, chapter_files
from blueprint.publishing.epub.footnotes import popup_footnotes, with_note_types
from blueprint.publishing.epub.navigation import navigation_entries
from blueprint.publishing.epub.page_list import PageList
from blueprint.publishing.fonts.subset import EmbeddedFont, embedded_fonts
from blueprint.publishing.html.render import book_view, chapter_view, template_environment, text_html

XHTML = "application/xhtml+xml"
_PROPERTIES = {"svg": b"<svg", "mathml": b"<math"}
"""What a page holds, as its manifest item has to say (EPUB 3.3, section D.6)."""


class ManifestItem(NamedTuple):
    """An item of the package's manifest; `spine` is its place in reading order, None when it is not in the spine."""

    id: str
    name: str
    media_type: str
    data: bytes
    spine: int | None = None
    properties: str = ""


def render_epub(context: Context, preview: PdfPreview) -> bytes:
    """The book as EPUB 3.3; the same bytes for the same book. Its page list is that of the PDF for reading."""
    pages = PageList(preview)
    context.progress("Binding the e-book", 0.8)
    fonts = _embedded(context)
    view = _view(context, pages)
    parts = [*_pages(view), _style(fonts), _cover(preview.cover), *_images(context.images), *_fonts(fonts)]
    view["breaks"]["contents"] = pages.before("contents", "nav.xhtml")
    view["page_list"] = pages.entries()
    parts.append(ManifestItem("nav", "nav.xhtml", XHTML, _rendered("epub/nav.xhtml", view), properties="nav"))
    view |= {"parts": parts, "spine": sorted((p for p in parts if p.spine is not None), key=lambda p: p.spine or 0)}
    return _zipped([*parts, ManifestItem("package", "package.opf", "", _rendered("epub/package.opf", view))])


def _embedded(context: Context) -> list[EmbeddedFont]:
    book, matter = context.book, context.matter
    shown = serialize(book, {"kind"}) + json.dumps(matter, ensure_ascii=False)
    tags = {book.language, *(chapter.language for chapter in book.chapters)}
    return embedded_fonts(tags, shown, context.cache, context.progress)


def _view(context: Context, pages: PageList) -> dict[str, Any]:
    """The templates' variables. Page breaks are inserted as a side effect, in reading order."""
    book = context.book
    languages = dict.fromkeys((book.language, *(chapter.language for chapter in book.chapters)))
    breaks = {"cover": pages.before("cover", "cover.xhtml"), "foreword": pages.before("foreword", "foreword.xhtml")}
    breaks["colophon"] = pages.before("colophon", "colophon.xhtml")
    return {
        **book_view(context),
        "identifier": identifier(book, context.digest),
        "languages": list(languages),
        "has_images": bool(context.images),
        "foreword": _foreword(context, pages),
        "chapters": [_chapter_view(context, at, pages) for at in range(len(context.texts))],
        "modified": book.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "breaks": breaks,
    }


def identifier(book: Book, digest: str) -> str:
    """The book's own identifier, or one made of its permalink, edition and content (RFC 4122, version 5)."""
    return book.identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{book.permalink}#{book.edition}-{digest}')}"


def _rendered(template: str, view: dict[str, Any]) -> bytes:
    return template_environment().get_template(template).render(view).encode()


def _foreword(context: Context, pages: PageList) -> Markup | None:
    if context.foreword is None:
        return None
    body = text_html(context.foreword, {name: name for name in context.images}, "f-", cache=context.cache)
    return pages.marked(popup_footnotes(body), "foreword.xhtml")


def _chapter_view(context: Context, at: int, pages: PageList) -> dict[str, Any]:
    view = chapter_view(context, at, {name: name for name in context.images})
    heading = with_note_types(str(escape(view["heading"])))
    files = chapter_files(with_note_types(str(view["body"])), at + 1, heading)
    before = pages.before(str(view["id"]), files[0].name)
    places = anchor_files(files)
    bodies = [(file.name, pages.marked(file.body, file.name)) for file in files]
    return view | {
        "heading": Markup(heading),  # noqa: S704 - Pandoc's, or escaped
        "bodies": bodies,
        "headings": navigation_entries(view["headings"], places),
        "evidence_files": places,
        "file": files[0].name,
        "before": before,
    }


def _pages(view: dict[str, Any]) -> Iterator[ManifestItem]:
    yield ManifestItem("cover", "cover.xhtml", XHTML, _rendered("epub/cover.xhtml", view), 0, "svg")
    if view["foreword"]:
        page = _rendered("epub/foreword.xhtml", view | {"body": view["foreword"]})
        yield ManifestItem("foreword", "foreword.xhtml", XHTML, page, 1)
    places = count(2)
    for chapter in view["chapters"]:
        for at, (name, body) in enumerate(chapter["bodies"]):
            part = {"chapter": chapter, "body": body, "first": at == 0, "last": at == len(chapter["bodies"]) - 1}
            page = _rendered("epub/chapter.xhtml", view | part)
            properties = " ".join(kind for kind, sign in _PROPERTIES.items() if sign in page)
            yield ManifestItem(name.removesuffix(".xhtml"), name, XHTML, page, next(places), properties)
    last = next(places)
    yield ManifestItem("colophon", "colophon.xhtml", XHTML, _rendered("epub/colophon.xhtml", view), last)


def _cover(image: bytes) -> ManifestItem:
    return ManifestItem("cover-image", "cover.png", "image/png", image, properties="cover-image")


def _style(fonts: list[EmbeddedFont]) -> ManifestItem:
    return ManifestItem("style", "style.css", "text/css", _rendered("epub/style.css", {"fonts": fonts}))


def _images(images: Mapping[str, bytes]) -> Iterator[ManifestItem]:
    for at, name in enumerate(sorted(images)):
        yield ManifestItem(f"image-{at + 1}", name, image_media_type(name), images[name])


def _fonts(fonts: list[EmbeddedFont]) -> Iterator[ManifestItem]:
    for at, font in enumerate(fonts):
        yield ManifestItem(f"font-{at + 1}", font.name, f"font/{font.name.rpartition('.')[2]}", font.data)


def _zipped(parts: list[ManifestItem]) -> bytes:
    container = template_environment().get_template("epub/container.xml").render().encode()
    files = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container)]
    return zipped([*files, *((f"EPUB/{part.name}", part.data) for part in parts)])
