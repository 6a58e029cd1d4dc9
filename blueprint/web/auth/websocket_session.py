"""A websocket that lives no longer than the session it was opened with."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive, Send

from blueprint.web.http.rate import TokenBucket

SESSION_ENDED = 4401
"""The close code when the session has ended (RFC 6455 leaves 4000 to 4999 to applications)."""


class SessionBoundWebSocket:
    """Closes the connection as soon as `ended` is set, also while nothing is said on it."""

    def __init__(self, receive: Receive, send: Send, ended: asyncio.Event) -> None:
        self._receive, self._send, self._ended = receive, send, ended
        self._closed = False

    async def receive(self) -> Message:
        """The next message, or a disconnect."""
        receiving = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((receiving, ending), return_when=asyncio.FIRST_COMPLETED)
            if not self._ended.is_set():
                return receiving.result()
        finally:
            receiving.cancel()
            ending.cancel()
        return await self.close()

    async def close(self) -> Message:
        """Close the connection; returns the disconnect that the application is told."""
        if not self._closed:
            self._closed = True
            await self._send({"type": "websocket.close", "code": SESSION_ENDED})
        return {"type": "websocket.disconnect", "code": SESSION_ENDED}

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the connection was closed here."""
        if not self._closed:
            await self._send(message)


class SessionCheckedWebSocket(SessionBoundWebSocket):
    """Asks at every message, too, whether the session goes on, since each runs a script as the person.

    Messages beyond the rate of `allowed` wait: the browser of somebody who is quick loses none, and a flood holds up itself.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        ended: asyncio.Event,
        goes_on: Callable[[], Awaitable[bool]],
        allowed: TokenBucket,
    ) -> None:
        super().__init__(receive, send, ended)
        self._goes_on, self._allowed = goes_on, allowed

    async def receive(self) -> Message:
        """The next message, or a disconnect."""
        message = await super().receive()
        if wait := self._allowed.take():
            await asyncio.sleep(wait)
        if message["type"] == "websocket.receive" and not await self._goes_on():
            return await self.close()
        return message
