"""The headers that tell browsers what our answers may and may not do (W3C Content Security Policy 3, Fetch)."""

from collections.abc import Iterable
from functools import lru_cache

from starlette.types import Message, Send

PAGES_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""For our own pages, which have no script and load nothing from elsewhere."""

_EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def workbench_policy(scripts: Iterable[str] = ()) -> str:
    """For Streamlit's pages: scripts of ours alone, also those its components load from memory (`blob:`).

    `scripts` are the hashes of inline scripts to let through. Styles are set inline throughout by Streamlit.
    """
    return (
        f"default-src 'self'; script-src 'self' blob: {' '.join(scripts)}; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; "
        "connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


FOR_ALL = (b"access-control-allow-origin", b"*")
"""The header of what other sites may read and show: catalogues, feeds, covers and files of editions."""


def guarded(send: Send, policy: str, *, secure: bool) -> Send:
    """`send`, adding the headers to the answer as it starts, in the stead of any that are there."""

    async def guarding(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", ()))
            ours = _headers(policy, secure, FOR_ALL in given)
            names = {name for name, _ in ours}
            kept = [header for header in given if header[0].lower() not in names]
            message = {**message, "headers": [*kept, *ours]}
        await send(message)

    return guarding


@lru_cache(maxsize=16)
def _headers(policy: str, secure: bool, shared: bool) -> tuple[tuple[bytes, bytes], ...]:
    named = {**_EVERYWHERE, "content-security-policy": policy}
    named |= {"cross-origin-resource-policy": "cross-origin"} if shared else {}
    named |= {"strict-transport-security": "max-age=31536000"} if secure else {}
    return tuple((name.encode(), value.encode()) for name, value in named.items())
