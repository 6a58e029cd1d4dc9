"""The front door: every request and websocket passes here before anything else sees it."""

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from blueprint.services.accounts import browser_sessions
from blueprint.services.context import Workbench
from blueprint.web.auth import session_cookie
from blueprint.web.http import csrf, error_responses
from blueprint.web.http.security_headers import PAGES_POLICY, guarded
from blueprint.web.routes import OURS, pages

FOR_EVERYONE = ("/static/", "/_stcore/health", "/_stcore/host-config", "/component/", "/favicon.png")
"""Streamlit's own files, the same for all."""

CLOSED = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
"""What Streamlit would answer but nobody here needs."""

REFUSED = 1008
"""The code we close a websocket with that is refused (RFC 6455, 7.4.1: policy violation); before it is accepted, the
handshake is answered with 403 instead."""

MOVED = {"/happenings": "/activity"}
"""Workbench pages whose address was another one once; links to it keep working."""

SESSION_ENDED = 4401
"""The code we close a websocket with when its session has ended (RFC 6455 leaves 4000 to 4999 to applications)."""


class Front:
    """Answers our pages itself and hands Streamlit the rest, saying who is acting.

    Signed-out people who ask for a page of the workbench are sent to sign in and come back. A websocket needs a session, and
    that is looked up again at every message: one that has ended takes the socket's power with it, whatever the script would
    do.
    """

    def __init__(self, app: ASGIApp, *, workbench: Workbench, workbench_policy: str) -> None:
        self.streamlit = app
        self.workbench = workbench
        self.pages = pages(self.workbench)
        self.policy = workbench_policy
        self.settings = self.workbench.settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.websocket(session_cookie.with_person(scope, None), receive, send)
        elif scope["type"] == "http":
            await self.request(session_cookie.with_person(scope, None), receive, send)
        else:
            await self.streamlit(scope, receive, send)

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A plain request: ours, or Streamlit's."""
        ours = is_ours(scope["path"])
        send = guarded(send, PAGES_POLICY if ours else self.policy, secure=bool(self.settings.secure_cookies))
        if csrf.needs_our_origin(scope) and not csrf.is_ours(scope, self.settings.base_url):
            await error_responses.not_from_here(scope)(scope, receive, send)
        elif "\0" in scope["path"]:  # no database can look for a NUL
            await error_responses.not_here(scope)(scope, receive, send)
        elif ours and scope["path"].endswith("/"):
            await RedirectResponse(quote(scope["path"].rstrip("/")), 308)(scope, receive, send)
        elif ours:
            await self.pages(scope, receive, send)
        else:
            await self.workbench_request(scope, receive, send)

    async def workbench_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page or a file of Streamlit's; all but the files that are for everyone is for those signed in."""
        path = scope["path"]
        if path in MOVED:
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{MOVED[path]}?{query}" if query else MOVED[path], 308)(scope, receive, send)
        elif path.startswith(CLOSED):
            await error_responses.not_here(scope)(scope, receive, send)
        elif path.startswith(FOR_EVERYONE):
            await self.streamlit(scope, receive, send)
        elif (person_id := await self.person_id(scope)) is None:
            await sign_in_first(scope)(scope, receive, send)
        else:
            await self.streamlit(session_cookie.with_person(scope, person_id), receive, send)

    async def websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A browser's socket to Streamlit, as the person of its cookie; refused with 403 without a session.

        Streamlit runs a script for every socket, so nobody else may cause that. Our public pages use none.
        """
        ours = csrf.is_ours(scope, self.settings.base_url)
        person_id = await self.person_id(scope) if ours else None
        if person_id is None:
            await send({"type": "websocket.close", "code": REFUSED})
            return
        checked = _CheckedSocket(receive, send, lambda: self.person_id(scope), person_id)
        await self.streamlit(session_cookie.with_person(scope, person_id), checked.receive, checked.send)

    async def person_id(self, scope: Scope) -> str | None:
        """Who the request's cookie belongs to, now."""
        token = session_cookie.token_of(scope, self.settings)
        person = await run_in_threadpool(browser_sessions.signed_in_person, self.workbench, token) if token else None
        return person.id if person else None


class _CheckedSocket:
    """A websocket that ends as soon as a message comes in after its session has ended."""

    def __init__(
        self, receive: Receive, send: Send, whose: Callable[[], Awaitable[str | None]], person_id: str
    ) -> None:
        self._receive, self._send = receive, send
        self._whose, self._person_id = whose, person_id
        self._ended = False

    async def receive(self) -> Message:
        """The next message, or the end of the connection."""
        message = await self._receive()
        if message["type"] == "websocket.receive" and await self._whose() != self._person_id:
            self._ended = True
            await self._send({"type": "websocket.close", "code": SESSION_ENDED})
            return {"type": "websocket.disconnect", "code": SESSION_ENDED}
        return message

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the connection was ended here."""
        if not self._ended:
            await self._send(message)


def is_ours(path: str) -> bool:
    """Whether a path is answered by our own pages rather than by Streamlit."""
    return any(path == name or path.startswith(f"{name}/") for name in OURS)


def sign_in_first(scope: Scope) -> Response:
    """Send a person who opened a page to sign in, with the way back; tell anything else that it may not."""
    headers = Headers(scope=scope)
    if scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", ""):
        query = scope["query_string"].decode("latin-1")
        here = quote(scope["path"]) + (f"?{query}" if query else "")
        return RedirectResponse(f"/sign-in?next={quote(here, safe='')}", 303, {"cache-control": "no-store"})
    return PlainTextResponse("Sign in first.", 401, {"cache-control": "no-store"})
