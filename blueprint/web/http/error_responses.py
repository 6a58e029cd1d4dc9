"""Saying no: each error becomes a status (RFC 9110) and a sentence that says what to do next."""

import http

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from blueprint.domain import errors
from blueprint.web.http import templates

_STATUS: tuple[tuple[type[errors.BlueprintError], int], ...] = (
    (errors.NotSignedIn, 401),
    (errors.NotAllowed, 403),
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.LinkSpent, 410),
    (errors.TooLarge, 413),
    (errors.Invalid, 422),
    (errors.TooMany, 429),
)
"""The more particular before the more general."""

_SENTENCES = {
    404: "There is no page at this address. Check it for a typing mistake, or start from the library.",
    405: "This address cannot be used in that way. Go back and try again.",
    413: "This is bigger than what we take. Make it smaller, then try again.",
}

_TITLES = {401: "Please sign in", 403: "Not open to you", 404: "Not found", 409: "It has changed meanwhile"} | {
    410: "This link is used up",
    413: "Too large",
    429: "Please wait a little",
    500: "Something went wrong",
    503: "Please wait a little",
}


def status_of(error: errors.BlueprintError) -> int:
    """The HTTP status that says the same."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def refusal(request: Request, status: int, sentence: str, *, retry_after: int = 0) -> Response:
    """The sentence as a page, or as `{"message"}` for the editor's script; `retry_after` is in seconds."""
    response = _refusal(request, status, sentence)
    if retry_after:
        response.headers["retry-after"] = str(retry_after)
    return response


def _refusal(request: Request, status: int, sentence: str) -> Response:
    if templates.wants_json(request):
        return JSONResponse({"message": sentence}, status, {"cache-control": "no-store"})
    title = _TITLES.get(status, "That did not work")
    return templates.page("error.html", status=status, title=title, sentence=sentence, code=status)


async def on_blueprint_error(request: Request, error: Exception) -> Response:
    """For what a person can cause."""
    assert isinstance(error, errors.BlueprintError)
    return refusal(request, status_of(error), str(error))


async def on_http_error(request: Request, error: Exception) -> Response:
    """For what the router refuses: no such page, no such method."""
    assert isinstance(error, HTTPException)
    sentence = _SENTENCES.get(error.status_code, f"{http.HTTPStatus(error.status_code).phrase}. Go back and try again.")
    response = refusal(request, error.status_code, sentence)
    response.headers.update(error.headers or {})
    return response


async def on_failure(request: Request, _error: Exception) -> Response:
    """For our own mistakes, which go to the log and not to the page."""
    return refusal(
        request,
        500,
        "This went wrong on our side, and nothing was changed. Try again in a minute; if it lasts, tell us.",
    )


def not_from_here(scope: Scope) -> Response:
    """For a request that another site's page made, or that does not say where it comes from."""
    return refusal(
        Request(scope), 403, "This did not come from one of our pages. Open the page here again, then try once more."
    )


def not_here(scope: Scope) -> Response:
    """For addresses that are closed."""
    return refusal(Request(scope), 404, _SENTENCES[404])
