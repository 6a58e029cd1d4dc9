"""A websocket that lives no longer than the session it was opened with."""

from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive, Send

SESSION_ENDED = 4401
"""The close code when the session has ended (RFC 6455 leaves 4000 to 4999 to applications)."""


class SessionCheckedWebSocket:
    """Closes the connection at the first message that comes in after its session has ended."""

    def __init__(
        self, receive: Receive, send: Send, look_up_person_id: Callable[[], Awaitable[str | None]], person_id: str
    ) -> None:
        self._receive, self._send = receive, send
        self._look_up_person_id, self._person_id = look_up_person_id, person_id
        self._closed = False

    async def receive(self) -> Message:
        """The next message, or a disconnect."""
        message = await self._receive()
        if message["type"] == "websocket.receive" and await self._look_up_person_id() != self._person_id:
            self._closed = True
            await self._send({"type": "websocket.close", "code": SESSION_ENDED})
            return {"type": "websocket.disconnect", "code": SESSION_ENDED}
        return message

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the connection was closed here."""
        if not self._closed:
            await self._send(message)
