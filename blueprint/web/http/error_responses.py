"""Error responses: each error becomes a status (RFC 9110) and a sentence that says what to do next."""

import structlog
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from blueprint.domain import errors
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.storage.database import unreachable
from blueprint.web.http import templates

_log = structlog.get_logger()

_STATUS_BY_ERROR: tuple[tuple[type[errors.BlueprintError], int], ...] = (
    (errors.NotSignedIn, 401),
    (errors.NotAllowed, 403),
    (errors.NotFound, 404),
    (errors.Conflict, 409),
    (errors.LinkSpent, 410),
    (errors.TooLarge, 413),
    (errors.Invalid, 422),
    (errors.TooMany, 429),
    (errors.Damaged, 500),
)
"""Subclasses before their base classes."""

_MESSAGES = {
    404: mark("There is no page at this address. Check it for a typing mistake, or start from the library."),
    405: mark("This address cannot be used in that way. Go back and try again."),
    413: mark("This is bigger than what we take. Make it smaller, then try again."),
}
_OTHER_MESSAGE = mark("This request cannot be answered. Go back and try again.")

_TITLES = {
    401: mark("Please sign in"),
    403: mark("Not open to you"),
    404: mark("Not found"),
    409: mark("It has changed meanwhile"),
    410: mark("This link is used up"),
    413: mark("Too large"),
    429: mark("Please wait a little"),
    500: mark("Something went wrong"),
    503: mark("Please wait a little"),
}
_OTHER_TITLE = mark("That did not work")


def status_of(error: errors.BlueprintError) -> int:
    """The HTTP status of an error."""
    return next((status for kind, status in _STATUS_BY_ERROR if isinstance(error, kind)), 400)


def error_response(request: Request, status: int, message: str, *, retry_after: int = 0) -> Response:
    """The message as a page, or as `{"message"}` for the API; `retry_after` is in seconds."""
    response = _response(request, status, message)
    if retry_after:
        response.headers["retry-after"] = str(retry_after)
    return response


def _response(request: Request, status: int, message: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"message": message}, status, {"cache-control": "no-store"})
    title = _(_TITLES.get(status, _OTHER_TITLE))
    return templates.html_response("error.html", status=status, title=title, message=message, code=status)


async def on_blueprint_error(request: Request, error: Exception) -> Response:
    """Exception handler for errors that a person can cause."""
    assert isinstance(error, errors.BlueprintError)
    return error_response(request, status_of(error), str(error))


async def on_http_error(request: Request, error: Exception) -> Response:
    """Exception handler for what the router refuses: no such page, no such method."""
    assert isinstance(error, HTTPException)
    message = _(_MESSAGES.get(error.status_code, _OTHER_MESSAGE))
    response = error_response(request, error.status_code, message)
    response.headers.update(error.headers or {})
    return response


async def on_database_error(request: Request, error: Exception) -> Response:
    """Exception handler for the database: 503 while it is unreachable, else as for any other mistake of ours."""
    assert isinstance(error, DBAPIError)
    if not unreachable(error):
        raise error
    _log.warning("request not answered, since the database is unreachable")
    message = _("The workbench does not answer at the moment. Nothing was changed. Try again in a minute.")
    return error_response(request, 503, message, retry_after=60)


async def on_unhandled_error(request: Request, _error: Exception) -> Response:
    """Exception handler for our own mistakes; their traceback goes to the log only."""
    message = _("This went wrong on our side, and nothing was changed. Try again in a minute; if it lasts, tell us.")
    return error_response(request, 500, message)


def cross_origin(scope: Scope) -> Response:
    """403 for a request that another site's page made, or that does not name its origin."""
    message = _("This did not come from one of our pages. Open the page here again, then try once more.")
    return error_response(Request(scope), 403, message)


def too_many(scope: Scope) -> Response:
    """429 for what comes faster than a person asks for it."""
    message = _("That was more than we take in so short a time. Wait a minute, then try again.")
    return error_response(Request(scope), 429, message, retry_after=60)


def not_asked_for(scope: Scope) -> Response:
    """403 for a file that no open page of the person asks for."""
    message = _("No page that you have open asks for this file. Load the page again, then choose the file once more.")
    return error_response(Request(scope), 403, message)


def not_found(scope: Scope) -> Response:
    """404 for an address that is not served."""
    return error_response(Request(scope), 404, _(_MESSAGES[404]))
