"""A one-time sign-in link. Mail scanners open links, so opening one shows a button, and only the button uses it up."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from blueprint.domain.errors import LinkSpent
from blueprint.locales import gettext as _
from blueprint.services.accounts import one_time_links, sign_in
from blueprint.web.auth.sign_in import NEXT_COOKIE, redirect_signed_in
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import local_path, user_agent, workbench_of
from blueprint.web.http.templates import html_response


async def show(request: Request) -> Response:
    """Who would be signed in, and the button."""
    token = request.path_params["token"]
    person = await run_in_threadpool(one_time_links.person_of_link, workbench_of(request), token)
    if person is None:
        raise LinkSpent(_("This link has been used or has run out. Ask for a new one on the sign-in page."))
    return html_response("sign_in_link.html", person=person)


async def submit(request: Request) -> Response:
    """Use the link up, sign in, and redirect to the page that was asked for before the link was sent."""
    await read_form(request)
    token = request.path_params["token"]
    session = await run_in_threadpool(sign_in.sign_in_by_link, workbench_of(request), token, user_agent(request))
    response = redirect_signed_in(request, session, local_path(request.cookies.get(NEXT_COOKIE, "/")))
    response.delete_cookie(NEXT_COOKIE, path="/enter")
    return response
