"""The ASGI middleware in front of Streamlit: every request and websocket passes through it first."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from time import monotonic
from urllib.parse import quote

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from blueprint.domain.rate import TokenBuckets
from blueprint.locales import gettext as _
from blueprint.locales import using_language
from blueprint.services.accounts.browser_sessions import SignedIn
from blueprint.services.authorization import note_refusal
from blueprint.services.context import Workbench
from blueprint.web.auth.current_person import look_up, signed_in_of_scope
from blueprint.web.auth.open_sessions import OpenSessions
from blueprint.web.auth.session_cookie import with_identity_headers
from blueprint.web.auth.websocket_session import Messages, SessionBoundWebSocket, SessionCheckedWebSocket
from blueprint.web.http import csrf, error_responses, streamlit_host_config
from blueprint.web.http.security_headers import PAGES_CSP, with_security_headers
from blueprint.web.language import request_language
from blueprint.web.routes import OWN_PATHS, create_app

_log = structlog.get_logger()

PUBLIC_PATHS = ("/static/", "/_stcore/health", "/component/", "/favicon.png")
"""Streamlit's own files, the same for everyone."""

STREAMLIT_PATHS = ("/_stcore/", "/media/", "/component/", "/static/", "/favicon.png", "/manifest.json")
"""What Streamlit answers besides its page, which it sends for every other path, with status 200."""

BLOCKED_PATHS = ("/_stcore/agent", "/_stcore/metrics", "/_stcore/script-health-check", "/auth/", "/oauth2callback")
"""Endpoints of Streamlit that the workbench does not use."""

UPLOADS = "/_stcore/upload_file"
UPLOAD_RATE, UPLOAD_BURST = 1.0, 60.0
MESSAGE_RATE, MESSAGE_BURST = 5.0, 60.0
"""Of one person, in all their browsers together: messages to Streamlit, most of which run a script, and files, each a second
and at once. Nobody clicks so fast for long."""

CONNECTING = 5.0
"""Seconds after a websocket was opened in which its page draws itself anew, without anybody doing anything."""

POLICY_VIOLATION = 1008
"""The close code of a websocket that is refused (RFC 6455, section 7.4.1); before it is accepted, the handshake is
answered with 403 instead."""

MOVED_PATHS = {"/happenings": "/activity", "/home": "/"}
"""Former and other addresses of workbench pages; links to them are redirected."""


