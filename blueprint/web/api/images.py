"""Images: the editor uploads them, pages show them."""

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message, Receive

from blueprint.domain.errors import Invalid, NotSignedIn
from blueprint.domain.limits import LARGEST_IMAGE_UPLOAD
from blueprint.locales import gettext as _
from blueprint.services.drafting.images import add_image
from blueprint.services.library import catalogue
from blueprint.services.library.images import read_image
from blueprint.web.auth.current_person import current_person_id
from blueprint.web.http.conditional import IMMUTABLE, is_not_modified, not_modified
from blueprint.web.http.request_body import read_body
from blueprint.web.http.request_context import workbench_of

FORM_OVERHEAD = 10_000
"""Bytes of the multipart form around an image."""


async def add(request: Request) -> Response:
    """Store the one file of the form; responds with `{"src"}`, its address in Markdown."""
    actor_id = await current_person_id(request)
    if actor_id is None:
        raise NotSignedIn
    content = await _uploaded_file(request)
    src = await run_in_threadpool(add_image, workbench_of(request), actor_id, request.path_params["proposal"], content)
    return JSONResponse({"src": src}, headers={"cache-control": "no-store"})


async def read(request: Request) -> Response:
    """An image, for those who may see it. Its name is its content's hash, so it never changes."""
    name = request.path_params["name"]
    workbench = workbench_of(request)
    public = await run_in_threadpool(catalogue.is_published_image, workbench, name)
    actor_id = None if public else await current_person_id(request)
    content, media_type = await run_in_threadpool(read_image, workbench, actor_id, name)
    headers = {
        "etag": f'"{name[:64]}"',
        "cache-control": IMMUTABLE if public else IMMUTABLE.replace("public", "private"),
    }
    if is_not_modified(request, headers["etag"]):
        return not_modified(headers)
    return Response(content, 200, headers, media_type)


async def _uploaded_file(request: Request) -> bytes:
    body = await read_body(request, LARGEST_IMAGE_UPLOAD + FORM_OVERHEAD)
    form = Request(request.scope, _replay(body))
    try:
        async with form.form(max_files=1, max_fields=5) as fields:
            files = [value for value in fields.values() if isinstance(value, UploadFile)]
            content = await files[0].read() if files else b""
    except HTTPException:
        content = b""
    if not content:
        raise Invalid(_("No picture arrived. Choose one file, then try again."), "picture")
    return content


def _replay(body: bytes) -> Receive:
    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receive
