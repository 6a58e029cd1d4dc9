"""Citations of an edition or a proposal, as files for reference managers and registration agencies."""

from collections.abc import Callable
from typing import NamedTuple

from blueprint.domain.errors import NotFound
from blueprint.publishing.citing import bibtex, csl, datacite, onix, plain, ris
from blueprint.publishing.citing.work import Work
from blueprint.services.library import citations, reading
from blueprint.web.library.context import LibraryContext, parse_number
from blueprint.web.library.response import LibraryResponse


class CitationFormat(NamedTuple):
    """How to write a citation, and its media type."""

    media_type: str
    write: Callable[[Work], str]


CITATION_FORMATS = {
    "txt": CitationFormat("text/plain; charset=utf-8", lambda work: plain.text(work) + "\n"),
    "bib": CitationFormat("application/x-bibtex; charset=utf-8", bibtex.entry),
    "csl.json": CitationFormat("application/vnd.citationstyles.csl+json", csl.document),
    "ris": CitationFormat("application/x-research-info-systems; charset=utf-8", ris.record),
    "datacite.json": CitationFormat("application/vnd.datacite.datacite+json", datacite.document),
}
"""By filename extension."""


def of_edition(context: LibraryContext, slug: str, number: str, extension: str) -> LibraryResponse:
    """The citation of an edition in one of the formats, or its ONIX message."""
    edition = context.find_edition(slug, number)
    work = citations.edition_work(edition, reading.open_edition(context.workbench, edition), context.principles)
    if extension == "onix.xml":
        content = onix.message(work, edition.published_at)
        return LibraryResponse(content, "application/xml; charset=utf-8", filename=f"{work.key}.onix.xml")
    return _response(work, extension)


def of_proposal(context: LibraryContext, slug: str, number: str, chapter: str, extension: str) -> LibraryResponse:
    """The citation of a proposal in an edition."""
    edition = context.find_edition(slug, number)
    entry = edition.entry(parse_number(chapter))
    if entry is None:
        raise NotFound("There is no such proposal in this edition. Look at its contents.")
    opened = reading.open_edition(context.workbench, edition)
    return _response(citations.proposal_work(edition, entry, opened, context.principles), extension)


def _response(work: Work, extension: str) -> LibraryResponse:
    citation_format = CITATION_FORMATS.get(extension)
    if citation_format is None:
        raise NotFound("There is no citation of that kind. Look at the page for those there are.")
    content = citation_format.write(work).encode("utf-8", "replace")
    return LibraryResponse(content, citation_format.media_type, filename=f"{work.key}.{extension}")
