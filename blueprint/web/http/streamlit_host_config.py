"""What Streamlit's page asks its host about (`/_stcore/host-config`), answered by us instead of Streamlit.

Streamlit recommends a host to answer this address itself (its option `client.allowedOrigins` says so), and offers here
what has no option: without `blockErrorDialogs`, a dialog "Connection error" covers the page while the server is away and
takes the keyboard from whoever is typing. `ui/app/connection` says it in a line instead. No other site may control the page
by messages: `allowedOrigins` is empty. `tests/web/http/test_streamlit_host_config.py` compares with Streamlit's own answer.
"""

from starlette.responses import JSONResponse, Response
from starlette.types import Scope

PATH = "/_stcore/host-config"

HOST_CONFIG = {
    "allowedOrigins": [],
    "useExternalAuthToken": False,
    "enableCustomParentMessages": False,
    "enforceDownloadInNewTab": False,
    "metricsUrl": "",
    "blockErrorDialogs": True,
    "resourceCrossOriginMode": None,
}


def host_config(_scope: Scope) -> Response:
    """The answer."""
    return JSONResponse(HOST_CONFIG, headers={"cache-control": "no-cache"})
