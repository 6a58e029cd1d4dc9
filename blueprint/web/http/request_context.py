"""What an endpoint asks of its request: the workbench, who is acting, where from, where to go next."""

import re

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from blueprint.domain.people import Person
from blueprint.services.accounts import browser_sessions
from blueprint.services.context import Workbench
from blueprint.web.auth import session_cookie

_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")
LONGEST_PATH = 2_000


def workbench_of(request: Request) -> Workbench:
    """The workbench that the pages were made for."""
    workbench: Workbench = request.app.state.workbench
    return workbench


async def person_of(request: Request) -> Person | None:
    """Who is signed in, if anyone."""
    workbench = workbench_of(request)
    token = session_cookie.token_of(request.scope, workbench.settings)
    return await run_in_threadpool(browser_sessions.signed_in_person, workbench, token) if token else None


async def actor_of(request: Request) -> str | None:
    """The id of who is signed in, as services want it."""
    person = await person_of(request)
    return person.id if person else None


def browser_of(request: Request) -> str:
    """What the browser says it is, for the list of one's sessions."""
    return request.headers.get("user-agent", "")


def address_of(request: Request) -> str:
    """The network address the request came from."""
    return request.client.host if request.client else "unknown"


def local_path(wanted: str) -> str:
    """The path to go on to when it is one of ours; the home page for anything that could lead elsewhere."""
    fits = len(wanted) <= LONGEST_PATH and _LOCAL.fullmatch(wanted) and not wanted.startswith(("/sign-", "/_stcore"))
    return wanted if fits else "/"
