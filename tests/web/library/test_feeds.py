"""Feeds and catalogues, as their readers and their specifications take them."""

import json
import re
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
from jsonschema import Draft7Validator
from lxml import etree
from PIL import Image

from blueprint.domain.editions import Edition
from tests.web.conftest import HOSTILE
from tests.web.serving import Site

Published = tuple[str, Edition]
ATOM = "{http://www.w3.org/2005/Atom}"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"

FEEDS = ["/library/feeds/all.xml", "/library/{slug}/feed.xml", "/library/languages/ar/feed.xml"]
CATALOGUES = ["/library/opds/catalogue.xml", "/library/opds/all/1.xml", "/library/opds/language-ar/1.xml",
              "/library/opds/search?q=water"]  # fmt: skip
IN_JSON = ["/library/opds/catalogue.json", "/library/opds/all/1.json", "/library/opds/language-ar/1.json",
           "/library/opds/search.json?query=water", "/library/opds/search.json?query=nothingofthekind"]  # fmt: skip

_LINKS: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {"type": "object", "required": ["href"], "properties": {"href": {"type": "string", "format": "uri"}}},
}
_PUBLICATION: dict[str, Any] = {
    "type": "object",
    "required": ["metadata", "links"],
    "properties": {
        "metadata": {"type": "object", "required": ["title", "identifier", "language"]},
        "links": {**_LINKS, "contains": {"properties": {"rel": {"const": OPEN_ACCESS}}, "required": ["rel", "type"]}},
        "images": {**_LINKS, "contains": {"properties": {"type": {"const": "image/png"}}, "required": ["type"]}},
    },
}
OPDS2: dict[str, Any] = {
    "type": "object",
    "required": ["metadata", "links"],
    "properties": {
        "metadata": {"type": "object", "required": ["title"], "properties": {"title": {"type": "string"}}},
        "links": {**_LINKS, "contains": {"properties": {"rel": {"const": "self"}}, "required": ["rel"]}},
        "publications": {"type": "array", "minItems": 1, "uniqueItems": True, "items": _PUBLICATION},
        "navigation": {"type": "array", "minItems": 1, "items": {"required": ["href", "title"]}},
        "groups": {"type": "array", "minItems": 1, "items": {"required": ["metadata"]}},
    },
    "anyOf": [{"required": ["publications"]}, {"required": ["navigation"]}, {"required": ["groups"]}],
    "additionalProperties": False,
}
"""What OPDS 2.0 (sections 1 to 3, and its schema for feeds and publications) asks of a feed."""


def get(site: Site, path: str) -> tuple[bytes, str]:
    with site.client() as client:
        answer = client.get(path)
    assert answer.status_code == 200, path
    assert "set-cookie" not in answer.headers
    return answer.content, answer.headers["content-type"]


