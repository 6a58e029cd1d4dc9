"""Searching the library in full text: as a page, and for e-reader apps."""

from collections.abc import Mapping
from urllib.parse import urlencode

from blueprint.services.library import search as service
from blueprint.web.library.feeds import opds, opds2
from blueprint.web.library.pages.layout import draw
from blueprint.web.library.response import Lasting, Page, Place


def page(place: Place, asked: Mapping[str, str]) -> Page:
    """The form with what was typed, and what was found; whatever is typed, it is only ever words to look for."""
    query, language = _query(asked), asked.get("language", "")
    language = language if language in place.shelf.languages else ""
    written = asked.get("page", "1")
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 1
    found = service.find(place.workbench, query, language=language, page=number)
    return draw(
        place,
        "search.html",
        language or "en",
        lasting=Lasting.FLEETING,
        query=query,
        only=language,
        found=found,
        following=_following(query, language, found.page + 1) if found.more else "",
        before=_following(query, language, found.page - 1) if found.page > 1 else "",
    )


def in_opds(place: Place, asked: Mapping[str, str]) -> Page:
    """For apps that read OPDS 1.2."""
    return opds.found(place, _query(asked))


def in_opds2(place: Place, asked: Mapping[str, str]) -> Page:
    """For apps that read OPDS 2.0."""
    return opds2.found(place, asked.get("query", "")[: service.LONGEST])


def _query(asked: Mapping[str, str]) -> str:
    """What was asked for; what a page cannot show again (RFC 3629: lone surrogates) is left out."""
    return asked.get("q", "")[: service.LONGEST].encode("utf-8", "ignore").decode().replace("\0", "")


def _following(query: str, language: str, number: int) -> str:
    return "/library/search?" + urlencode({"q": query, "language": language, "page": number})
