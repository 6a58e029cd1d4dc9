"""EPUB 3: a chapter a file, with navigation, accessibility metadata and the fonts that a script needs."""

import uuid
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, NamedTuple

from markupsafe import Markup

from blueprint.publishing.book import Book
from blueprint.publishing.compose import Text
from blueprint.publishing.embedding import Embedded, embedded_fonts
from blueprint.publishing.html import book_view, chapter_view, templates, text_html
from blueprint.publishing.images import media_type
from blueprint.publishing.zips import zipped

XHTML = "application/xhtml+xml"


class Part(NamedTuple):
    """A file of the book's folder; `spine` is its place in reading order, None for what is only used."""

    id: str
    name: str
    media_type: str
    data: bytes
    spine: int | None = None
    properties: str = ""


def make_epub(book: Book, foreword: Text | None, texts: list[Text], images: Mapping[str, bytes], digest: str) -> bytes:
    """The book as EPUB 3.3; the same bytes for the same book."""
    view = book_view(book, digest) | {"identifier": identifier(book, digest), "foreword": foreword}
    chapters = [_chapter_view(book, at, text, images) for at, text in enumerate(texts)]
    languages = dict.fromkeys((book.language, *(chapter.language for chapter in book.chapters)))
    view |= {"languages": list(languages), "pictures": bool(images), "chapters": chapters}
    view |= {"modified": book.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
    fonts = embedded_fonts(book)
    parts = [*_pages(view, foreword, images), _style(fonts), *_pictures(images), *_fonts(fonts)]
    parts.append(Part("nav", "nav.xhtml", XHTML, _rendered("epub/nav.xhtml", view), properties="nav"))
    view |= {"parts": parts, "spine": sorted((p for p in parts if p.spine is not None), key=lambda p: p.spine or 0)}
    return _zipped([*parts, Part("package", "package.opf", "", _rendered("epub/package.opf", view))])


def identifier(book: Book, digest: str) -> str:
    """The book's own identifier, or one made of its permalink, edition and content (RFC 4122, version 5)."""
    return book.identifier or f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{book.permalink}#{book.edition}-{digest}')}"


def _rendered(template: str, view: dict[str, Any]) -> bytes:
    return templates().get_template(template).render(view).encode()


def _chapter_view(book: Book, at: int, text: Text, images: Mapping[str, bytes]) -> dict[str, Any]:
    view = chapter_view(book, at, text, {name: name for name in images})
    notes = (('role="doc-noteref"', 'epub:type="noteref"'), ('role="doc-endnotes"', 'epub:type="endnotes"'))
    body = str(view["body"])
    for role, kind in notes:
        body = body.replace(role, f"{role} {kind}")
    return view | {"body": Markup(body), "file": f"chapter-{at + 1:03}.xhtml"}  # noqa: S704 - Pandoc's, as it was


def _pages(view: dict[str, Any], foreword: Text | None, images: Mapping[str, bytes]) -> Iterator[Part]:
    yield Part("cover", "cover.xhtml", XHTML, _rendered("epub/cover.xhtml", view), 0, "svg")
    if foreword:
        body = text_html(foreword, {name: name for name in images}, "f-")
        yield Part("foreword", "foreword.xhtml", XHTML, _rendered("epub/foreword.xhtml", view | {"body": body}), 1)
    for at, chapter in enumerate(view["chapters"]):
        page = _rendered("epub/chapter.xhtml", view | {"chapter": chapter})
        properties = "svg" if chapter["claims"] else ""
        yield Part(f"chapter-{at + 1}", chapter["file"], XHTML, page, at + 2, properties)
    last = len(view["chapters"]) + 2
    yield Part("colophon", "colophon.xhtml", XHTML, _rendered("epub/colophon.xhtml", view), last)


def _style(fonts: list[Embedded]) -> Part:
    return Part("style", "style.css", "text/css", _rendered("epub/style.css", {"fonts": fonts}))


def _pictures(images: Mapping[str, bytes]) -> Iterator[Part]:
    for at, name in enumerate(sorted(images)):
        yield Part(f"image-{at + 1}", name, media_type(name), images[name])


def _fonts(fonts: list[Embedded]) -> Iterator[Part]:
    for at, font in enumerate(fonts):
        yield Part(f"font-{at + 1}", font.name, "font/woff", font.data)


def _zipped(parts: list[Part]) -> bytes:
    container = templates().get_template("epub/container.xml").render().encode()
    files = [("mimetype", b"application/epub+zip"), ("META-INF/container.xml", container)]
    return zipped([*files, *((f"EPUB/{part.name}", part.data) for part in parts)])
