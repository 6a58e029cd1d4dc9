"""Autosaving drafts: the editor sends its text every second or two while somebody types."""

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from blueprint.domain.errors import Invalid, NotSignedIn
from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.services.drafting.drafts import save_draft
from blueprint.web.auth.current_person import current_person_id
from blueprint.web.http.request_body import read_body
from blueprint.web.http.request_context import workbench_of

BODY_LIMIT = 6 * MARKDOWN_LENGTH + 100_000
"""Bytes. JSON escapes a character in at most six, so a text within `MARKDOWN_LENGTH` always fits."""


class DraftPayload(Value):
    """The request body. `sequence` grows with every request, so that one that arrives late is ignored."""

    base: int = Field(ge=1, le=2**31)
    title: str
    markdown: str
    sequence: int = Field(ge=0, le=2**53)


async def save(request: Request) -> Response:
    """Save the draft; responds with `{"sequence", "savedAt"}` of the draft as it is stored now."""
    actor_id = await current_person_id(request)
    if actor_id is None:
        raise NotSignedIn(
            _("You are signed out. What you wrote is still here: sign in again in another window, then go on.")
        )
    payload = _parse(await read_body(request, BODY_LIMIT, _too_long()))
    draft = await run_in_threadpool(
        save_draft, workbench_of(request), actor_id, request.path_params["proposal"], **payload.model_dump()
    )
    saved = {"sequence": draft.sequence, "savedAt": draft.saved_at.isoformat()}
    return JSONResponse(saved, headers={"cache-control": "no-store"})


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
