"""What Streamlit's page asks its host: our answer has what Streamlit's own has, but for what we change on purpose."""

import asyncio
import json
import re
from pathlib import Path

import streamlit
from starlette.requests import Request
from streamlit.web.server.starlette.starlette_routes import create_host_config_routes

from blueprint.web.http.streamlit_host_config import HOST_CONFIG, PATH
from tests.web.serving import Site

CHANGED = {"allowedOrigins": [], "blockErrorDialogs": True}

ERROR_DIALOGS = {"connectionError", "scriptCompileError", "warning"}
"""Those that `blockErrorDialogs` blocks; a warning is "Page not found" and "Bad message format", too."""
MENU_DIALOGS = {"about", "clearCache", "deployDialog", "deployError"}
"""Those of the menu and the keys that `client.toolbarMode` takes away."""


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


def test_streamlit_has_no_dialog_that_we_do_not_know() -> None:
    """When this fails, Streamlit has another dialog: see what opens it, and that it cannot cover a page of ours."""
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("index.*.js")
    [bundle] = [script for script in scripts if ".esm." not in script.name]
    source = bundle.read_text(encoding="utf-8")
    [dialogs] = re.findall(r"return ((?:e\.[A-Z_]+=`\w+`,)*e\.CONNECTION_ERROR=.*?),e\}", source)
    assert set(re.findall(r"`(\w+)`", dialogs)) == ERROR_DIALOGS | MENU_DIALOGS
    openings = re.findall(r"(.{34})\bthis\.openDialog\(", source)
    assert len(openings) == len(MENU_DIALOGS) + 1
    assert [opening for opening in openings if opening.endswith("state.appConfig;n!==!0&&")] != []
