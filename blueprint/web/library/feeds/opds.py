"""The OPDS 1.2 catalogue: Atom with links by which e-reader apps find and fetch books (specs.opds.io/opds-1.2)."""

from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.etree import ElementTree as Xml

from blueprint.domain.library import PublishedEdition
from blueprint.web.library.feeds import atom, catalogue_lists
from blueprint.web.library.feeds.xml import element, written
from blueprint.web.library.response import Lasting, Page, Place

ROOT = "/library/opds/catalogue.xml"
SEARCH = "/library/opds/search.xml"
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def catalogue(place: Place) -> Page:
    """The catalogue's first page: the lists that there are."""
    newest = place.shelf.newest[0].published_at if place.shelf.newest else _NEVER
    root = atom.feed(place, ROOT, "Blueprint · Library", newest)
    _links(place, root, ROOT, NAVIGATION)
    for name, title in catalogue_lists.offered(place):
        path = _path(name, 1)
        node = atom.entry(root, place.address(path), title, newest)
        element(node, "content", title, type="text")
        element(node, "link", rel="subsection", type=ACQUISITION, href=place.address(path))
    return atom.page(root, NAVIGATION)


def acquisition(place: Place, name: str, page: str) -> Page:
    """A list of publications, each with the files it can be had as."""
    shelf = catalogue_lists.shelf(place, name, page)
    return _acquisition(place, shelf, _path(name, shelf.page))


def found(place: Place, query: str) -> Page:
    """What a search in an e-reader app finds."""
    shelf = catalogue_lists.found(place, query)
    page = _acquisition(place, shelf, f"/library/opds/search?{urlencode({'q': query})}")
    return Page(page.body, page.media_type, Lasting.FLEETING)


def description(place: Place) -> Page:
    """How to search here (OpenSearch 1.1)."""
    root = Xml.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    element(root, "ShortName", "Blueprint")
    element(root, "Description", "All the words have to occur; the beginning of a word is enough.")
    template = place.address("/library/opds/search?q={searchTerms}")
    element(root, "Url", type=ACQUISITION, template=template)
    element(root, "Url", type="text/html", template=place.address("/library/search?q={searchTerms}"))
    element(root, "InputEncoding", "UTF-8")
    return Page(written(root), "application/opensearchdescription+xml; charset=utf-8")


def _acquisition(place: Place, shelf: catalogue_lists.Shelf, path: str) -> Page:
    updated = max((volume.published_at for volume in shelf.volumes), default=_NEVER)
    root = atom.feed(place, path, f"Blueprint · {shelf.title}", updated)
    _links(place, root, path, ACQUISITION)
    if shelf.page > 1:
        element(root, "link", rel="previous", type=ACQUISITION, href=place.address(_path(shelf.name, shelf.page - 1)))
    if shelf.more:
        element(root, "link", rel="next", type=ACQUISITION, href=place.address(_path(shelf.name, shelf.page + 1)))
    for volume in shelf.volumes:
        _publication(place, root, volume)
    return atom.page(root, ACQUISITION)


def _publication(place: Place, root: Xml.Element, volume: PublishedEdition) -> None:
    node = atom.edition_entry(place, root, volume)
    element(node, "dc:identifier", volume.permalink)
    element(node, "dc:issued", volume.dated.date().isoformat())
    element(node, "dc:publisher", volume.publisher)
    for tag in sorted(volume.languages):
        element(node, "dc:language", tag)
    element(node, "link", rel="alternate", type="text/html", href=place.address(volume.path))
    for file in catalogue_lists.files(volume):
        href = place.address(f"{volume.path}/{file.filename}")
        element(node, "link", rel=OPEN_ACCESS, type=file.media_type, length=str(file.size), href=href)
    cover = place.address(f"{volume.path}/cover.png")
    element(node, "link", rel="http://opds-spec.org/image", type="image/png", href=cover)
    element(node, "link", rel="http://opds-spec.org/image/thumbnail", type="image/png", href=cover)


def _links(place: Place, root: Xml.Element, path: str, kind: str) -> None:
    element(root, "link", rel="self", type=kind, href=place.address(path))
    element(root, "link", rel="start", type=NAVIGATION, href=place.address(ROOT))
    element(root, "link", rel="search", type="application/opensearchdescription+xml", href=place.address(SEARCH))


def _path(name: str, page: int) -> str:
    return f"/library/opds/{name}/{page}.xml"
