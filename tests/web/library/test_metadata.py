"""What the library tells machines: citations, metadata for search engines, the sitemap."""

import json
import re

import pytest
from lxml import etree

from blueprint.domain.editions import Edition
from tests.web.conftest import HOSTILE
from tests.web.serving import Site

Published = tuple[str, Edition]
LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def get(site: Site, path: str) -> tuple[str, dict[str, str]]:
    with site.client() as client:
        answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.text, dict(answer.headers)


@pytest.mark.parametrize("form", ["txt", "bib", "csl.json", "ris", "datacite.json"])
@pytest.mark.parametrize("of", ["", "/1"])
def test_every_citation_is_a_file_that_anyone_may_fetch(site: Site, edition: Published, form: str, of: str) -> None:
    text, headers = get(site, f"/library/{edition[0]}/1{of}/cite.{form}")
    assert f"{site.workbench.settings.base_url}/library/{edition[0]}/1{of}" in text
    assert headers["access-control-allow-origin"] == "*"
    assert headers["content-disposition"].endswith(f'.{form}"')
    assert form != "csl.json" or json.loads(text)[0]["title"] == HOSTILE


def test_an_edition_can_be_registered(site: Site, edition: Published) -> None:
    text, headers = get(site, f"/library/{edition[0]}/1/cite.onix.xml")
    titles = etree.fromstring(text.encode()).findall(".//{*}TitleText")
    assert {title.text for title in titles} == {HOSTILE}
    assert headers["content-type"] == "application/xml; charset=utf-8"


@pytest.mark.parametrize("path", ["cite.exe", "cite.onix.xmlx", "1/cite.onix.xml", "9/cite.bib", "cite."])
def test_no_other_citation_can_be_asked_for(site: Site, edition: Published, path: str) -> None:
    with site.client() as client:
        assert client.get(f"/library/{edition[0]}/1/{path}").status_code == 404


def test_search_engines_are_told_what_it_is(site: Site, edition: Published) -> None:
    for of, kind in (("", "Book"), ("/1", ["Chapter", "Report"])):
        page, headers = get(site, f"/library/{edition[0]}/1{of}")
        (linked,) = LINKED.findall(page)
        told = json.loads(linked)
        assert (told["@type"], told["name"]) == (kind, HOSTILE)
        assert told["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
        assert f'<meta property="og:url" content="{told["url"]}">' in page
        assert "script-src" not in headers["content-security-policy"]


def test_what_other_sites_may_read_says_so_and_pages_do_not(site: Site, edition: Published) -> None:
    home = f"/library/{edition[0]}/1"
    for path in ("/library/opds/catalogue.json", f"{home}/cover.png", f"{home}/{edition[1].artifacts[0].filename}"):
        with site.client() as client:
            headers = client.get(path).headers
        assert headers["access-control-allow-origin"] == "*", path
        assert headers["cross-origin-resource-policy"] == "cross-origin"
        assert "content-encoding" not in headers or path.endswith("json")
    _, headers = get(site, home)
    assert "access-control-allow-origin" not in headers
    assert headers["cross-origin-resource-policy"] == "same-origin"


def test_a_browser_learns_how_to_search_here(site: Site, edition: Published) -> None:
    page, _ = get(site, "/library")
    found = re.search('<link rel="search" type="application/opensearchdescription\\+xml" href="([^"]+)"', page)
    assert found
    urls = etree.fromstring(get(site, found[1])[0].encode()).iterfind("{*}Url")
    addresses = {url.get("type"): url.get("template") or "" for url in urls}
    asked = addresses["text/html"].removeprefix(site.workbench.settings.base_url)
    assert "litres" in get(site, asked.replace("{searchTerms}", "fifty"))[0]


def test_the_sitemap_leads_to_pages_that_are_there(site: Site, edition: Published) -> None:
    text, _ = get(site, "/sitemap.xml")
    addresses = [node.text or "" for node in etree.fromstring(text.encode()).iterfind("{*}url/{*}loc")]
    base = site.workbench.settings.base_url
    assert f"{base}/library/{edition[0]}/1/2" in addresses
    assert {f"{base}/library{home}/principles/just" for home in ("", "/languages/ar")} <= set(addresses)
    assert len(addresses) == len(set(addresses))
    with site.client() as client:
        for address in addresses:
            assert client.get(address.removeprefix(base)).status_code == 200, address
    robots, _ = get(site, "/robots.txt")
    assert f"Sitemap: {base}/sitemap.xml" in robots
