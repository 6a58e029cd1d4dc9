"""Publishing: Markdown through Pandoc into PDF (by Typst), EPUB, Word, OpenDocument and HTML. No database.

Other packages import what is listed here, and by name the modules of four sub-packages that making a file does not need:
`citing` (one module for each citation format, all with the same functions), `matter` (front and end matter), `uploads`
(decoding what people upload) and `local_files` (a book of files on disk).

`build_file` builds a file of a book, `build_in_worker` several in a process that can be killed; `run_preflight` lists what
an editor should look at before; `chapter_html` is the body of one text for a page; `read_markdown` decodes a text file,
`title_of` and `heading_text` say what it is called.
What cannot be published raises `Refusal`.
"""

from blueprint.publishing.book import (
    Advance,
    Book,
    Chapter,
    Contributor,
    Format,
    Layout,
    book_hash,
    image_media_type,
    parse_book,
    serialize,
)
from blueprint.publishing.build import build_file
from blueprint.publishing.cache import Cache, program_digest
from blueprint.publishing.errors import Refusal
from blueprint.publishing.html.render import chapter_html
from blueprint.publishing.markdown.decode import read_markdown
from blueprint.publishing.markdown.front_matter import heading_text, title_of
from blueprint.publishing.markdown.lists.markers import is_ordinal, markers
from blueprint.publishing.markdown.numbering import ParagraphPlace, index_at, label_at, places, places_in
from blueprint.publishing.preflight import Finding, run_preflight
from blueprint.publishing.progress import Progress
from blueprint.publishing.worker.client import BuildRequest, build_in_process, build_in_worker

__all__ = [
    "Advance",
    "Book",
    "BuildRequest",
    "Cache",
    "Chapter",
    "Contributor",
    "Finding",
    "Format",
    "Layout",
    "ParagraphPlace",
    "Progress",
    "Refusal",
    "book_hash",
    "build_file",
    "build_in_process",
    "build_in_worker",
    "chapter_html",
    "heading_text",
    "image_media_type",
    "index_at",
    "is_ordinal",
    "label_at",
    "markers",
    "parse_book",
    "places",
    "places_in",
    "program_digest",
    "read_markdown",
    "run_preflight",
    "serialize",
    "title_of",
]  # fmt: skip
