"""Whether a request was made by one of our own pages: the defence against forged requests that needs no token.

Browsers say where a request comes from in `Sec-Fetch-Site` (W3C Fetch Metadata) and in `Origin` (Fetch, RFC 6454), and no
page can change either. Cookies are `SameSite=Lax` besides.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def needs_our_origin(scope: Scope) -> bool:
    """Whether this could change something: any method but the safe ones, and every websocket."""
    return scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS


def is_ours(scope: Scope, base_url: str) -> bool:
    """Whether it comes from a page of this very origin.

    A websocket without an `Origin` passes: every browser sends one there, so it is a program, which has no cookies but its
    own. Anything else must say where it comes from.
    """
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    site = headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin" or scope["type"] == "websocket"
    ours = {headers.get("host", "").lower(), urlsplit(base_url).netloc.lower()} - {""}
    return _host_of(origin) in ours


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""
