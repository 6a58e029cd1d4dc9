"""An answer of the library: bytes that are the same for every reader."""

import gzip
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from blueprint.domain.catalogue import Catalogue
from blueprint.domain.principles import Principles
from blueprint.services.context import Workbench
from blueprint.web.http.conditional import FOR_EVER


class Place(NamedTuple):
    """What the library's pages are made of: the workbench, and what was public at one moment."""

    workbench: Workbench
    shelf: Catalogue

    @property
    def base_url(self) -> str:
        """The site's address, without a slash at its end."""
        return self.workbench.settings.base_url

    @property
    def principles(self) -> Principles:
        """The principles in every language."""
        return self.workbench.principles

    def address(self, path: str) -> str:
        """The whole address of a path within the site."""
        return f"{self.base_url}{path}"


class Lasting(StrEnum):
    """How long a cache may keep an answer."""

    LIVING = "living"
    """It may change with the next edition or note: a shared cache asks again after a minute, a browser each time."""
    FROZEN = "frozen"
    """It never changes."""
    FLEETING = "fleeting"
    """It depends on a query: kept for a minute, and not by us."""


KEEPING = {
    Lasting.LIVING: (
        ("cache-control", "public, max-age=0, s-maxage=60"),
        ("cdn-cache-control", "public, max-age=60, stale-while-revalidate=86400, stale-if-error=86400"),
    ),
    Lasting.FROZEN: (("cache-control", FOR_EVER),),
    Lasting.FLEETING: (("cache-control", "public, max-age=60"),),
}
"""RFC 9111 for browsers and for shared caches that know no better; RFC 9213 and 5861 for content delivery networks.

A browser is not told to show what is stale while it asks again: an editor who has just published wants to see it.
"""

HTML = "text/html; charset=utf-8"


class Page:
    """An answer in full: its bytes as they are and compressed, and the entity tag of each."""

    def __init__(self, body: bytes, media_type: str = HTML, lasting: Lasting = Lasting.LIVING, name: str = "") -> None:
        self.body = body
        self.media_type = media_type
        self.lasting = lasting
        self.name = name
        """The file's name when it is to be downloaded rather than shown."""

    @cached_property
    def compressed(self) -> bytes:
        """The bytes as gzip, without a time in them; a picture is compressed already, and stays as it is."""
        return b"" if self.media_type.startswith("image/") else gzip.compress(self.body, 9, mtime=0)

    @cached_property
    def digest(self) -> str:
        """What the entity tags are made of."""
        return sha256(self.body).hexdigest()[:32]

    @property
    def weight(self) -> int:
        """The bytes it takes to keep."""
        return len(self.body) + len(self.compressed)

    def headers(self, *, zipped: bool) -> tuple[tuple[str, str], ...]:
        """The headers of the whole answer, and of “still the same”."""
        etag = f'"{self.digest}-gz"' if zipped else f'"{self.digest}"'
        shared = () if self.media_type == HTML else (("access-control-allow-origin", "*"),)
        named = (("content-disposition", f'attachment; filename="{self.name}"'),) if self.name else ()
        return (("etag", etag), *KEEPING[self.lasting], ("vary", "accept-encoding"), *shared, *named)
