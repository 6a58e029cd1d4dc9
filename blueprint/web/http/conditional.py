"""Answers that a browser or a cache may keep (RFC 9110 section 13, RFC 9111)."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

FOR_EVER = "public, max-age=31536000, immutable"


def is_unchanged(request: Request, etag: str, modified: datetime | None = None) -> bool:
    """Whether the browser has this already: by its entity tag when it sent one, else by date (to the second)."""
    asked = request.headers.get("if-none-match")
    if asked is not None:
        return asked.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in asked.split(","))
    since = _date(request.headers.get("if-modified-since", ""))
    return since is not None and modified is not None and modified.replace(microsecond=0) <= since


def takes_gzip(accepted: str) -> bool:
    """Whether an `Accept-Encoding` names gzip, other than to say no (RFC 9110, section 12.5.3)."""
    for coding in accepted.split(","):
        name, _, weight = coding.partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def unchanged(headers: Mapping[str, str]) -> Response:
    """“You have it”, with the headers that the whole answer would have had."""
    return Response(status_code=304, headers=headers)


def _date(text: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return date if date.tzinfo else None
