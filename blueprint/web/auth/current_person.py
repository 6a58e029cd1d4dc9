"""The signed-in person of a request."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import Scope

from blueprint.domain.people import Person
from blueprint.services.accounts import browser_sessions
from blueprint.services.accounts.browser_sessions import SignedIn
from blueprint.services.context import Workbench
from blueprint.web.auth import session_cookie
from blueprint.web.http.request_context import workbench_of

_KEY = "signed in"


async def signed_in_of_scope(scope: Scope, workbench: Workbench) -> SignedIn | None:
    """Who the request's cookie signs in, or None. Looked up once a request."""
    state = scope.setdefault("state", {})
    if _KEY not in state:
        state[_KEY] = await look_up(scope, workbench, used=_is_use(scope))
    found: SignedIn | None = state[_KEY]
    return found


def _is_use(scope: Scope) -> bool:
    """Whether a request is something a person did: what the editor reads of other devices' drafts comes by itself."""
    return not (scope.get("method") == "GET" and scope["path"].startswith("/api/"))


async def look_up(scope: Scope, workbench: Workbench, *, used: bool) -> SignedIn | None:
    """Who the cookie signs in at this moment, or None; `used` as in `browser_sessions.signed_in`."""
    token = session_cookie.session_token(scope, workbench.settings)
    if not token:
        return None
    return await run_in_threadpool(browser_sessions.signed_in, workbench, token, used=used)


async def person_of_scope(scope: Scope, workbench: Workbench) -> Person | None:
    """The person whose session the request's cookie names, or None."""
    found = await signed_in_of_scope(scope, workbench)
    return found.person if found else None


async def current_person(request: Request) -> Person | None:
    """The signed-in person of a request to our own pages, or None."""
    return await person_of_scope(request.scope, workbench_of(request))


async def current_person_id(request: Request) -> str | None:
    """The id of the signed-in person, which services take as `actor_id`."""
    person = await current_person(request)
    return person.id if person else None
