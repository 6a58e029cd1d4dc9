"""Creating the first account by the one-time link that an empty workbench prints when it starts."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from blueprint.domain.errors import BlueprintError, LinkSpent
from blueprint.locales import gettext as _
from blueprint.services.accounts import one_time_links, registration
from blueprint.web.auth.password_limit import run_password_hashing
from blueprint.web.auth.sign_in import redirect_signed_in
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import user_agent, workbench_of
from blueprint.web.http.templates import html_response


async def show(request: Request) -> Response:
    """The form for name, email address and password."""
    await _require_valid_link(request)
    return html_response("first_account.html", name="", email="", problem="")


async def submit(request: Request) -> Response:
    """Create the account and sign in."""
    form = await read_form(request)
    email, name = form.get("email", ""), form.get("name", "")
    token, browser = request.path_params["token"], user_agent(request)
    try:
        session = await run_password_hashing(
            registration.create_first_account,
            workbench_of(request), token, email, name, form.get("password", ""), browser,
        )  # fmt: skip
    except LinkSpent:
        raise
    except BlueprintError as error:
        status = status_of(error)
        return html_response("first_account.html", status=status, name=name, email=email, problem=str(error))
    return redirect_signed_in(request, session, "/")


async def _require_valid_link(request: Request) -> None:
    token = request.path_params["token"]
    if not await run_in_threadpool(
        one_time_links.link_is_valid, workbench_of(request), token, one_time_links.FIRST_ACCOUNT
    ):
        raise LinkSpent(_("This link has been used or has run out. Start the workbench again to get a new one."))
