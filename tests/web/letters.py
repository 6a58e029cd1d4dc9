"""A mail server that keeps what it is given."""

import email
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession


class Letterbox:
    """What arrived, the oldest first."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    async def handle_DATA(self, _server: SMTP, _session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802 aiosmtpd's
        """Keep a letter."""
        self.letters.append(email.message_from_bytes(envelope.original_content or b"", policy=default))
        return "250 OK"

    def words(self, at: int = -1) -> str:
        """The text of a letter."""
        return str(self.letters[at].get_payload(decode=True).decode())  # type: ignore[union-attr]


def mail_server(letterbox: Letterbox, port: int) -> Controller:
    """A server, not yet started."""
    return Controller(letterbox, hostname="127.0.0.1", port=port)
