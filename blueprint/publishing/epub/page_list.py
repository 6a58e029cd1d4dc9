"""The page list of an EPUB: page breaks where the PDF has them, so that readers of both can cite “page 12”."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from blueprint.publishing.context import PdfPreview

_BLOCK = re.compile(r'<(?:div|h[1-6]) id="([^"]+)"')
_BREAK = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'


class PageList:
    """The pages of the PDF, each at the anchor where it begins.

    A page that begins in the midst of a paragraph begins here with the first anchor on it; a page without anchors (a
    table's third page), at the last anchor before it.
    """

    def __init__(self, preview: PdfPreview) -> None:
        self.at = _breaks(preview)
        self.files: dict[int, str] = {}

    def before(self, anchor: str, file: str) -> Markup:
        """The breaks before this anchor, which is in this file of the EPUB."""
        here = self.at.get(anchor, [])
        self.files |= dict.fromkeys(here, file)
        return Markup("").join(Markup(_BREAK.format(page)) for page in here)  # noqa: S704 - numbers only

    def marked(self, body: str, file: str) -> Markup:
        """The body of a page of the book with a break before every block where a page begins."""

        def rule(found: re.Match[str]) -> str:
            return str(self.before(found.group(1), file)) + found.group()

        return Markup(_BLOCK.sub(rule, body))  # noqa: S704 - Pandoc's, as it was

    def entries(self) -> list["PageListEntry"]:
        """The breaks that are in the EPUB, in order."""
        return [PageListEntry(page, f"{file}#page-{page}") for page, file in sorted(self.files.items())]


class PageListEntry(NamedTuple):
    """An entry of the page list."""

    page: int
    to: str


def _breaks(preview: PdfPreview) -> Mapping[str, list[int]]:
    """For each anchor the pages that begin with it; page 1 belongs to the anchor `cover`."""
    begins: dict[int, str] = {}
    for anchor, page in preview.pages.items():
        begins.setdefault(page, anchor)
    found: dict[str, list[int]] = {"cover": [1]}
    last = "cover"
    for page in range(2, preview.total + 1):
        last = begins.get(page, last)
        found.setdefault(last, []).append(page)
    return found
