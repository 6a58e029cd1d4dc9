"""Conditional requests and content coding (RFC 9110, sections 12.5.3 and 13) and lasting caching (RFC 9111)."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

IMMUTABLE = "public, max-age=31536000, immutable"
"""The `Cache-Control` of an address whose content never changes."""


def is_not_modified(request: Request, etag: str, modified: datetime | None = None) -> bool:
    """Whether the client's copy is current: by its entity tag when it sent one, else by date (to the second)."""
    if_none_match = request.headers.get("if-none-match")
    if if_none_match is not None:
        tags = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
        return if_none_match.strip() == "*" or etag in tags
    since = _parse_date(request.headers.get("if-modified-since", ""))
    return since is not None and modified is not None and modified.replace(microsecond=0) <= since


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether an `Accept-Encoding` header names gzip with a weight above zero."""
    for coding in accept_encoding.split(","):
        name, _, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def not_modified(headers: Mapping[str, str]) -> Response:
    """304 Not Modified, with the headers of the full response."""
    return Response(status_code=304, headers=headers)


def _parse_date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return date if date.tzinfo else None
