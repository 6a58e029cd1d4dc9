"""Addresses of pages."""

from pathlib import Path

import pytest

import blueprint.ui
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl

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


@pytest.mark.parametrize(
    "address",
    [
        urls.home(), urls.convenings(), urls.convening("x"), urls.people("x"), urls.settings("x"),
        urls.activity("x"), urls.coverage("x"), urls.collections("x"), urls.collection("x"),
        urls.proposal("x"), urls.draft("x"), urls.review("x"), urls.history("x"),
        urls.principles("x"), urls.account(),
    ],
)  # fmt: skip
def test_every_address_has_its_page(address: PageUrl) -> None:
    assert (PAGES / f"{address.page}.py").is_file()
