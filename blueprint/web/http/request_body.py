"""Reading what a request carries, never more than was agreed."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from blueprint.domain.errors import Invalid, TooLarge

FORM_LIMIT = 64 * 1024
"""Bytes of a form of ours."""


async def read_body(request: Request, limit: int, refusal: str = "") -> bytes:
    """The whole body; raises `TooLarge`, with `refusal` where that says it better, once it is over `limit` bytes."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > limit:
        raise _too_large(limit, refusal)
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise _too_large(limit, refusal)
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a plain form, each once (the last wins); raises `Invalid` for anything else."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise Invalid("This form did not arrive as expected. Load the page again, then try once more.")
    body = await read_body(request, FORM_LIMIT)
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        raise Invalid("This form did not arrive as expected. Load the page again, then try once more.") from None
    return {name: value.replace("\0", "") for name, value in fields.items()}  # no database can hold a NUL


def _too_large(limit: int, refusal: str) -> TooLarge:
    usual = f"This is bigger than the {limit // 1_000_000 or 1} MB we take. Make it smaller, then try again."
    return TooLarge(refusal or usual)
