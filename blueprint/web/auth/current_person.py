"""The signed-in person of a request."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import Scope

from blueprint.domain.people import Person
from blueprint.services.accounts import browser_sessions
from blueprint.services.context import Workbench
from blueprint.web.auth import session_cookie
from blueprint.web.http.request_context import workbench_of

_KEY = "signed-in person"


async def person_of_scope(scope: Scope, workbench: Workbench) -> Person | None:
    """The person whose session the request's cookie names, or None. Looked up once a request."""
    state = scope.setdefault("state", {})
    if _KEY not in state:
        state[_KEY] = await look_up_person(scope, workbench)
    person: Person | None = state[_KEY]
    return person


async def look_up_person(scope: Scope, workbench: Workbench) -> Person | None:
    """The person whose session the cookie names at this moment, or None."""
    token = session_cookie.session_token(scope, workbench.settings)
    return await run_in_threadpool(browser_sessions.signed_in_person, workbench, token) if token else None


async def current_person(request: Request) -> Person | None:
    """The signed-in person of a request to our own pages, or None."""
    return await person_of_scope(request.scope, workbench_of(request))


async def current_person_id(request: Request) -> str | None:
    """The id of the signed-in person, which services take as `actor_id`."""
    person = await current_person(request)
    return person.id if person else None
