"""For search engines: what they may read, and where everything is (sitemaps.org 0.9, RFC 9309)."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from blueprint.web.library.feeds.xml import element, written
from blueprint.web.library.pages.layout import homes
from blueprint.web.library.response import Page, Place

MOST = 50_000
"""Addresses that a sitemap may hold; the oldest editions are the ones left out."""


def sitemap(place: Place) -> Page:
    """Collections, languages, principles and people; then the newest edition of every collection, and older ones."""
    root = Xml.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for _, (path, date) in zip(range(MOST), _addresses(place), strict=False):
        url = element(root, "url")
        element(url, "loc", place.address(path))
        if date:
            element(url, "lastmod", date)
    return Page(written(root), "application/xml; charset=utf-8")


def robots(place: Place) -> Page:
    """Search engines are welcome in the library, but need not ask it questions."""
    lines = (
        "User-agent: *", "Allow: /library", "Disallow: /library/search", "Allow: /images", "Allow: /assets",
        "Allow: /sitemap.xml", "Disallow: /", f"Sitemap: {place.address('/sitemap.xml')}", "",
    )  # fmt: skip
    return Page("\n".join(lines).encode(), "text/plain; charset=utf-8")


def _addresses(place: Place) -> Iterator[tuple[str, str]]:
    shelf = place.shelf
    yield "/library", ""
    yield from ((f"/library/{slug}", _day(volumes[0].published_at)) for slug, volumes in shelf.collections.items())
    yield from ((f"/library/languages/{tag}", "") for tag in shelf.languages)
    alike = ("/principles", *(f"/principles/{p.key}" for p in place.principles.all()), "/people")
    alike = (*alike, *(f"/people/{quote(key)}" for key in shelf.people))
    yield from ((f"{home}{path}", "") for home in homes(place).values() for path in alike)
    for volume in (*shelf.newest, *(v for v in shelf.editions if v not in shelf.newest)):
        yield volume.path, _day(volume.published_at)
        yield from ((f"{volume.path}/{entry.chapter}", _day(volume.published_at)) for entry in volume.entries)


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
