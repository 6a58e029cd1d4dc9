"""Protection against cross-site request forgery without a token: requests that change something are same-origin.

Browsers send where a request comes from in `Sec-Fetch-Site` (W3C Fetch Metadata) and in `Origin` (Fetch, RFC 6454), and no
page can change either. Cookies are `SameSite=Lax` besides.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def requires_same_origin(scope: Scope) -> bool:
    """Whether the request could change something: any method but the safe ones, and every websocket."""
    return scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS


def is_same_origin(scope: Scope, base_url: str) -> bool:
    """Whether a page of this origin made the request.

    A websocket without an `Origin` passes: every browser sends one there, so it is a program, which has no cookies but its
    own. Any other request must name its origin.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin" or scope["type"] == "websocket"
    own_hosts = {headers.get("host", "").lower(), urlsplit(base_url).netloc.lower()} - {""}
    return _host(origin) in own_hosts


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
