"""The files of an edition: immutable, whole or in parts (RFC 9110, sections 13 and 14)."""

import asyncio
from datetime import UTC
from email.utils import format_datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from blueprint.domain.editions import Artifact
from blueprint.domain.errors import NotFound
from blueprint.domain.published_editions import PublishedEdition
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.services.publishing import export_files, repairs
from blueprint.web.http.conditional import IMMUTABLE, is_not_modified, not_modified
from blueprint.web.http.error_responses import error_response
from blueprint.web.http.request_context import workbench_of

REBUILD_TIMEOUT = 20.0
"""Seconds that a request waits for a missing file to be built again."""


async def read(request: Request, slug: str, number: int, filename: str) -> Response:
    """The file of that name; raises `NotFound` for a name that is not one of the edition's files."""
    workbench = workbench_of(request)
    edition = await run_in_threadpool(catalogue.find_edition, workbench, slug, number)
    artifacts = (*edition.artifacts, *edition.lost)
    artifact = next((artifact for artifact in artifacts if artifact.filename == filename), None)
    if artifact is None:
        raise NotFound("This edition has no such file. Look at its page for those it has.")
    headers = {
        "etag": f'"{artifact.sha256}"',
        "last-modified": format_datetime(edition.published_at.astimezone(UTC), usegmt=True),
        "cache-control": IMMUTABLE,
        "access-control-allow-origin": "*",  # e-book readers that are themselves web pages fetch them
    }
    if is_not_modified(request, headers["etag"], edition.published_at):
        return not_modified(headers)
    file = await run_in_threadpool(export_files.find, workbench, artifact)
    file = file or await _rebuilt(workbench, edition, artifact)
    if file is None:
        message = "This file was lost and is being made again. Try again in a minute."
        return error_response(request, 503, message, retry_after=60)
    return FileResponse(file, headers=headers, media_type=artifact.media_type, filename=artifact.filename)


async def _rebuilt(workbench: Workbench, edition: PublishedEdition, artifact: Artifact) -> Path | None:
    """The missing file once it is built again, or None after the timeout.

    Raises `NotFound` for a file that cannot be built with the same content.
    """
    if artifact not in edition.lost:
        rebuilding = asyncio.wrap_future(repairs.start_repair(workbench, edition.id))
        done, _pending = await asyncio.wait({rebuilding}, timeout=REBUILD_TIMEOUT)
        if not done:
            return None
        if (file := await run_in_threadpool(export_files.find, workbench, artifact)) is not None:
            return file
    raise NotFound(
        "This file of the edition is gone, and cannot be made again as it was. Look at the edition's page for the others."
    )
