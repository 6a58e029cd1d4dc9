"""Which page an address that a browser sent names."""

import pytest

from blueprint.ui.app.link_navigation import page_at
from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl


@pytest.mark.parametrize(
    "page", [urls.home(), urls.convening("c1"), urls.proposal("p1", revision=3), urls.review("p1", 1, 2)]
)
def test_the_address_of_a_page_names_it(page: PageUrl) -> None:
    assert page_at(page.href) == page


def test_a_query_is_decoded() -> None:
    assert page_at("/convening?id=a%26b&x=%C3%A9+e&empty=") == PageUrl("convening", {"id": "a&b", "x": "é e"})


@pytest.mark.parametrize(
    "sent",
    [
        None, 3, ["/home"], "", "home", "/no-such-page", "/library", "/../etc", "//evil.example/convenings",
        "https://evil.example/convenings", "javascript:alert(1)", "//[", "/convenings/",
    ],
)  # fmt: skip
def test_anything_else_names_no_page(sent: object) -> None:
    assert page_at(sent) is None
