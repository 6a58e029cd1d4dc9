"""An invitation: what one is invited to, and the ways to accept."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.domain.errors import BlueprintError, LinkSpent
from blueprint.services.convenings import invitations
from blueprint.web.auth.password_limit import with_password
from blueprint.web.auth.sign_in import enter_with
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import actor_of, browser_of, person_of, workbench_of
from blueprint.web.http.templates import page


async def show(request: Request) -> Response:
    """The invitation, for the person signed in, for someone who has an account, or for someone new."""
    return await _page(request)


async def submit(request: Request) -> Response:
    """Accept: as the person signed in, else by creating the account it was sent to."""
    form = await read_form(request)
    try:
        return await _accept(request) if form.get("as") == "myself" else await _join(request, form)
    except LinkSpent:
        raise
    except BlueprintError as error:
        return await _page(request, name=form.get("name", ""), problem=error)


async def _accept(request: Request) -> Response:
    token, actor_id = request.path_params["token"], await actor_of(request)
    convening = await run_in_threadpool(invitations.accept_invitation, workbench_of(request), actor_id, token)
    return RedirectResponse(f"/convening?id={convening.id}", 303, {"cache-control": "no-store"})


async def _join(request: Request, form: dict[str, str]) -> Response:
    workbench, token = workbench_of(request), request.path_params["token"]
    _, convening, _ = await run_in_threadpool(invitations.read_invitation, workbench, token)
    session = await with_password(
        invitations.accept_as_new,
        workbench, token, form.get("name", ""), form.get("password", ""), browser_of(request),
    )  # fmt: skip
    return enter_with(request, session, f"/convening?id={convening.id}")


async def _page(request: Request, *, name: str = "", problem: BlueprintError | None = None) -> Response:
    token = request.path_params["token"]
    invitation, convening, known = await run_in_threadpool(invitations.read_invitation, workbench_of(request), token)
    return page(
        "invitation.html",
        status=status_of(problem) if problem else 200,
        invitation=invitation,
        convening=convening,
        known=known,
        person=await person_of(request),
        here=request.url.path,
        name=name,
        problem=str(problem or ""),
    )
