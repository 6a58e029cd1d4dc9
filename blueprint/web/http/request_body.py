"""Reading request bodies up to a limit."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from blueprint.domain.errors import Invalid, TooLarge
from blueprint.domain.limits import megabytes
from blueprint.locales import gettext as _

FORM_LIMIT = 64 * 1024
"""Bytes of a URL-encoded form."""
MAX_FIELDS = 20


async def read_body(request: Request, limit: int, too_large: str = "") -> bytes:
    """The whole body; raises `TooLarge` once it is over `limit` bytes, with the message `too_large` when given."""
    content_length = request.headers.get("content-length", "")
    if content_length.isdecimal() and int(content_length) > limit:
        raise _too_large(limit, too_large)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit, too_large)
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a URL-encoded form (of a repeated one the last value); raises `Invalid` for other content."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise _malformed()
    body = await read_body(request, FORM_LIMIT)
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MAX_FIELDS))
    except ValueError:
        raise _malformed() from None
    return {name: value.replace("\0", "") for name, value in fields.items()}  # no database can hold a NUL


def _malformed() -> Invalid:
    return Invalid(_("This form did not arrive as expected. Load the page again, then try once more."))


def _too_large(limit: int, message: str) -> TooLarge:
    size = megabytes(limit)
    return TooLarge(
        message or _("This is bigger than the {size} MB we take. Make it smaller, then try again.", size=size)
    )
