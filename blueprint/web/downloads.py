"""An edition's files: the same bytes for ever, whole or in part (RFC 9110, sections 13 and 14)."""

from datetime import UTC
from email.utils import format_datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from blueprint.domain.errors import NotFound
from blueprint.services import library
from blueprint.web.caching import FOR_EVER, is_unchanged, unchanged
from blueprint.web.library import edition_number
from blueprint.web.visitors import workbench_of


async def read(request: Request) -> Response:
    """The file of that name; nothing else can be named."""
    workbench, slug, number = workbench_of(request), request.path_params["slug"], edition_number(request)
    _, edition = await run_in_threadpool(library.read_edition, workbench, slug, number)
    named = (artifact for artifact in edition.artifacts if artifact.filename == request.path_params["filename"])
    artifact = next(named, None)
    if artifact is None:
        raise NotFound("This edition has no such file. Look at its page for those it has.")
    _, file = await run_in_threadpool(library.read_artifact, workbench, slug, number, artifact.format)
    published = edition.published_at or edition.started_at
    headers = {
        "etag": f'"{artifact.sha256}"',
        "last-modified": format_datetime(published.astimezone(UTC), usegmt=True),
        "cache-control": FOR_EVER,
    }
    if is_unchanged(request, headers["etag"], published):
        return unchanged(headers)
    return FileResponse(file, headers=headers, media_type=artifact.media_type, filename=artifact.filename)
