"""The press: a book in, a file's bytes out; the same bytes for the same book, anywhere and at any time."""

import contextlib
import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from blueprint.publishing.book import Book, Format, Kind, content_hash, told
from blueprint.publishing.cache import NOTHING_KEPT, Cache
from blueprint.publishing.context import Sheets, Tell, silent
from blueprint.publishing.epub.render import make_epub
from blueprint.publishing.errors import Refusal
from blueprint.publishing.html.render import make_html
from blueprint.publishing.markdown.decode import clean
from blueprint.publishing.office.render import make_docx, make_odt
from blueprint.publishing.pdf.render import make_pdf
from blueprint.publishing.texts import composed

LONGEST, MOST_LINES = 1_000_000, 100_000
"""Characters and lines of one text: some 500 pages."""

LONGEST_TITLE = 500

READ = 0.4
"""The share of the work that reading the texts is."""

_MAKERS: dict[Format, Callable[[Sheets], bytes]] = {
    Format.PDF: make_pdf,
    Format.EPUB: make_epub,
    Format.DOCX: make_docx,
    Format.ODT: make_odt,
    Format.HTML: make_html,
}

_MARKS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}


def make(
    book: Book, format: Format, images: Mapping[str, bytes], *, cache: Cache = NOTHING_KEPT, tell: Tell = silent
) -> bytes:
    """The book in the format. `images` are the pictures' bytes by their names in the Markdown (`images/<sha256>.png`).

    What did not change since it was last made comes from the `cache`; `tell` hears what is being done. Raises
    `Refusal` for anything that would fail the standards or is not let through, with its place.
    """
    pictures = [f"{name} {hashlib.sha256(images[name]).hexdigest()}" for name in sorted(images)]
    with _uncollected():
        book = _cleaned(book)
        given = (format, told(book), *pictures)
        return cache.kept("file", *given, make=lambda: _made(book, format, images, cache, tell))


def _made(book: Book, format: Format, images: Mapping[str, bytes], cache: Cache, tell: Tell) -> bytes:
    _check(book, format)
    images = _used(book, images)
    names = {name: _safe_name(name, data) for name, data in images.items()}
    texts = []
    for at, chapter in enumerate(book.chapters):
        tell(f"Reading “{chapter.title}”", READ * at / len(book.chapters))
        texts.append(composed(chapter, names, f"c{at + 1}-", cache))
    foreword = composed(book.foreword_text, names, "f-", cache, counted=False) if book.foreword.strip() else None
    files = {names[name]: data for name, data in images.items()}
    sheets = Sheets(book, foreword, texts, files, content_hash(book, images), cache, tell)
    return _MAKERS[format](sheets)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: a text is a tree of a million small things without circles, and looking through it
    again and again, as it grows, takes ten times as long as reading it."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _cleaned(book: Book) -> Book:
    """The book with nothing in its titles, names and texts that no file can hold."""
    return Book.model_validate(_clean(book.model_dump()))


def _clean(value: Any) -> Any:
    if type(value) is str:  # and no enumeration's member
        return clean(value)
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    return tuple(_clean(inner) for inner in value) if isinstance(value, tuple) else value


def _check(book: Book, format: Format) -> None:
    if book.kind is Kind.REDLINE and (format is not Format.PDF or not book.since):
        raise Refusal("What changed can be shown as a PDF, since an earlier edition.", remedy="Choose PDF.")
    if not book.chapters:
        raise Refusal("There is nothing in this book yet.", remedy="Add a proposal first.")
    for chapter in book.chapters:
        letters, lines = len(chapter.markdown), chapter.markdown.count("\n")
        if letters > LONGEST or lines > MOST_LINES:
            said = f"This text has {letters:,} characters and {lines:,} lines"
            said += f"; there is room for {LONGEST:,} and {MOST_LINES:,}."
            raise Refusal(said, file=chapter.name, remedy="Divide it into several texts.")
    for title in (book.title, *(chapter.title for chapter in book.chapters)):
        if not title.strip():
            raise Refusal("A title is missing.", remedy="Give every text a title.")
        if len(title) > LONGEST_TITLE:
            raise Refusal(
                f"The title “{title[:40]}…” has {len(title):,} characters; there is room for {LONGEST_TITLE}.",
                remedy="Shorten it.",
            )


def _used(book: Book, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures whose names occur in the book's texts."""
    texts = (book.foreword, *(chapter.markdown for chapter in book.chapters))
    return {name: data for name, data in images.items() if any(name in text for text in texts)}


def _safe_name(name: str, data: bytes) -> str:
    """What the picture is called in the file we make, whatever a stranger called it."""
    for mark, ending in _MARKS.items():
        if data.startswith(mark):
            return f"images/{hashlib.sha256(data).hexdigest()}.{ending}"
    raise Refusal(f"“{name[:60]}” is not a picture that books can show.", remedy="Use a PNG, JPEG or GIF picture.")
