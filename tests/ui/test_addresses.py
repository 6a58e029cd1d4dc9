"""Addresses of pages."""

from pathlib import Path

import pytest

import blueprint.ui
from blueprint.ui import addresses
from blueprint.ui.addresses import Address

PAGES = Path(blueprint.ui.__file__).parent / "pages"


@pytest.mark.parametrize(
    ("address", "href"),
    [
        (addresses.home(), "/"),
        (addresses.convening("c1"), "/convening?id=c1"),
        (addresses.proposal("p1", 3), "/proposal?id=p1&revision=3"),
        (addresses.review("p1", old=1), "/review?id=p1&old=1"),
        (addresses.collection("a&b"), "/collection?id=a%26b"),
    ],
)
def test_href(address: Address, href: str) -> None:
    assert address.href == href


@pytest.mark.parametrize(
    "address",
    [
        addresses.home(), addresses.convenings(), addresses.convening("x"), addresses.people("x"), addresses.settings("x"),
        addresses.happenings("x"), addresses.coverage("x"), addresses.collections("x"), addresses.collection("x"),
        addresses.proposal("x"), addresses.draft("x"), addresses.review("x"), addresses.history("x"),
        addresses.principles("x"), addresses.account(),
    ],
)  # fmt: skip
def test_every_address_has_its_page(address: Address) -> None:
    assert (PAGES / f"{address.page}.py").is_file()
