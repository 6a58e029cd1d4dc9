"""An edition's files: the same bytes for ever, whole or in part (RFC 9110, sections 13 and 14)."""

from datetime import UTC
from email.utils import format_datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from blueprint.domain.errors import NotFound
from blueprint.services import library
from blueprint.web.caching import FOR_EVER, is_unchanged, unchanged
from blueprint.web.visitors import workbench_of


async def read(request: Request, slug: str, number: int, filename: str) -> Response:
    """The file of that name; nothing else can be named."""
    workbench = workbench_of(request)
    volume = await run_in_threadpool(library.find_edition, workbench, slug, number)
    artifact = next((artifact for artifact in volume.artifacts if artifact.filename == filename), None)
    if artifact is None:
        raise NotFound("This edition has no such file. Look at its page for those it has.")
    headers = {
        "etag": f'"{artifact.sha256}"',
        "last-modified": format_datetime(volume.published_at.astimezone(UTC), usegmt=True),
        "cache-control": FOR_EVER,
        "access-control-allow-origin": "*",  # readers of e-books that are themselves web pages fetch them
    }
    if is_unchanged(request, headers["etag"], volume.published_at):
        return unchanged(headers)
    file = workbench.exports.path(artifact.stored)
    return FileResponse(file, headers=headers, media_type=artifact.media_type, filename=artifact.filename)
