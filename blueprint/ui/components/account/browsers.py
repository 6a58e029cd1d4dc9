"""Where the person is signed in, and the way out."""

from datetime import datetime

from blueprint.domain.people import BrowserSession
from blueprint.locales import gettext as _
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago, day

_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
            ("Linux", "Linux"))  # fmt: skip
_BROWSERS = (("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
"""Substrings of the User-Agent header, the more specific first, and the browser's name."""


def browsers(sessions: tuple[BrowserSession, ...], now: datetime) -> None:
    """Draw every browser the person is signed in with, and the link to sign out."""
    subheading(_("Where you are signed in"))
    rows = [
        part(
            "<li><bdi class='bp-name'>{}</bdi> <span class='bp-facts'>{}</span></li>",
            browser_name(session.browser),
            _(
                "seen {when}, stays until {date}",
                when=ago(session.last_seen_at, now),
                date=day(session.expires_at.date()),
            ),
        )
        for session in sessions
    ]
    draw("<ul class='bp-plain'>{}</ul>", joined("", rows))
    draw("<p><a class='bp-button' href='/sign-out' target='_self'>{}</a></p>", _("Sign out, here or everywhere"))


def browser_name(description: str) -> str:
    """“Firefox on Windows” for what a browser says of itself (RFC 9110, User-Agent); the words themselves when unknown."""
    browser = next((name for sign, name in _BROWSERS if sign in description), "")
    system = next((name for sign, name in _SYSTEMS if sign in description), "")
    if browser and system:
        return _("{browser} on {system}", browser=browser, system=system)
    return browser or system or description[:60] or _("A browser that does not say its name")
