"""The OPDS 1.2 catalogue: Atom with the links by which e-reader apps find and download books (specs.opds.io/opds-1.2)."""

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode
from xml.etree import ElementTree as Xml

from blueprint.domain.published_editions import PublishedEdition
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds import atom, catalogue_lists
from blueprint.web.library.feeds.xml_writer import add_element, serialize
from blueprint.web.library.paging import page_number
from blueprint.web.library.response import CachePolicy, LibraryResponse

ROOT = "/library/opds/catalogue.xml"
SEARCH = "/library/opds/search.xml"
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"


def catalogue(context: LibraryContext) -> LibraryResponse:
    """The navigation feed at the catalogue's root, with a link to each list."""
    newest = context.catalogue.newest
    updated = newest[0].published_at if newest else atom.EPOCH
    root = atom.new_feed(context, ROOT, "Blueprint · Library", updated)
    _add_links(context, root, ROOT, NAVIGATION)
    for name, title in catalogue_lists.available_lists(context):
        href = context.absolute_url(_path(name, 1))
        node = atom.add_entry(root, href, title, updated)
        add_element(node, "content", title, type="text")
        add_element(node, "link", rel="subsection", type=ACQUISITION, href=href)
    return atom.feed_response(root, NAVIGATION)


def acquisition(context: LibraryContext, name: str, page: str) -> LibraryResponse:
    """An acquisition feed: a page of a list of publications with their files."""
    publications = catalogue_lists.list_page(context, name, page)
    return _acquisition_feed(context, publications, partial(_path, name))


def search_results(context: LibraryContext, query: Mapping[str, str]) -> LibraryResponse:
    """An acquisition feed of what a search in an e-reader app finds."""
    words = catalogue_lists.search_words(query.get("q", ""))
    publications = catalogue_lists.search_results(context, words, page_number(query.get("page")))
    response = _acquisition_feed(context, publications, lambda page: _search_path(words, page))
    return LibraryResponse(response.body, response.media_type, CachePolicy.SHORT)


def search_description(context: LibraryContext) -> LibraryResponse:
    """The OpenSearch 1.1 description of the search."""
    root = Xml.Element("OpenSearchDescription", xmlns="http://a9.com/-/spec/opensearch/1.1/")
    add_element(root, "ShortName", "Blueprint")
    add_element(root, "Description", "All the words have to occur; the beginning of a word is enough.")
    template = context.absolute_url("/library/opds/search?q={searchTerms}")
    add_element(root, "Url", type=ACQUISITION, template=template)
    add_element(root, "Url", type="text/html", template=context.absolute_url("/library/search?q={searchTerms}"))
    add_element(root, "InputEncoding", "UTF-8")
    return LibraryResponse(serialize(root), "application/opensearchdescription+xml; charset=utf-8")


def _acquisition_feed(
    context: LibraryContext, publications: catalogue_lists.PublicationList, address: Callable[[int], str]
) -> LibraryResponse:
    page, path = publications.page, address(publications.page)
    updated = max((edition.published_at for edition in publications.editions), default=atom.EPOCH)
    root = atom.new_feed(context, path, f"Blueprint · {publications.title}", updated)
    _add_links(context, root, path, ACQUISITION)
    if page > 1:
        add_element(root, "link", rel="previous", type=ACQUISITION, href=context.absolute_url(address(page - 1)))
    if publications.has_next:
        add_element(root, "link", rel="next", type=ACQUISITION, href=context.absolute_url(address(page + 1)))
    for edition in publications.editions:
        _add_publication(context, root, edition)
    return atom.feed_response(root, ACQUISITION)


def _add_publication(context: LibraryContext, root: Xml.Element, edition: PublishedEdition) -> None:
    node = atom.add_edition_entry(context, root, edition)
    add_element(node, "dc:identifier", edition.permalink)
    add_element(node, "dc:issued", edition.dated.date().isoformat())
    add_element(node, "dc:publisher", edition.publisher)
    for tag in sorted(edition.languages):
        add_element(node, "dc:language", tag)
    add_element(node, "link", rel="alternate", type="text/html", href=context.absolute_url(edition.path))
    for file in catalogue_lists.files(edition):
        href = context.absolute_url(f"{edition.path}/{file.filename}")
        add_element(node, "link", rel=OPEN_ACCESS, type=file.media_type, length=str(file.size), href=href)
    cover = context.absolute_url(f"{edition.path}/cover.png")
    add_element(node, "link", rel="http://opds-spec.org/image", type="image/png", href=cover)
    add_element(node, "link", rel="http://opds-spec.org/image/thumbnail", type="image/png", href=cover)


def _add_links(context: LibraryContext, root: Xml.Element, path: str, kind: str) -> None:
    search = context.absolute_url(SEARCH)
    add_element(root, "link", rel="self", type=kind, href=context.absolute_url(path))
    add_element(root, "link", rel="start", type=NAVIGATION, href=context.absolute_url(ROOT))
    add_element(root, "link", rel="search", type="application/opensearchdescription+xml", href=search)


def _search_path(words: str, page: int) -> str:
    return "/library/opds/search?" + urlencode({"q": words} | ({"page": str(page)} if page > 1 else {}))


def _path(name: str, page: int) -> str:
    return f"/library/opds/{name}/{page}.xml"
