"""A person's own data, to download (`GET /api/personal-data`)."""

from collections.abc import Iterator
from typing import IO

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from blueprint.domain.errors import NotSignedIn, TooMany
from blueprint.domain.rate import TokenBuckets
from blueprint.locales import gettext as _
from blueprint.services.accounts.personal_data import export_personal_data
from blueprint.web.auth.current_person import current_person_id
from blueprint.web.http.request_context import workbench_of

_PIECE = 64 * 1024
RATE, BURST = 1 / 60, 3.0
"""Archives of one person, each second and at once: each reads everything they wrote."""
_allowed = TokenBuckets(RATE, BURST)


async def read(request: Request) -> Response:
    """The archive, as a file to save; 401 for nobody, 429 for too many in a short time."""
    actor_id = await current_person_id(request)
    if actor_id is None:
        raise NotSignedIn
    if _allowed.of(actor_id).take():
        raise TooMany(_("You asked for your data several times just now. Wait a few minutes, then try again."))
    file = await run_in_threadpool(export_personal_data, workbench_of(request), actor_id)
    headers = {"cache-control": "no-store", "content-disposition": 'attachment; filename="blueprint-personal-data.zip"'}
    return StreamingResponse(_pieces(file), 200, headers, "application/zip", BackgroundTask(file.close))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
