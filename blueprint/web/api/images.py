"""Pictures: the editor adds them, pages show them."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message, Receive

from blueprint.domain.errors import Invalid, NotSignedIn
from blueprint.services.drafting.images import add_image
from blueprint.services.library import catalogue
from blueprint.services.library.images import read_image
from blueprint.web.http.conditional import FOR_EVER, is_unchanged, unchanged
from blueprint.web.http.request_body import read_body
from blueprint.web.http.request_context import actor_of, workbench_of

LIMIT = 10_000_000
AROUND = 10_000
"""Bytes of a picture, and what a form may put around it."""


async def add(request: Request) -> Response:
    """Keep the one file of the form; answers `{"src"}` as Markdown names it."""
    actor_id = await actor_of(request)
    if actor_id is None:
        raise NotSignedIn
    content = await _uploaded(request)
    src = await run_in_threadpool(add_image, workbench_of(request), actor_id, request.path_params["proposal"], content)
    return JSONResponse({"src": src}, headers={"cache-control": "no-store"})


async def read(request: Request) -> Response:
    """A picture, to who may see it. Its name is its content's hash, so it never changes."""
    name = request.path_params["name"]
    workbench = workbench_of(request)
    public = await run_in_threadpool(catalogue.is_published_image, workbench, name)
    actor_id = None if public else await actor_of(request)
    content, media_type = await run_in_threadpool(read_image, workbench, actor_id, name)
    headers = {"etag": f'"{name[:64]}"', "cache-control": FOR_EVER if public else FOR_EVER.replace("public", "private")}
    if is_unchanged(request, headers["etag"]):
        return unchanged(headers)
    return Response(content, 200, headers, media_type)


async def _uploaded(request: Request) -> bytes:
    body = await read_body(request, LIMIT + AROUND)
    form = Request(request.scope, _replayed(body))
    try:
        async with form.form(max_files=1, max_fields=5) as fields:
            files = [value for value in fields.values() if isinstance(value, UploadFile)]
            content = await files[0].read() if files else b""
    except HTTPException:
        content = b""
    if not content:
        raise Invalid("No picture arrived. Choose one file, then try again.", "picture")
    return content


def _replayed(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
