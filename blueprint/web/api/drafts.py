"""Autosaving: the editor sends what was typed, every second or two."""

from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from blueprint.domain.errors import Invalid, NotSignedIn
from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.domain.value import Value
from blueprint.services.drafting.drafts import save_draft
from blueprint.web.http.request_body import read_body
from blueprint.web.http.request_context import actor_of, workbench_of

LIMIT = 6 * MARKDOWN_LENGTH + 100_000
"""Bytes. JSON writes no character in more than six, so a text that there is room for is never cut off here."""

_TOO_LONG = (
    f"The text has more than {MARKDOWN_LENGTH:,} characters, for which there is room. Shorten it, or divide it, "
    "then try again. What you wrote is still here."
)


class Typed(Value):
    """What the editor sends; `sequence` grows with every request, so that a late one changes nothing."""

    base: int = Field(ge=1, le=2**31)
    title: str
    markdown: str
    sequence: int = Field(ge=0, le=2**53)


async def save(request: Request) -> Response:
    """Keep it; answers `{"sequence", "savedAt"}` of the draft as it now stands."""
    actor_id = await actor_of(request)
    if actor_id is None:
        raise NotSignedIn(
            "You are signed out. What you wrote is still here: sign in again in another window, then go on."
        )
    typed = _typed(await read_body(request, LIMIT, _TOO_LONG))
    draft = await run_in_threadpool(
        save_draft, workbench_of(request), actor_id, request.path_params["proposal"], **typed.model_dump()
    )
    saved = {"sequence": draft.sequence, "savedAt": draft.saved_at.isoformat()}
    return JSONResponse(saved, headers={"cache-control": "no-store"})


def _typed(body: bytes) -> Typed:
    try:
        return Typed.model_validate_json(body)
    except ValidationError:
        raise Invalid(
            "The editor sent something we cannot read. Copy your text, load the page again, paste it."
        ) from None
