"""Autosaving drafts: the editor sends its text every second or two while somebody types, and reads what other devices of
the person sent."""

from typing import Annotated, Any

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from blueprint.domain.drafts import MAX_CONFLICTS, Draft
from blueprint.domain.errors import AncestorNeeded, Invalid, NotSignedIn
from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.services.drafting.drafts import read_draft, save_draft, storable_text
from blueprint.services.drafting.revisions import read_revision
from blueprint.web.auth.current_person import current_person_id
from blueprint.web.http.request_body import read_body
from blueprint.web.http.request_context import workbench_of

BODY_LIMIT = 2 * 6 * MARKDOWN_LENGTH + 100_000
"""Bytes. JSON escapes a character in at most six, so two texts within `MARKDOWN_LENGTH` always fit."""

_NO_STORE = {"cache-control": "no-store"}


class AncestorPayload(Value):
    """The text that the sent one follows on from."""

    title: str
    markdown: str


class DraftPayload(Value):
    """The request body; see `blueprint.domain.drafts.DraftWrite`.

    Editors of earlier versions send no field below `sequence`.
    """

    base: int = Field(ge=1, le=2**31)
    title: str
    markdown: str
    sequence: int = Field(ge=0, le=2**53)
    device: str = Field(default="", max_length=64)
    follows: str | None = Field(default=None, max_length=64)
    ancestor: AncestorPayload | None = None
    settled: tuple[Annotated[str, Field(max_length=64)], ...] = Field(default=(), max_length=2 * MAX_CONFLICTS)
    last: bool = False


async def save(request: Request) -> Response:
    """Save the draft; responds with `{"sequence", "savedAt", "state", "base", "conflicts"}` of the draft as it is stored.

    When that is not the text that was sent, `{"title", "markdown"}` are in the response, too. 409 with
    `{"needs": "ancestor"}` when the request has to be sent again with its ancestor.
    """
    actor_id = await _signed_in(request)
    payload = _parse(await read_body(request, BODY_LIMIT, _too_long()))
    try:
        draft = await run_in_threadpool(
            save_draft, workbench_of(request), actor_id, request.path_params["proposal"], **_arguments(payload)
        )
    except AncestorNeeded as needed:
        return JSONResponse({"message": str(needed), "needs": "ancestor"}, 409, _NO_STORE)
    has_sent = draft.text == storable_text(payload.title, payload.markdown)
    return JSONResponse(_record(draft) if has_sent else _record(draft) | _text(draft), headers=_NO_STORE)


async def read(request: Request) -> Response:
    """The person's draft, or else the newest revision, as a response to `save` with its text."""
    actor_id = await _signed_in(request)
    return JSONResponse(
        await run_in_threadpool(_read, workbench_of(request), actor_id, request.path_params["proposal"]),
        headers=_NO_STORE,
    )


def _read(workbench: Workbench, actor_id: str, proposal_id: str) -> dict[str, Any]:
    with workbench.read_scope():
        draft = read_draft(workbench, actor_id, proposal_id)
        if draft:
            return _record(draft) | _text(draft)
        head = read_revision(workbench, actor_id, proposal_id)
    return {
        "sequence": 0, "savedAt": None, "state": "", "base": head.number, "conflicts": [],
        "title": head.title, "markdown": in_current_dialect(head.markdown, head.dialect),
    }  # fmt: skip


async def _signed_in(request: Request) -> str:
    actor_id = await current_person_id(request)
    if actor_id is None:
        raise NotSignedIn(
            _("You are signed out. What you wrote is still here: sign in again in another window, then go on.")
        )
    return actor_id


def _arguments(payload: DraftPayload) -> dict[str, Any]:
    ancestor = payload.ancestor and storable_text(payload.ancestor.title, payload.ancestor.markdown)
    return payload.model_dump() | {"ancestor": ancestor}


def _record(draft: Draft) -> dict[str, Any]:
    return {
        "sequence": draft.sequence,
        "savedAt": draft.saved_at.isoformat(),
        "state": draft.state,
        "base": draft.base,
        "conflicts": [{"id": conflict.id, **conflict.model_dump()} for conflict in draft.conflicts],
    }


def _text(draft: Draft) -> dict[str, Any]:
    return {"title": draft.title, "markdown": in_current_dialect(draft.markdown, draft.dialect)}


def _too_long() -> str:
    return _(
        "The text has more than {limit} characters, for which there is room. Shorten it, or divide it, "
        "then try again. What you wrote is still here.",
        limit=f"{MARKDOWN_LENGTH:,}",
    )


def _parse(body: bytes) -> DraftPayload:
    try:
        return DraftPayload.model_validate_json(body)
    except ValidationError:
        raise Invalid(
            _("The editor sent something we cannot read. Copy your text, load the page again, paste it.")
        ) from None
