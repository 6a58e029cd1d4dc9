"""Health check."""

from importlib.metadata import version

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from blueprint.services.accounts import registration
from blueprint.web.http.request_context import workbench_of


def read(request: Request) -> Response:
    """200 when the database answers, else 503; with the version."""
    health = {"status": "ok", "version": version("blueprint-workbench")}
    try:
        registration.has_accounts(workbench_of(request))
    except SQLAlchemyError:
        return JSONResponse(health | {"status": "the database does not answer"}, 503, {"cache-control": "no-store"})
    return JSONResponse(health, headers={"cache-control": "no-store"})
