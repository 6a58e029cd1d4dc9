"""Deleting one's own account, and the page that says what stays. No page of the workbench: that ends with the session."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from blueprint.domain.errors import BlueprintError, Invalid, NotSignedIn
from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.services.accounts import deletion
from blueprint.web.auth import session_cookie
from blueprint.web.auth.current_person import current_person
from blueprint.web.auth.password_limit import run_password_hashing
from blueprint.web.http.error_responses import status_of
from blueprint.web.http.request_body import read_form
from blueprint.web.http.request_context import workbench_of
from blueprint.web.http.templates import html_response

_CLEAR = {"clear-site-data": '"storage"'}
"""Has the browser forget the texts that it keeps on the device (Clear Site Data, W3C)."""


async def show(request: Request) -> Response:
    """The form; or, for who has to appoint somebody first, the sentence that says whom."""
    person = await _require_person(request)
    try:
        await run_in_threadpool(deletion.require_deletable, workbench_of(request), person.id)
    except Invalid as obstacle:
        return html_response("delete_account.html", person=person, obstacle=str(obstacle))
    return _form(person, deletion.suggested_pseudonym(person.id))


async def submit(request: Request) -> Response:
    """Delete the account, and say so."""
    form, person = await read_form(request), await _require_person(request)
    pseudonym = form.get("pseudonym", "") if form.get("name") == "pseudonym" else None
    try:
        if form.get("name") not in ("own", "pseudonym"):
            raise Invalid(_("Choose under which name what you wrote stays, then try again."))
        await run_password_hashing(
            deletion.delete_account,
            workbench_of(request), person.id, password=form.get("password", ""), pseudonym=pseudonym,
        )  # fmt: skip
    except BlueprintError as error:
        return _form(person, form.get("pseudonym", ""), chosen=form.get("name", ""), problem=error)
    response = html_response("delete_account.html", person=None)
    session_cookie.delete_session_cookie(response, workbench_of(request).settings)
    response.headers.update(_CLEAR)
    return response


async def _require_person(request: Request) -> Person:
    person = await current_person(request)
    if person is None:
        raise NotSignedIn
    return person


def _form(person: Person, pseudonym: str, *, chosen: str = "", problem: BlueprintError | None = None) -> Response:
    return html_response(
        "delete_account.html",
        status=status_of(problem) if problem else 200,
        person=person,
        obstacle="",
        pseudonym=pseudonym,
        chosen=chosen,
        problem=str(problem or ""),
    )
