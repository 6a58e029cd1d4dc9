"""Which addresses are pages: all others are answered with 404 and a way back, by ourselves and not by Streamlit."""

import pytest
from streamlit.web.server.starlette import starlette_app

from blueprint.ui.pages import PATHS
from blueprint.web.app import STREAMLIT_PATHS
from tests.web.serving import Site

UNKNOWN = ("/nonsense", "/proposal/nonsense", "/nonsense/static/x.js", "/Proposal", "/apple-touch-icon.png", "/مياه")


pytestmark = pytest.mark.usefixtures("group")


@pytest.mark.parametrize("email", [None, "author@example.org"])
def test_an_unknown_address_says_so_and_leads_back(site: Site, email: str | None) -> None:
    with site.client(email) as client:
        for path in UNKNOWN:
            answer = client.get(path)
            assert (path, answer.status_code) == (path, 404)
            assert "There is no page at this address" in answer.text
            assert 'href="/"' in answer.text


def test_every_page_is_served(site: Site) -> None:
    with site.client("author@example.org") as client:
        for path in PATHS:
            answer = client.get(path)
            assert (path, answer.status_code, '<div id="root">' in answer.text) == (path, 200, True)


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/proposal/?id=a&revision=2", "/proposal?id=a&revision=2"),
        ("/library/search/?q=water", "/library/search?q=water"),
        ("/happenings?id=a", "/activity?id=a"),
        ("/home", "/"),
        ("/home/", "/"),
    ],
)
def test_another_form_of_an_address_leads_to_the_page(site: Site, asked: str, target: str) -> None:
    with site.client("author@example.org") as client:
        answer = client.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (308, target)


def test_streamlit_fetches_from_nowhere_else() -> None:
    """When this fails, Streamlit has changed: see whether its page fetches something that we answer with 404."""
    reserved = starlette_app._RESERVED_ROUTE_PREFIXES
    assert set(reserved) | {"/favicon.png", "/manifest.json"} == set(STREAMLIT_PATHS)
