"""A websocket that lives no longer than the session it was opened with."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive, Send

from blueprint.web.http.rate import TokenBucket

SESSION_ENDED = 4401
"""The close code when the session has ended (RFC 6455 leaves 4000 to 4999 to applications)."""


class SessionCheckedWebSocket:
    """Closes the connection at the first message that comes in after its session has ended.

    Messages beyond the rate of `allowed` wait: the browser of somebody who is quick loses none, and a flood holds up itself.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        look_up_person_id: Callable[[], Awaitable[str | None]],
        person_id: str,
        allowed: TokenBucket,
    ) -> None:
        self._receive, self._send = receive, send
        self._look_up_person_id, self._person_id = look_up_person_id, person_id
        self._allowed = allowed
        self._closed = False

    async def receive(self) -> Message:
        """The next message, or a disconnect."""
        message = await self._receive()
        if wait := self._allowed.take():
            await asyncio.sleep(wait)
        if message["type"] == "websocket.receive" and await self._look_up_person_id() != self._person_id:
            self._closed = True
            await self._send({"type": "websocket.close", "code": SESSION_ENDED})
            return {"type": "websocket.disconnect", "code": SESSION_ENDED}
        return message

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the connection was closed here."""
        if not self._closed:
            await self._send(message)