class WorkbenchMiddleware:
    """Serves our own pages, and passes everything else to Streamlit with the signed-in person's id.

    A request for a page of the workbench (its path is one of `page_paths`) without a session is redirected to sign in, and
    back; any other path is answered with 404. A websocket needs a session: when it ends, the connection is closed at once,
    whatever the script does. A file is taken for a page that asks for it.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        workbench: Workbench,
        workbench_csp: str,
        page_paths: Collection[str],
        streamlit_messages: Messages,
    ) -> None:
        self.streamlit = app
        self.workbench = workbench
        self.pages = create_app(workbench)
        self.open_sessions = OpenSessions(workbench)
        self.workbench_csp = workbench_csp
        self.page_paths = page_paths
        self.streamlit_messages = streamlit_messages
        self.settings = workbench.settings
        self.noted_proxy = False
        self.messages = TokenBuckets(MESSAGE_RATE, MESSAGE_BURST)
        self.uploads = TokenBuckets(UPLOAD_RATE, UPLOAD_BURST)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.websocket(with_identity_headers(scope, None), receive, send)
        elif scope["type"] == "http":
            await self.http(with_identity_headers(scope, None), receive, send)
        else:
            await self.streamlit(scope, receive, send)

    async def http(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A request: for our own pages, or for Streamlit."""
        self.note_proxy(scope)
        own = is_own_path(scope["path"])
        csp = PAGES_CSP if own else self.workbench_csp
        send = with_security_headers(send, csp, https=bool(self.settings.secure_cookies))
        if csrf.requires_same_origin(scope) and not csrf.is_same_origin(scope, self.settings.base_url):
            await self.respond(error_responses.cross_origin, scope, receive, send)
        elif "\0" in scope["path"]:  # no database can look for a NUL
            await self.respond(error_responses.not_found, scope, receive, send)
        elif (target := self.moved(scope["path"], own=own)) is not None:
            await RedirectResponse(_with_query(target, scope), 308)(scope, receive, send)
        elif own:
            await self.pages(scope, receive, send)
        else:
            await self.streamlit_request(scope, receive, send)

    def note_proxy(self, scope: Scope) -> None:
        """Log, once, that a proxy is there whose word on the client's address is not believed."""
        if not self.noted_proxy and not self.settings.trusted_proxies and "x-forwarded-for" in Headers(scope=scope):
            self.noted_proxy = True
            _log.warning("a proxy names its clients, and BLUEPRINT_TRUSTED_PROXIES does not name the proxy")

    async def streamlit_request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page or a file of Streamlit; everything but its public files needs a session."""
        path = scope["path"]
        if path.startswith(BLOCKED_PATHS) or not self.is_served(path):
            await self.respond(error_responses.not_found, scope, receive, send)
        elif path == streamlit_host_config.PATH:
            await self.respond(streamlit_host_config.host_config, scope, receive, send)
        elif path.startswith(PUBLIC_PATHS):
            await self.streamlit(scope, receive, send)
        elif (found := await signed_in_of_scope(scope, self.workbench)) is None:
            await self.respond(require_sign_in, scope, receive, send)
        elif path.startswith(UPLOADS) and self.uploads.of(found.person.id).take():
            await self.respond(error_responses.too_many, scope, receive, send)
        elif path.startswith(UPLOADS) and not self.streamlit_messages.may_upload(path, found.person.id):
            note_refusal(found.person.id, "upload_file", "")
            await self.respond(error_responses.not_asked_for, scope, receive, send)
        else:
            with suppress(ClientDisconnect):  # in the middle of a file; nobody is there to be told
                await self.streamlit(with_identity_headers(scope, found), receive, send)

    def moved(self, path: str, *, own: bool) -> str | None:
        """Where a path leads that is another one's former name, or has a slash at its end; None for any other."""
        short = path.rstrip("/") or "/"
        if short in MOVED_PATHS:
            return MOVED_PATHS[short]
        return short if short != path and (own or short in self.page_paths) else None

    def is_served(self, path: str) -> bool:
        """Whether a path is a page's, or one that Streamlit's page fetches."""
        return path in self.page_paths or path.startswith(STREAMLIT_PATHS)

    async def respond(
        self, make_response: Callable[[Scope], Response], scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Send a response that is made in the language of the request."""
        with using_language(await request_language(scope, self.workbench)):
            response = make_response(scope)
        await response(scope, receive, send)

    async def websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A browser's websocket to Streamlit, as the signed-in person; refused with 403 without a session.

        Streamlit runs a script for every websocket, so only signed-in people may open one. `/api/updates` is our own.
        """
        same_origin = csrf.is_same_origin(scope, self.settings.base_url)
        found = await look_up(scope, self.workbench, used=False) if same_origin else None
        if found is None:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        with self.open_sessions.watched(found.session_id) as ended:
            if is_own_path(scope["path"]):
                bound = SessionBoundWebSocket(receive, send, ended)
                await self.pages(scope, bound.receive, bound.send)
            else:
                await self.streamlit_websocket(found, ended, scope, receive, send)

    async def streamlit_websocket(
        self, found: SignedIn, ended: asyncio.Event, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """A websocket of Streamlit; its messages are what the person does, but for those by which a page connects again."""
        opened = monotonic()

        async def goes_on() -> bool:
            again = await look_up(scope, self.workbench, used=monotonic() - opened > CONNECTING)
            return again is not None and again.session_id == found.session_id

        allowed = self.messages.of(found.person.id)
        messages = self.streamlit_messages.connected(found.person.id)
        checked = SessionCheckedWebSocket(receive, send, ended, goes_on, allowed, messages, found.person.id)
        await self.streamlit(with_identity_headers(scope, found), checked.receive, checked.send)


def is_own_path(path: str) -> bool:
    """Whether a path is served by our own pages rather than by Streamlit."""
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in OWN_PATHS)


def require_sign_in(scope: Scope) -> Response:
    """Redirect a browser that opens a page to the sign-in form, with the way back; 401 for any other request."""
    headers = Headers(scope=scope)
    if scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", ""):
        path = _with_query(scope["path"], scope)
        return RedirectResponse(f"/sign-in?next={quote(path, safe='')}", 303, {"cache-control": "no-store"})
    return PlainTextResponse(_("Sign in first."), 401, {"cache-control": "no-store"})


def _with_query(path: str, scope: Scope) -> str:
    """A path, percent-encoded, with the query of the request."""
    query = scope["query_string"].decode("latin-1")
    return quote(path) + (f"?{query}" if query else "")
