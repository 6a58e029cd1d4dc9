"""The ASGI middleware that counts requests and web sockets (`blueprint.metrics`)."""

from collections.abc import Collection
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from blueprint import metrics

_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")


class MeasuredRequests:
    """Counts under the first part of a path when it is one of `parts`, else under "other": anybody can ask anything."""

    def __init__(self, app: ASGIApp, *, parts: Collection[str]) -> None:
        self.app, self.parts = app, frozenset(part.strip("/").partition("/")[0] for part in parts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self.request(scope, receive, send)
        elif scope["type"] == "websocket":
            with metrics.SOCKETS.labels(self.part(scope)).track_inprogress():
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def request(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Measure until the answer is sent; one that breaks off counts as 5xx."""
        began, status = monotonic(), "5xx"

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = f"{message['status'] // 100}xx"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else "other"
            metrics.REQUESTS.labels(self.part(scope), method, status).observe(monotonic() - began)

    def part(self, scope: Scope) -> str:
        """The first part of the path, without the slash; "home" for none."""
        first = str(scope["path"]).strip("/").partition("/")[0]
        return (first or "home") if first in self.parts or not first else "other"
