"""A websocket that lives no longer than the session it was opened with, and passes on what a page of ours may send."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from starlette.types import Message, Receive, Send

from blueprint.domain.rate import TokenBucket
from blueprint.services.authorization import note_refusal

SESSION_ENDED = 4401
"""The close code when the session has ended (RFC 6455 leaves 4000 to 4999 to applications)."""
PROTOCOL_ERROR, UNSUPPORTED_DATA, GONE = 1002, 1003, 1006
"""Close codes of RFC 6455, section 7.4.1: for what is no message of Streamlit's, for text, and of a lost connection."""


_UNREADABLE = "This page cannot read what came. Load it again."
_REASONS = {SESSION_ENDED: "Sign in again.", PROTOCOL_ERROR: _UNREADABLE, UNSUPPORTED_DATA: _UNREADABLE}
"""What the client is told, in at most 123 bytes (RFC 6455, section 5.5). No page shows it."""


class MessageFilter(Protocol):
    """What is known of Streamlit's messages on one connection."""

    def admits(self, message: bytes) -> bool:
        """Whether a browser may send it; raises `ValueError` for what its page cannot read."""

    def sent(self, message: bytes) -> None:
        """Told of every message to the browser."""

    async def wait(self) -> None:
        """Wait while the page is being drawn, but not long."""


class Messages(Protocol):
    """What is known of Streamlit's messages, which this package cannot read."""

    def connected(self, person_id: str) -> MessageFilter:
        """Of a new connection of that person."""

    def may_upload(self, path: str, person_id: str) -> bool:
        """Whether the person's open page asked for the file of that address."""


class SessionCheckedWebSocket:
    """Closes the connection at the first message that comes in after its session has ended, or that is none.

    Messages beyond the rate of `allowed` wait: the browser of somebody who is quick loses none, and a flood holds up itself.
    Those that `messages` does not admit are dropped.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        look_up_person_id: Callable[[], Awaitable[str | None]],
        person_id: str,
        allowed: TokenBucket,
        messages: MessageFilter,
    ) -> None:
        self._receive, self._send = receive, send
        self._look_up_person_id, self._person_id = look_up_person_id, person_id
        self._allowed, self._messages = allowed, messages
        self._closed = False

    async def receive(self) -> Message:
        """The next message that is admitted, or a disconnect."""
        while not self._closed:
            message = await self._receive()
            if wait := self._allowed.take():
                await asyncio.sleep(wait)
            if message["type"] != "websocket.receive":
                return message
            if await self._look_up_person_id() != self._person_id:
                return await self._close(SESSION_ENDED)
            content = message.get("bytes")
            if content is None:
                return await self._close(UNSUPPORTED_DATA)
            await self._messages.wait()
            try:
                if self._messages.admits(content):
                    return message
                note_refusal(self._person_id, "send_message", "")
            except ValueError:
                note_refusal(self._person_id, "send_value", "")
                return await self._close(PROTOCOL_ERROR)
        return {"type": "websocket.disconnect", "code": GONE}

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the connection is closed, also by the client: its earlier messages are not read then."""
        if self._closed:
            return
        if content := message.get("bytes"):
            self._messages.sent(content)
        try:
            await self._send(message)
        except OSError:
            self._closed = True

    async def _close(self, code: int) -> Message:
        self._closed = True
        with suppress(OSError):
            await self._send({"type": "websocket.close", "code": code, "reason": _REASONS[code]})
        return {"type": "websocket.disconnect", "code": code}
