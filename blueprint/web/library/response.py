"""A response of the library: bytes that are the same for every reader, so that caches may store them."""

import gzip
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from starlette.types import Receive, Scope, Send

from blueprint.web.http.conditional import IMMUTABLE, accepts_gzip

HTML = "text/html; charset=utf-8"


class CachePolicy(StrEnum):
    """How long a cache may store a response."""

    REVALIDATE = "revalidate"
    """It may change with the next edition or erratum: a shared cache asks again after a minute, a browser each time."""
    IMMUTABLE = "immutable"
    """It never changes."""
    SHORT = "short"
    """It depends on a query: stored for a minute, and not in `PageCache`."""


CACHE_HEADERS = {
    CachePolicy.REVALIDATE: (
        ("cache-control", "public, max-age=0, s-maxage=60"),
        ("cdn-cache-control", "public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400"),
    ),
    CachePolicy.IMMUTABLE: (("cache-control", IMMUTABLE),),
    CachePolicy.SHORT: (("cache-control", "public, max-age=60"),),
}
"""RFC 9111 for browsers and for shared caches in general; RFC 9213 and 5861 for content delivery networks.

Browsers get no `stale-while-revalidate`: an editor who has just published wants to see it.
"""


class LibraryResponse:
    """A 200 response as an ASGI application: its body as it is and compressed, and an entity tag for each.

    A body with a `filename` is downloaded rather than shown.
    """

    def __init__(
        self,
        body: bytes,
        media_type: str = HTML,
        cache_policy: CachePolicy = CachePolicy.REVALIDATE,
        filename: str = "",
    ) -> None:
        self.body = body
        self.media_type = media_type
        self.cache_policy = cache_policy
        self.filename = filename

    @cached_property
    def gzipped_body(self) -> bytes:
        """The body as gzip without a time in it; empty for images, which are compressed already."""
        return b"" if self.media_type.startswith("image/") else gzip.compress(self.body, 9, mtime=0)

    @cached_property
    def digest(self) -> str:
        """The part of the entity tags that comes from the body."""
        return sha256(self.body).hexdigest()[:32]

    @property
    def size(self) -> int:
        """Bytes of memory that its bodies take."""
        return len(self.body) + len(self.gzipped_body)

    def headers(self, *, gzipped: bool) -> tuple[tuple[str, str], ...]:
        """The headers that 200 and 304 have in common."""
        etag = f'"{self.digest}-gz"' if gzipped else f'"{self.digest}"'
        cross_origin = () if self.media_type == HTML else (("access-control-allow-origin", "*"),)
        download = (("content-disposition", f'attachment; filename="{self.filename}"'),) if self.filename else ()
        return (
            ("etag", etag),
            *CACHE_HEADERS[self.cache_policy],
            ("vary", "accept-encoding"),
            *cross_origin,
            *download,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 the interface's
        """Send 200, compressed for clients that accept gzip, or 304 to those with a current copy (RFC 9110, section 13)."""
        request = {name: value for name, value in scope["headers"] if name in (b"accept-encoding", b"if-none-match")}
        gzipped = bool(self.gzipped_body) and accepts_gzip(request.get(b"accept-encoding", b"").decode("latin-1"))
        headers = [(name.encode(), value.encode("latin-1")) for name, value in self.headers(gzipped=gzipped)]
        if self._matches(request.get(b"if-none-match", b"")):
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return
        body = self.gzipped_body if gzipped else self.body
        headers += [(b"content-type", self.media_type.encode()), (b"content-length", str(len(body)).encode())]
        headers += [(b"content-encoding", b"gzip")] if gzipped else []
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _matches(self, if_none_match: bytes) -> bool:
        """Whether one of the entity tags is of this body, compressed or not."""
        tags = (tag.strip().removeprefix(b"W/").strip(b'"').removesuffix(b"-gz") for tag in if_none_match.split(b","))
        return if_none_match.strip() == b"*" or self.digest.encode() in tags
