"""For machines that ask how we are, and for those that read everything."""

from importlib.metadata import version

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from blueprint.services import accounts
from blueprint.web.visitors import workbench_of


def read(request: Request) -> Response:
    """200 when the database answers, else 503; with the version."""
    told = {"status": "ok", "version": version("blueprint-workbench")}
    try:
        accounts.has_accounts(workbench_of(request))
    except SQLAlchemyError:
        return JSONResponse(told | {"status": "the database does not answer"}, 503, {"cache-control": "no-store"})
    return JSONResponse(told, headers={"cache-control": "no-store"})


def robots(_request: Request) -> Response:
    """Search engines are welcome in the library."""
    return PlainTextResponse("User-agent: *\nAllow: /library\nAllow: /images\nAllow: /assets\nDisallow: /\n")
