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


class SessionBoundWebSocket:
    """Closes the connection as soon as `ended` is set, also while nothing is said on it."""

    def __init__(self, receive: Receive, send: Send, ended: asyncio.Event) -> None:
        self._receive, self._send, self._ended = receive, send, ended
        self._closed = False

    async def receive(self) -> Message:
        """The next message, or a disconnect."""
        if self._closed:
            return {"type": "websocket.disconnect", "code": GONE}
        receiving = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self._ended.wait())
        try:
            await asyncio.wait((receiving, ending), return_when=asyncio.FIRST_COMPLETED)
            if not self._ended.is_set():
                return receiving.result()
        finally:
            receiving.cancel()
            ending.cancel()
        return await self.close(SESSION_ENDED)

    async def close(self, code: int) -> Message:
        """Close the connection; returns the disconnect that the application is told."""
        if not self._closed:
            self._closed = True
            with suppress(OSError):
                await self._send({"type": "websocket.close", "code": code, "reason": _REASONS[code]})
        return {"type": "websocket.disconnect", "code": code}

    async def send(self, message: Message) -> None:
        """Pass a message on, unless the connection is closed, also by the client: its earlier messages are not read then."""
        if self._closed:
            return
        try:
            await self._send(message)
        except OSError:
            self._closed = True


class SessionCheckedWebSocket(SessionBoundWebSocket):
    """Asks at every message, too, whether the session goes on, since each runs a script as the person.

    Messages beyond the rate of `allowed` wait: the browser of somebody who is quick loses none, and a flood holds up itself.
    Those that `messages` does not admit are dropped.
    """

    def __init__(
        self,
        receive: Receive,
        send: Send,
        ended: asyncio.Event,
        goes_on: Callable[[], Awaitable[bool]],
        allowed: TokenBucket,
        messages: MessageFilter,
        person_id: str,
    ) -> None:
        super().__init__(receive, send, ended)
        self._goes_on, self._allowed, self._messages, self._person_id = goes_on, allowed, messages, person_id

    async def receive(self) -> Message:
        """The next message that is admitted, or a disconnect."""
        while True:
            message = await super().receive()
            if wait := self._allowed.take():
                await asyncio.sleep(wait)
            if message["type"] != "websocket.receive":
                return message
            if not await self._goes_on():
                return await self.close(SESSION_ENDED)
            content = message.get("bytes")
            if content is None:
                return await self.close(UNSUPPORTED_DATA)
            await self._messages.wait()
            try:
                if self._messages.admits(content):
                    return message
                note_refusal(self._person_id, "send_message", "")
            except ValueError:
                note_refusal(self._person_id, "send_value", "")
                return await self.close(PROTOCOL_ERROR)

    async def send(self, message: Message) -> None:
        """Pass a message on, and have it read by what knows Streamlit's messages."""
        if not self._closed and (content := message.get("bytes")):
            self._messages.sent(content)
        await super().send(message)
