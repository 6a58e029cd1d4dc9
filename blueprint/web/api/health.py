"""Whether this process lives (`/healthz`) and can serve people (`/readyz`), as load balancers and Kubernetes ask."""

from importlib.metadata import version

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from blueprint.services import readiness
from blueprint.web.http.request_context import workbench_of

_HEADERS = {"cache-control": "no-store"}


async def read_health(_request: Request) -> Response:
    """200 as long as the process answers, whatever is the matter with the rest; with the version."""
    return JSONResponse({"status": readiness.OK, "version": version("blueprint-workbench")}, headers=_HEADERS)


async def read_readiness(request: Request) -> Response:
    """200 when people can be sent here, else 503; with the state of database, store, queue and disk."""
    found = await run_in_threadpool(readiness.check, workbench_of(request))
    return JSONResponse(found.model_dump(), 200 if found.ready else 503, _HEADERS)
