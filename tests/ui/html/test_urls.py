"""Addresses of pages."""

from pathlib import Path

import pytest

import blueprint.ui
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl
from blueprint.ui.pages import TITLES
from tests.page_addresses import page_addresses

PAGES = Path(blueprint.ui.__file__).parent / "pages"


@pytest.mark.parametrize(
    ("address", "href"),
    [
        (urls.home(), "/"),
        (urls.convening("c1"), "/convening?id=c1"),
        (urls.proposal("p1", 3), "/proposal?id=p1&revision=3"),
        (urls.review("p1", old=1), "/review?id=p1&old=1"),
        (urls.collection("a&b"), "/collection?id=a%26b"),
    ],
)
def test_href(address: PageUrl, href: str) -> None:
    assert address.href == href


def test_every_page_has_a_module_a_title_and_an_address() -> None:
    assert {path.stem for path in PAGES.glob("*.py")} - {"__init__"} == {*TITLES}
    ids = {"convening_id": "x", "proposal_id": "x", "collection_id": "x"}
    names = {page: address[1:].partition("?")[0] or "home" for page, address in page_addresses(**ids).items()}
    assert names == {page: page for page in TITLES}
