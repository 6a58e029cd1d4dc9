"""The first account, by the one-time link that an empty workbench prints when it starts."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from blueprint.domain.errors import BlueprintError, LinkSpent
from blueprint.services.accounts import one_time_links, registration
from blueprint.web.auth.password_limit import with_password
from blueprint.web.auth.sign_in import enter_with
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import browser_of, workbench_of
from blueprint.web.http.templates import page


async def show(request: Request) -> Response:
    """The form for name, address and password."""
    await _require_open(request)
    return page("first_account.html", name="", email="", problem="")


async def submit(request: Request) -> Response:
    """Create the account and go in."""
    form = await read_form(request)
    email, name = form.get("email", ""), form.get("name", "")
    token, browser = request.path_params["token"], browser_of(request)
    try:
        session = await with_password(
            registration.create_first_account,
            workbench_of(request), token, email, name, form.get("password", ""), browser,
        )  # fmt: skip
    except LinkSpent:
        raise
    except BlueprintError as error:
        return page("first_account.html", status=status_of(error), name=name, email=email, problem=str(error))
    return enter_with(request, session, "/")


async def _require_open(request: Request) -> None:
    token = request.path_params["token"]
    if not await run_in_threadpool(
        one_time_links.link_is_valid, workbench_of(request), token, one_time_links.FIRST_ACCOUNT
    ):
        raise LinkSpent("This link has been used or has run out. Start the workbench again to get a new one.")
