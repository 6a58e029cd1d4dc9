"""Signing in by email address and password, or by a link sent to that address."""

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from blueprint.domain.errors import BlueprintError
from blueprint.services.accounts import registration, sign_in
from blueprint.web.auth import session_cookie
from blueprint.web.auth.current_person import current_person
from blueprint.web.auth.password_limit import run_password_hashing
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import client_address, local_path, user_agent, workbench_of
from blueprint.web.http.templates import html_response

NEXT_COOKIE = "next"


async def show(request: Request) -> Response:
    """The form; redirects a signed-in person to the `next` page."""
    next_path = local_path(request.query_params.get("next", "/"))
    if await current_person(request):
        return RedirectResponse(next_path, 303, {"cache-control": "no-store"})
    return await _form(request, next_path)


async def submit(request: Request) -> Response:
    """Check the password and redirect to the `next` page."""
    form = await read_form(request)
    next_path = local_path(form.get("next", "/"))
    email, password = form.get("email", ""), form.get("password", "")
    try:
        token = await run_password_hashing(
            sign_in.sign_in,
            workbench_of(request), email, password, user_agent(request), client_address(request),
        )  # fmt: skip
    except BlueprintError as error:
        return await _form(request, next_path, email=email, problem=error)
    return redirect_signed_in(request, token, next_path)


async def send_link(request: Request) -> Response:
    """Send a link to the address. The answer comes before anything is looked up, so it tells nobody who has an account."""
    form = await read_form(request)
    next_path = local_path(form.get("next", "/"))
    workbench, email = workbench_of(request), form.get("email", "")
    try:
        await run_in_threadpool(sign_in.count_link_request, workbench, client_address(request))
    except BlueprintError as error:
        return await _form(request, next_path, email=email, problem=error)
    response = html_response("link_sent.html", email=email, minutes=workbench.settings.mail_link_minutes)
    response.background = BackgroundTask(sign_in.send_link, workbench, email)
    secure = bool(workbench.settings.secure_cookies)
    response.set_cookie(NEXT_COOKIE, next_path, 3_600, path="/enter", httponly=True, samesite="lax", secure=secure)
    return response


def redirect_signed_in(request: Request, token: str, next_path: str) -> Response:
    """Redirect to `next_path` and give the browser its session."""
    response = RedirectResponse(next_path, 303, {"cache-control": "no-store"})
    session_cookie.set_session_cookie(response, workbench_of(request).settings, token)
    return response


async def _form(
    request: Request, next_path: str, *, email: str = "", problem: BlueprintError | None = None
) -> Response:
    workbench = workbench_of(request)
    return html_response(
        "sign_in.html",
        status=status_of(problem) if problem else 200,
        next_path=next_path,
        email=email,
        problem=str(problem or ""),
        can_email=bool(workbench.settings.smtp_host),
        has_accounts=await run_in_threadpool(registration.has_accounts, workbench),
    )
