"""Signing in by email address and password, or by a link sent to that address."""

import asyncio

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.domain.errors import BlueprintError
from blueprint.services.accounts import registration, sign_in
from blueprint.web.auth import session_cookie
from blueprint.web.auth.password_limit import with_password
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import address_of, browser_of, local_path, person_of, workbench_of
from blueprint.web.http.templates import page

NEXT_COOKIE = "next"
LINK_TAKES = 0.6
"""Seconds that asking for a link takes whoever asks, so that the time does not tell which addresses are known."""


async def show(request: Request) -> Response:
    """The form; who is signed in already goes straight on."""
    following = local_path(request.query_params.get("next", "/"))
    if await person_of(request):
        return RedirectResponse(following, 303, {"cache-control": "no-store"})
    return await _form(request, following)


async def submit(request: Request) -> Response:
    """Check the password and go on to the page that was asked for."""
    form = await read_form(request)
    following = local_path(form.get("next", "/"))
    workbench = workbench_of(request)
    email, password = form.get("email", ""), form.get("password", "")
    try:
        token = await with_password(
            sign_in.sign_in, workbench, email, password, browser_of(request), address_of(request)
        )
    except BlueprintError as error:
        return await _form(request, following, email=email, problem=error)
    return enter_with(request, token, following)


async def send_link(request: Request) -> Response:
    """Send a link to the address, and say the same whether it is known or not."""
    form = await read_form(request)
    following = local_path(form.get("next", "/"))
    workbench, email = workbench_of(request), form.get("email", "")
    asked = run_in_threadpool(sign_in.request_link, workbench, email, address_of(request))
    answers = await asyncio.gather(asked, asyncio.sleep(LINK_TAKES), return_exceptions=True)
    if isinstance(answers[0], BlueprintError):
        return await _form(request, following, email=email, problem=answers[0])
    if isinstance(answers[0], BaseException):
        raise answers[0]
    response = page("link_sent.html", email=email, hours=workbench.settings.link_hours)
    secure = bool(workbench.settings.secure_cookies)
    response.set_cookie(NEXT_COOKIE, following, 3_600, path="/enter", httponly=True, samesite="lax", secure=secure)
    return response


def enter_with(request: Request, token: str, following: str) -> Response:
    """Open the workbench to a browser with its new session."""
    response = RedirectResponse(following, 303, {"cache-control": "no-store"})
    session_cookie.sign_browser_in(response, workbench_of(request).settings, token)
    return response


async def _form(
    request: Request, following: str, *, email: str = "", problem: BlueprintError | None = None
) -> Response:
    workbench = workbench_of(request)
    return page(
        "sign_in.html",
        status=status_of(problem) if problem else 200,
        following=following,
        email=email,
        problem=str(problem or ""),
        can_email=bool(workbench.settings.smtp_host),
        begun=await run_in_threadpool(registration.has_accounts, workbench),
    )
