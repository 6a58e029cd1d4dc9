"""The press: a book in, a file's bytes out; the same bytes for the same book, anywhere and at any time."""

import re
from collections.abc import Mapping
from typing import Any

from blueprint.publishing.book import Book, Chapter, Format, content_hash
from blueprint.publishing.compose import Text, compose
from blueprint.publishing.epub import make_epub
from blueprint.publishing.html import make_html
from blueprint.publishing.office import make_docx, make_odt
from blueprint.publishing.pdf import make_pdf
from blueprint.publishing.refusal import Refusal
from blueprint.publishing.source import clean

LONGEST_TITLE = 500

_NAME = re.compile(r"images/[A-Za-z0-9_-]{1,100}\.(png|jpg|jpeg|gif)")


def make(book: Book, format: Format, images: Mapping[str, bytes]) -> bytes:
    """The book in the format. `images` are the pictures' bytes by their names in the Markdown (`images/<sha256>.png`).

    Raises `Refusal` for anything that would fail the standards or is not let through, with its place.
    """
    book = _cleaned(book)
    _check(book)
    _check_names(images)
    foreword = _foreword(book, images)
    texts = [compose(chapter, images, f"c{at + 1}-") for at, chapter in enumerate(book.chapters)]
    return _MAKERS[format](book, foreword, texts, images, content_hash(book, images))


_MAKERS = {
    Format.PDF: make_pdf,
    Format.EPUB: make_epub,
    Format.DOCX: make_docx,
    Format.ODT: make_odt,
    Format.HTML: make_html,
}


def _cleaned(book: Book) -> Book:
    """The book with nothing in its titles, names and texts that no file can hold."""
    return Book.model_validate(_clean(book.model_dump()))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return tuple(_clean(inner) for inner in value) if isinstance(value, tuple) else value


def _check(book: Book) -> None:
    if not book.chapters:
        raise Refusal("There is nothing in this book yet.", remedy="Add a proposal first.")
    for title in (book.title, *(chapter.title for chapter in book.chapters)):
        if not title.strip():
            raise Refusal("A title is missing.", remedy="Give every text a title.")
        if len(title) > LONGEST_TITLE:
            raise Refusal(
                f"The title “{title[:40]}…” has {len(title):,} characters; there is room for {LONGEST_TITLE}.",
                remedy="Shorten it.",
            )


def _check_names(images: Mapping[str, bytes]) -> None:
    for name in images:
        if not _NAME.fullmatch(name):
            raise Refusal(f"“{name[:60]}” is no name for a picture.", remedy="Name it images/… and .png, .jpg or .gif.")


def _foreword(book: Book, images: Mapping[str, bytes]) -> Text | None:
    if not book.foreword.strip():
        return None
    chapter = Chapter(title="", source="Foreword", markdown=book.foreword, language=book.language)
    return compose(chapter, images, "f-", counted=False)
