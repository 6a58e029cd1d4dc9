"""Publishing: Markdown through Pandoc into PDF (by Typst), EPUB, Word, OpenDocument and HTML. No database.

This is the package's only door, but for three sub-packages whose modules other packages import by name: `citing` (one module
for each citation format, all with the same functions), `matter` (front and end matter) and `phrases` (interface words).

`build_file` builds a file of a book, `build_in_worker` several in a process that can be killed; `run_preflight` lists what
an editor should look at before; `chapter_html` is the body of one text for a page; `read_docx`, `read_markdown` and
`check_image` decode what people upload. What cannot be published raises `Refusal`.
"""

from blueprint.publishing.book import (
    Advance,
    Book,
    Chapter,
    Contributor,
    Format,
    Kind,
    content_hash,
    image_media_type,
    parse_book,
    serialize,
)
from blueprint.publishing.build import build_file
from blueprint.publishing.cache import Cache, program_digest
from blueprint.publishing.errors import Refusal
from blueprint.publishing.html.render import chapter_html
from blueprint.publishing.local_files.book_from_files import build_from_files
from blueprint.publishing.local_files.metadata import BookMetadata, read_metadata
from blueprint.publishing.markdown.decode import read_markdown
from blueprint.publishing.markdown.numbering import COUNTED, index_at, number_at, numbered
from blueprint.publishing.preflight import Finding, run_preflight
from blueprint.publishing.progress import Progress
from blueprint.publishing.uploads.docx import DocxText, read_docx
from blueprint.publishing.uploads.images import ImageInfo, check_image
from blueprint.publishing.worker.client import BuildRequest, build_in_process, build_in_worker

__all__ = [
    "COUNTED", "Advance", "Book", "BookMetadata", "BuildRequest", "Cache", "Chapter", "Contributor", "DocxText",
    "Finding", "Format", "ImageInfo", "Kind", "Progress", "Refusal", "build_file", "build_from_files",
    "build_in_process", "build_in_worker", "chapter_html", "check_image", "content_hash", "image_media_type",
    "index_at", "number_at", "numbered", "parse_book", "program_digest", "read_docx", "read_markdown",
    "read_metadata", "run_preflight", "serialize",
]  # fmt: skip
