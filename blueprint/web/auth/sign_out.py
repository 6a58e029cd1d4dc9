"""Signing out of this browser or of all."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.services.accounts import browser_sessions
from blueprint.web.auth import session_cookie
from blueprint.web.auth.current_person import current_person, current_person_id
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import workbench_of
from blueprint.web.http.templates import html_response


async def show(request: Request) -> Response:
    """The two buttons; opening the page ends no session."""
    return html_response("sign_out.html", person=await current_person(request))


async def submit(request: Request) -> Response:
    """End this session, or with `everywhere` all of the person's."""
    form = await read_form(request)
    workbench = workbench_of(request)
    actor_id = await current_person_id(request)
    if actor_id and form.get("everywhere"):
        await run_in_threadpool(browser_sessions.sign_out_everywhere, workbench, actor_id)
    else:
        token = session_cookie.session_token(request.scope, workbench.settings)
        await run_in_threadpool(browser_sessions.sign_out, workbench, token)
    response = RedirectResponse("/sign-in", 303, {"cache-control": "no-store"})
    session_cookie.delete_session_cookie(response, workbench.settings)
    return response
