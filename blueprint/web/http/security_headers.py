"""Security headers of every response (W3C Content Security Policy 3, Fetch)."""

from collections.abc import Iterable
from functools import lru_cache

from starlette.types import Message, Send

PAGES_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""For our own pages, which have no script and load nothing from elsewhere."""

_COMMON_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def workbench_csp(script_hashes: Iterable[str] = ()) -> str:
    """For Streamlit's pages: our own scripts alone, also those its components load from memory (`blob:`).

    `script_hashes` are the hashes of inline scripts to allow. Streamlit sets styles inline throughout.
    """
    return (
        f"default-src 'self'; script-src 'self' blob: {' '.join(script_hashes)}; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
        "connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


ALLOW_ANY_ORIGIN = (b"access-control-allow-origin", b"*")
"""The header of what other sites may read and embed: catalogues, feeds, covers and files of editions."""


def with_security_headers(send: Send, csp: str, *, https: bool) -> Send:
    """`send`, with the security headers added to the response; they replace headers of the same name."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            added = _headers(csp, https, ALLOW_ANY_ORIGIN in given)
            names = {name for name, _ in added}
            others = [header for header in given if header[0].lower() not in names]
            message = {**message, "headers": [*others, *added]}
        await send(message)

    return send_with_headers


@lru_cache(maxsize=16)
def _headers(csp: str, https: bool, cross_origin: bool) -> tuple[tuple[bytes, bytes], ...]:
    headers = {**_COMMON_HEADERS, "content-security-policy": csp}
    headers |= {"cross-origin-resource-policy": "cross-origin"} if cross_origin else {}
    headers |= {"strict-transport-security": "max-age=31536000"} if https else {}
    return tuple((name.encode(), value.encode()) for name, value in headers.items())
