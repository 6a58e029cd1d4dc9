"""What Streamlit's page asks its host: our answer has what Streamlit's own has, but for what we change on purpose."""

import asyncio
import json

from starlette.requests import Request
from streamlit.web.server.starlette.starlette_routes import create_host_config_routes

from blueprint.web.http.streamlit_host_config import HOST_CONFIG, PATH
from tests.web.serving import Site

CHANGED = {"allowedOrigins": [], "blockErrorDialogs": True}


def test_streamlit_asks_for_nothing_else() -> None:
    """When this fails, Streamlit has changed: see what the new setting does, and that no dialog takes the keyboard."""
    [route] = create_host_config_routes(None)
    assert getattr(route, "path") == PATH  # noqa: B009 not typed
    scope = {"type": "http", "method": "GET", "headers": [], "path": PATH, "query_string": b""}
    answer = asyncio.run(getattr(route, "endpoint")(Request(scope)))  # noqa: B009
    assert json.loads(answer.body) | CHANGED == HOST_CONFIG


def test_the_page_gets_our_answer(site: Site) -> None:
    with site.client() as client:
        answer = client.get(PATH)
    assert answer.json() == HOST_CONFIG
    assert answer.headers["cache-control"] == "no-cache"
