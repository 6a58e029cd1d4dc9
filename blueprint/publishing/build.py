"""Building a file: a book in, bytes out; deterministic, whatever the process, the time zone and the state of the cache."""

import contextlib
import gc
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from blueprint.publishing.book import Book, Chapter, Format, book_hash, serialize
from blueprint.publishing.cache import NO_CACHE, Cache
from blueprint.publishing.context import Context
from blueprint.publishing.epub.render import render_epub
from blueprint.publishing.errors import NoGlyph, Refusal
from blueprint.publishing.fonts.coverage import glyph_refusal
from blueprint.publishing.html.render import render_html
from blueprint.publishing.limits import refuse_unbuildable
from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.decode import replace_unprintable
from blueprint.publishing.markdown.model import Heading, Text
from blueprint.publishing.markdown.normalize import normalize
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter.book_matter import book_matter
from blueprint.publishing.office.render import render_docx, render_odt
from blueprint.publishing.pdf.render import preview_pdf, render_pdf
from blueprint.publishing.progress import Progress, no_progress

READING_SHARE = 0.4
"""The share of the work that reading the texts is."""

_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}


def build_file(
    book: Book,
    format: Format,
    images: Mapping[str, bytes],
    *,
    cache: Cache = NO_CACHE,
    progress: Progress = no_progress,
) -> bytes:
    """The book in the format. `images` are the images' bytes by their names in the Markdown (`images/<sha256>.png`).

    What did not change since it was last built comes from the `cache`. Raises `Refusal`, with its place, for anything that
    would fail the standards or is not allowed in an edition.
    """
    digests = [f"{name} {hashlib.sha256(images[name]).hexdigest()}" for name in sorted(images)]
    with _without_garbage_collection():
        book = Book.model_validate(_printable(book.model_dump()))
        inputs = (format, serialize(book), *digests)
        return cache.get_or_build("file", *inputs, build=lambda: _built(book, format, images, cache, progress))


def _built(book: Book, format: Format, images: Mapping[str, bytes], cache: Cache, progress: Progress) -> bytes:
    refuse_unbuildable(book, format)
    context = _context(book, _used(book, images), cache, progress)
    try:
        return _rendered(context, format)
    except NoGlyph as missing:
        raise glyph_refusal(missing.characters, book) from None


def _rendered(context: Context, format: Format) -> bytes:
    match format:
        case Format.PDF:
            return render_pdf(context)
        case Format.EPUB:
            return render_epub(context, preview_pdf(context))
        case Format.DOCX:
            return render_docx(context, preview_pdf(context))
        case Format.ODT:
            return render_odt(context)
        case Format.HTML:
            return render_html(context)


@contextlib.contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Disable Python's cyclic garbage collector: a text is a tree of a million small objects without cycles, and looking
    through it again and again is 15 % of the computing of a long book."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _printable(value: Any) -> Any:
    """A book's values without characters that no file can hold."""
    if type(value) is str:  # and no enumeration's member
        return replace_unprintable(value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    return tuple(_printable(inner) for inner in value) if isinstance(value, tuple) else value


# -- context


def _context(book: Book, images: Mapping[str, bytes], cache: Cache, progress: Progress) -> Context:
    names = {name: _safe_name(name, data) for name, data in images.items()}
    texts = []
    for at, chapter in enumerate(book.chapters):
        progress(f"Reading “{chapter.title}”", READING_SHARE * at / len(book.chapters))
        texts.append(_text(chapter, names, f"c{at + 1}-", cache))
    foreword = _text(book.foreword_text, names, "f-", cache, counted=False) if book.foreword.strip() else None
    files = {names[name]: data for name, data in images.items()}
    digest = book_hash(book, images)
    return Context(book, book_matter(book, digest, texts), foreword, texts, files, digest, cache, progress)


def _text(chapter: Chapter, names: Mapping[str, str], prefix: str, cache: Cache, *, counted: bool = True) -> Text:
    """The normalised text, its images under their safe names; of the chapter only what the text depends on is its key."""
    own = [chapter.title, chapter.markdown, chapter.language, chapter.paragraphs, chapter.dialect]
    shown = {name: safe for name, safe in names.items() if name in chapter.markdown}
    key = json.dumps([own, prefix, counted, shown])

    def build() -> bytes:
        text = normalize(chapter, names, prefix, counted=counted)
        written = [text.blocks, list(text.title)]
        blocks, title = transform(written, lambda node: [_renamed(node, names)]) if shown else written
        return json.dumps([blocks, text.headings, title], ensure_ascii=False).encode()

    blocks, headings, title = json.loads(cache.get_or_build("text", key, build=build))
    digest = hashlib.sha256(key.encode()).hexdigest()
    return Text(blocks, tuple(Heading(*heading) for heading in headings), digest, tuple(shown.values()), title)


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    if node["t"] != "Image":
        return node
    attributes, words, (name, title) = node["c"]
    return {**node, "c": [attributes, words, [names[name], title]]}


def _used(book: Book, images: Mapping[str, bytes]) -> dict[str, bytes]:
    """The images whose names occur in the book's texts."""
    texts = (book.foreword, *(chapter.markdown for chapter in book.chapters))
    return {name: data for name, data in images.items() if any(name in text for text in texts)}


def _safe_name(name: str, data: bytes) -> str:
    """The image's name in the built file: a hash of its bytes, whatever the uploader called it."""
    for signature, extension in _SIGNATURES.items():
        if data.startswith(signature):
            return f"images/{hashlib.sha256(data).hexdigest()}.{extension}"
    raise Refusal(f"“{name[:60]}” is not a picture that books can show.", remedy="Use a PNG, JPEG or GIF picture.")
