"""An edition's files: the same bytes for ever, whole or in part (RFC 9110, sections 13 and 14)."""

import asyncio
from datetime import UTC
from email.utils import format_datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from blueprint.domain.editions import Artifact
from blueprint.domain.errors import NotFound
from blueprint.domain.library import PublishedEdition
from blueprint.services.context import Workbench
from blueprint.services.library import catalogue
from blueprint.services.publishing import export_files, repairs
from blueprint.web.http.conditional import FOR_EVER, is_unchanged, unchanged
from blueprint.web.http.error_responses import refusal
from blueprint.web.http.request_context import workbench_of

PATIENCE = 20.0
"""Seconds for which a reader waits for a lost file that is being made again."""


async def read(request: Request, slug: str, number: int, filename: str) -> Response:
    """The file of that name; nothing else can be named."""
    workbench = workbench_of(request)
    volume = await run_in_threadpool(catalogue.find_edition, workbench, slug, number)
    known = (*volume.artifacts, *volume.lost)
    artifact = next((artifact for artifact in known if artifact.filename == filename), None)
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
    file = await run_in_threadpool(export_files.find, workbench, artifact) or await _made_again(
        workbench, volume, artifact
    )
    if file is None:
        return refusal(
            request, 503, "This file was lost and is being made again. Try again in a minute.", retry_after=60
        )
    return FileResponse(file, headers=headers, media_type=artifact.media_type, filename=artifact.filename)


async def _made_again(workbench: Workbench, volume: PublishedEdition, artifact: Artifact) -> Path | None:
    """The lost file, once it is there again; None while it is being made. Raises `NotFound` for one that is given up."""
    if artifact not in volume.lost:
        trying = asyncio.wrap_future(repairs.start_repair(workbench, volume.id))
        if not (await asyncio.wait({trying}, timeout=PATIENCE))[0]:
            return None
        if (file := await run_in_threadpool(export_files.find, workbench, artifact)) is not None:
            return file
    raise NotFound(
        "This file of the edition is gone, and cannot be made again as it was. Look at the edition's page for the others."
    )
