"""What every format is rendered from: built once for a file, and passed to one renderer."""

from collections.abc import Mapping
from typing import NamedTuple

from blueprint.publishing.book import Book
from blueprint.publishing.cache import Cache
from blueprint.publishing.markdown.model import Text
from blueprint.publishing.matter.book_matter import BookMatter
from blueprint.publishing.progress import Progress, no_progress


class Context(NamedTuple):
    """A book with its texts normalised, and what is shown around them.

    `texts` are its chapters' in order, `images` the images' bytes by the names that the texts give them, `digest` the
    content hash.
    """

    book: Book
    matter: BookMatter
    foreword: Text | None
    texts: list[Text]
    images: Mapping[str, bytes]
    digest: str
    cache: Cache
    progress: Progress = no_progress


class PdfPreview(NamedTuple):
    """What other formats show of the PDF for reading: the page (from 1) of each anchor, the number of pages, and the cover.

    The cover is a PNG of 1240 by 1754 pixels.
    """

    pages: dict[str, int]
    total: int
    cover: bytes