def required(node: Any, *names: str) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2: each exactly once, and not empty."""
    for name in names:
        found = node.findall(ATOM + name)
        assert len(found) == 1, (name, node.tag)
        assert (found[0].text or "").strip()


@pytest.mark.parametrize("path", [*FEEDS, *CATALOGUES])
def test_it_is_atom(site: Site, edition: Published, path: str) -> None:
    content, kind = get(site, path.format(slug=edition[0]))
    assert kind.startswith("application/atom+xml")
    parsed = feedparser.parse(content)
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    root = etree.fromstring(content)
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for node in (root, *entries):
        required(node, "id", "title", "updated")
        assert datetime.fromisoformat(node.findtext(f"{ATOM}updated")).tzinfo
        assert urlsplit(node.findtext(f"{ATOM}id")).scheme  # section 4.2.6: an IRI
    assert root.find(f"{ATOM}author/{ATOM}name") is not None  # section 4.1.1: of the feed, or of every entry
    assert root.findall(f"{ATOM}link[@rel='self']")
    identifiers = [node.findtext(f"{ATOM}id") for node in entries]
    assert len(identifiers) == len(set(identifiers))


def test_titles_are_text_whatever_they_hold(site: Site, edition: Published) -> None:
    content, _ = get(site, f"/library/{edition[0]}/feed.xml")
    root = etree.fromstring(content)
    assert root.findtext(f"{ATOM}title") == HOSTILE
    assert (root.findtext(f"{ATOM}entry/{ATOM}title") or "").startswith(HOSTILE)


def test_a_feed_leads_to_pages_and_files(site: Site, edition: Published) -> None:
    content, _ = get(site, f"/library/{edition[0]}/feed.xml")
    base = site.workbench.settings.base_url
    links = etree.fromstring(content).findall(f"{ATOM}entry/{ATOM}link")
    assert [link.get("rel") for link in links].count("enclosure") == len(edition[1].artifacts)
    with site.client() as client:
        for link in links:
            answer = client.head(link.get("href").removeprefix(base))
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(link.get("type"))


@pytest.mark.parametrize("path", CATALOGUES[1:])
def test_a_catalogue_offers_the_epub_first(site: Site, edition: Published, path: str) -> None:
    root = etree.fromstring(get(site, path)[0])
    for node in root.findall(f"{ATOM}entry"):  # OPDS 1.2, section 5.1: at least one acquisition link in every entry
        links = node.findall(f"{ATOM}link[@rel='{OPEN_ACCESS}']")
        types = [link.get("type") for link in links]
        assert types
        assert "application/epub+zip" not in types[1:]
        assert node.find("{http://purl.org/dc/terms/}language") is not None
        assert node.find(f"{ATOM}summary").get("type") == "text"  # its grammar allows no HTML there


def test_the_catalogues_first_page_leads_to_its_lists(site: Site, edition: Published) -> None:
    base = site.workbench.settings.base_url
    root = etree.fromstring(get(site, CATALOGUES[0])[0])
    for link in root.findall(f"{ATOM}entry/{ATOM}link"):
        assert "kind=acquisition" in link.get("type")
        assert b"<entry" in get(site, link.get("href").removeprefix(base))[0]
    search = root.find(f"{ATOM}link[@rel='search']")
    content, kind = get(site, search.get("href").removeprefix(base))
    assert kind.startswith("application/opensearchdescription+xml")
    assert b"{searchTerms}" in content


@pytest.mark.parametrize("path", IN_JSON)
def test_it_is_opds_2(site: Site, edition: Published, path: str) -> None:
    content, kind = get(site, path)
    assert kind == "application/opds+json"
    assert [error.message for error in Draft7Validator(OPDS2).iter_errors(json.loads(content))] == []


def test_every_publication_has_a_cover(site: Site, edition: Published) -> None:
    base = site.workbench.settings.base_url
    first = json.loads(get(site, "/library/opds/all/1.json")[0])["publications"][0]
    (link,) = first["images"]
    with site.client() as client, client.stream("GET", link["href"].removeprefix(base)) as answer:
        assert "immutable" in answer.headers["cache-control"]
        answer.read()
        with Image.open(BytesIO(answer.content)) as image:
            assert image.size == (link["width"], link["height"])


@pytest.mark.parametrize(
    "path", ["all/0.xml", "all/2.xml", "all/x.json", "none/1.xml", "language-xx/1.json", "all/" + "9" * 5_000 + ".xml"]
)
def test_no_other_list_can_be_asked_for(site: Site, edition: Published, path: str) -> None:
    with site.client() as client:
        assert client.get(f"/library/opds/{path}").status_code == 404


def test_feeds_are_announced_on_pages(site: Site, edition: Published) -> None:
    page = get(site, f"/library/{edition[0]}")[0].decode()
    announced = re.findall(r'<link rel="alternate" type="application/[^"]*" href="([^"]+)"', page)
    assert f"/library/{edition[0]}/feed.xml" in announced
    for path in announced:
        get(site, path)
