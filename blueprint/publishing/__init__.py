"""Publishing: Markdown through Pandoc into PDF (by Typst), EPUB, Word, OpenDocument and HTML. No database.

`make` makes a file of a book; `chapter_html` the body of one text for a page; `read_word`, `read_markdown` and
`check_image` look at what people upload. All say no with a `Refusal`. What one of them needs is imported when it is first
asked for: a fresh process that makes one file reads no pictures and no Word documents.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from blueprint.publishing.book import Advance, Book, Chapter, Contributor, Format, Kind, book_of, content_hash, told
from blueprint.publishing.refusal import Refusal

if TYPE_CHECKING:
    from blueprint.publishing.checklist import Finding, check_list
    from blueprint.publishing.html import chapter_html
    from blueprint.publishing.images import ImageInfo, check_image
    from blueprint.publishing.numbering import numbered
    from blueprint.publishing.press import make
    from blueprint.publishing.source import read_markdown
    from blueprint.publishing.word import WordText, read_word

_LATER = {
    "checklist": ("Finding", "check_list"),
    "html": ("chapter_html",),
    "images": ("ImageInfo", "check_image"),
    "numbering": ("numbered",),
    "press": ("make",),
    "source": ("read_markdown",),
    "word": ("WordText", "read_word"),
}
_HOMES = {name: module for module, names in _LATER.items() for name in names}


def __getattr__(name: str) -> Any:
    """What is imported when it is first asked for (PEP 562); from then on it is here."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found


__all__ = [
    "Advance",
    "Book",
    "Chapter",
    "Contributor",
    "Finding",
    "Format",
    "ImageInfo",
    "Kind",
    "Refusal",
    "WordText",
    "book_of",
    "chapter_html",
    "check_image",
    "check_list",
    "content_hash",
    "make",
    "numbered",
    "read_markdown",
    "read_word",
    "told",
]
