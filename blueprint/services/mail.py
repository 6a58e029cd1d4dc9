"""Email, when a mail server is configured."""

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

import structlog

from blueprint.settings import Settings

_log = structlog.get_logger()


class Mailer:
    """Sends plain-text email over SMTP (RFC 5321), when a server is configured."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, to: str, subject: str, body: str) -> bool:
        """Send one message; False without a server, or when it refused the message."""
        if not self._settings.smtp_host:
            return False
        try:
            self._deliver(self._message(to, subject, body))
        except (OSError, smtplib.SMTPException) as error:
            _log.warning("mail not sent", problem=str(error))
            return False
        return True

    def _message(self, to: str, subject: str, body: str) -> EmailMessage:
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._settings.mail_from, to, " ".join(subject.split())
        message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid(domain="blueprint.local")
        message.set_content(body)
        return message

    def _deliver(self, message: EmailMessage) -> None:
        settings = self._settings
        with self._connect() as server:
            if settings.smtp_security == "starttls":
                server.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        host, port = self._settings.smtp_host, self._settings.smtp_port
        if self._settings.smtp_security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=15, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=15)
