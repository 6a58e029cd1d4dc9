"""Publishing: Markdown through Pandoc into PDF (by Typst), EPUB, Word, OpenDocument and HTML. No database.

`make` makes a file of a book; `chapter_html` the body of one text for a page; `read_word`, `read_markdown` and
`check_image` look at what people upload. All say no with a `Refusal`.
"""

from blueprint.publishing.book import Advance, Book, Chapter, Contributor, Format, Kind, book_of, content_hash, told
from blueprint.publishing.checklist import Finding, check_list
from blueprint.publishing.html import chapter_html
from blueprint.publishing.images import ImageInfo, check_image
from blueprint.publishing.numbering import numbered
from blueprint.publishing.press import make
from blueprint.publishing.refusal import Refusal
from blueprint.publishing.source import read_markdown
from blueprint.publishing.word import WordText, read_word

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
