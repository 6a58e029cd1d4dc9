"""An invitation to a convening, and the ways to accept it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.domain.convenings import ROLE_LABELS, Role
from blueprint.domain.errors import BlueprintError, LinkSpent
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.services.convenings import invitations
from blueprint.web.auth.current_person import current_person, current_person_id
from blueprint.web.auth.password_limit import run_password_hashing
from blueprint.web.auth.sign_in import redirect_signed_in
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import user_agent, workbench_of
from blueprint.web.http.templates import html_response

ROLE_DESCRIPTIONS = {
    Role.CONVENOR: mark("You lead the work: you invite people, and you decide what else an editor decides."),
    Role.EDITOR: mark("You may change every text, tag proposals to principles, adopt them and publish collections."),
    Role.AUTHOR: mark("You start proposals and write your own, and you comment on those of others."),
    Role.REVIEWER: mark("You read every proposal and comment on it, paragraph by paragraph."),
    Role.OBSERVER: mark("You read every proposal and the conversations about it."),
}


async def show(request: Request) -> Response:
    """The invitation, for the signed-in person, for someone who has an account, or for someone new."""
    return await _page(request)


async def submit(request: Request) -> Response:
    """Accept as the signed-in person, or by creating an account for the invited address."""
    form = await read_form(request)
    try:
        return await _accept(request) if form.get("as") == "myself" else await _create_account(request, form)
    except LinkSpent:
        raise
    except BlueprintError as error:
        return await _page(request, name=form.get("name", ""), problem=error)


async def _accept(request: Request) -> Response:
    token, actor_id = request.path_params["token"], await current_person_id(request)
    convening = await run_in_threadpool(invitations.accept_invitation, workbench_of(request), actor_id, token)
    return RedirectResponse(f"/convening?id={convening.id}", 303, {"cache-control": "no-store"})


async def _create_account(request: Request, form: dict[str, str]) -> Response:
    workbench, token = workbench_of(request), request.path_params["token"]
    _invitation, convening, _known = await run_in_threadpool(invitations.read_invitation, workbench, token)
    session = await run_password_hashing(
        invitations.accept_as_new,
        workbench, token, form.get("name", ""), form.get("password", ""), user_agent(request),
    )  # fmt: skip
    return redirect_signed_in(request, session, f"/convening?id={convening.id}")


async def _page(request: Request, *, name: str = "", problem: BlueprintError | None = None) -> Response:
    token = request.path_params["token"]
    invitation, convening, known = await run_in_threadpool(invitations.read_invitation, workbench_of(request), token)
    return html_response(
        "invitation.html",
        status=status_of(problem) if problem else 200,
        invitation=invitation,
        role=_(ROLE_LABELS[invitation.role]),
        role_description=_(ROLE_DESCRIPTIONS[invitation.role]),
        convening=convening,
        known=known,
        person=await current_person(request),
        path=request.url.path,
        name=name,
        problem=str(problem or ""),
    )
