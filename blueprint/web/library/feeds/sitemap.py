"""The sitemap and robots.txt for search engines (sitemaps.org 0.9, RFC 9309)."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from blueprint.web.library.context import LibraryContext
from blueprint.web.library.feeds.xml_writer import add_element, serialize
from blueprint.web.library.response import LibraryResponse

MAX_URLS = 50_000
"""URLs that a sitemap may hold; the oldest editions are left out."""


def sitemap(context: LibraryContext) -> LibraryResponse:
    """Collections, languages, principles and people; then the newest edition of every collection, and older ones."""
    root = Xml.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for path, modified in islice(_paths(context), MAX_URLS):
        url = add_element(root, "url")
        add_element(url, "loc", context.absolute_url(path))
        if modified:
            add_element(url, "lastmod", modified)
    return LibraryResponse(serialize(root), "application/xml; charset=utf-8")


def robots(context: LibraryContext) -> LibraryResponse:
    """Allow the library, but not its search."""
    lines = (
        "User-agent: *", "Allow: /library", "Disallow: /library/search", "Allow: /images", "Allow: /assets",
        "Allow: /sitemap.xml", "Disallow: /", f"Sitemap: {context.absolute_url('/sitemap.xml')}", "",
    )  # fmt: skip
    return LibraryResponse("\n".join(lines).encode(), "text/plain; charset=utf-8")


def _paths(context: LibraryContext) -> Iterator[tuple[str, str]]:
    """Every path with the date of its last change, which is empty where it is not known."""
    catalogue = context.catalogue
    yield "/library", ""
    for slug, editions in catalogue.collections.items():
        yield f"/library/{slug}", _date(editions[0].published_at)
    yield from ((f"/library/languages/{tag}", "") for tag in catalogue.languages)
    yield from ((path, "") for path in _localized_paths(context))
    for edition in (*catalogue.newest, *(e for e in catalogue.editions if e not in catalogue.newest)):
        yield edition.path, _date(edition.published_at)
        yield from ((f"{edition.path}/{entry.chapter}", _date(edition.published_at)) for entry in edition.entries)


def _localized_paths(context: LibraryContext) -> Iterator[str]:
    principles = (f"/principles/{principle.key}" for principle in context.principles.all())
    people = (f"/people/{quote(key)}" for key in context.catalogue.people)
    paths = ("/principles", *principles, "/people", *people)
    return (f"{root}{path}" for root in context.language_roots().values() for path in paths)


def _date(moment: datetime) -> str:
    return moment.date().isoformat()
