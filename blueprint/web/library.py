"""The public library: collections, their editions, and each edition as a page. Nobody is asked who they are."""

import re
from collections.abc import Mapping
from hashlib import sha256

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from blueprint.domain.collections import Edition
from blueprint.domain.errors import NotFound
from blueprint.domain.principles import principles
from blueprint.publishing import colophon
from blueprint.publishing.figures import strip
from blueprint.publishing.phrases import phrases
from blueprint.services import library
from blueprint.web.caching import is_unchanged, unchanged
from blueprint.web.reading import Readings
from blueprint.web.rendering import day, render
from blueprint.web.visitors import workbench_of

_NUMBER = re.compile("[1-9][0-9]{0,8}")

FILE_NAMES = {"pdf": "PDF", "epub": "EPUB", "docx": "Word", "odt": "OpenDocument", "html": "HTML"}


def shelves(request: Request) -> Response:
    """Every collection, the most recently published first."""
    found = library.list_collections(workbench_of(request))
    entries = [(collection, edition, _strip(edition)) for collection, edition in found]
    return _public(request, "library.html", entries=entries)


def collection(request: Request) -> Response:
    """One collection with its editions."""
    found, editions = library.read_collection(workbench_of(request), request.path_params["slug"])
    return _public(
        request, "collection.html", collection=found, editions=editions, newest=editions[0], figures=_strip(editions[0])
    )


def edition(request: Request) -> Response:
    """One edition, to read."""
    slug, number = request.path_params["slug"], edition_number(request)
    found, editions = library.read_collection(workbench_of(request), slug)
    _, frozen = library.read_edition(workbench_of(request), slug, number)
    readings: Readings = request.app.state.readings
    reading = readings.of(frozen)
    return _public(
        request,
        "edition.html",
        collection=found,
        edition=frozen,
        newest=editions[0],
        reading=reading,
        rows=colophon.colophon(reading.book, reading.digest),
        principle_names=dict(reading.book.principles),
    )


def edition_number(request: Request) -> int:
    """The edition's number in the address; raises `NotFound` for anything that is none."""
    written: str = request.path_params["number"]
    if not _NUMBER.fullmatch(written):
        raise NotFound("There is no such edition of this collection. Look at the list of its editions.")
    return int(written)


def _public(request: Request, template: str, **values: object) -> Response:
    """A page that caches may keep but ask for again each time, which costs no more than “still the same”."""
    html = render(template, phrases=phrases, file_names=FILE_NAMES, date_of=date_of, **values)
    headers: Mapping[str, str] = {
        "etag": f'"{sha256(html.encode()).hexdigest()[:32]}"',
        "cache-control": "public, no-cache",
    }
    return unchanged(headers) if is_unchanged(request, headers["etag"]) else HTMLResponse(html, 200, headers)


def _strip(edition: Edition) -> str:
    met = {key for chapter in edition.chapters for key, stance, _ in chapter.principles if stance == "advances"}
    return strip(len(principles()), [at for at, principle in enumerate(principles()) if principle.key in met])


def date_of(edition: Edition, language: str = "en") -> str:
    """The day that an edition bears, on its page as in its files, in words of the language."""
    return day(edition.started_at, language)
