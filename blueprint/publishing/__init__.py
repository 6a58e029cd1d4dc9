"""Publishing: Markdown through Pandoc into PDF (by Typst), EPUB, Word, OpenDocument and HTML. No database.

`make` makes a file of a book; `chapter_html` the body of one text for a page; `read_word`, `read_markdown` and
`check_image` look at what people upload. All say no with a `Refusal`.
"""

from blueprint.publishing.book import Advance, Book, Chapter, Contributor, Format, Kind, book_of, content_hash, told
from blueprint.publishing.build import make
from blueprint.publishing.errors import Refusal
from blueprint.publishing.html.render import chapter_html
from blueprint.publishing.markdown.decode import read_markdown
from blueprint.publishing.markdown.numbering import numbered
from blueprint.publishing.preflight import Finding, check_list
from blueprint.publishing.uploads.docx import WordText, read_word
from blueprint.publishing.uploads.images import ImageInfo, check_image

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
