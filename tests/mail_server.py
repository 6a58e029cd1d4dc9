"""A mail server on loopback that keeps what it receives."""

import asyncio
import email
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession


class Mailbox:
    """The messages received, the oldest first."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.delay = 0.0
        """Seconds that each message takes to be received."""

    def count(self, to: str) -> int:
        """How many messages somebody has received."""
        return sum(message["To"] == to for message in self.messages)

    def wait_for(self, count: int, *, to: str) -> None:
        """Wait until somebody has received so many messages, and no more."""
        until = time.monotonic() + 20
        while self.count(to) < count and time.monotonic() < until:
            time.sleep(0.02)
        assert self.count(to) == count

    async def handle_DATA(self, _server: SMTP, _session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's
        """Store a message; the reply to the client."""
        await asyncio.sleep(self.delay)
        self.messages.append(email.message_from_bytes(envelope.original_content or b"", policy=default))
        return "250 OK"

    def text(self, index: int = -1) -> str:
        """The plain text of a message, the newest by default."""
        return str(self.messages[index].get_payload(decode=True).decode())  # type: ignore[union-attr]


@contextmanager
def mail_server(mailbox: Mailbox, port: int) -> Iterator[None]:
    """An SMTP server on a port, until the block ends."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
