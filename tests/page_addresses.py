"""Every page of the workbench by its address, so that a new one is walked by the tests that walk all of them."""

from collections.abc import Mapping
from inspect import signature

from blueprint.ui.html import urls
from blueprint.ui.html.urls import PageUrl
from blueprint.ui.pages import TITLES


def subject(page: str) -> str:
    """What a page is about, by the parameter of its function in `urls`: `convening_id`, …; empty for nothing."""
    return next(iter(signature(getattr(urls, page)).parameters), "")


PAGES_OF_A_THING = tuple(page for page in TITLES if subject(page))
"""The pages whose address names a convening, a proposal or a collection."""


def page_addresses(**ids: str) -> dict[str, str]:
    """The address of each page by its name; `ids` are the things that the pages are about, by parameter."""
    return {page: _address(page, ids).href for page in TITLES}


def _address(page: str, ids: Mapping[str, str]) -> PageUrl:
    about = subject(page)
    address: PageUrl = getattr(urls, page)(ids[about]) if about else getattr(urls, page)()
    return address
