"""Where the person is signed in, and the way out."""

from datetime import datetime

from blueprint.domain.people import BrowserSession
from blueprint.ui.components.heading import subheading
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago, day

_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"),
            ("Linux", "Linux"))  # fmt: skip
_BROWSERS = (("Firefox/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
"""What to look for in a browser's own description, the more telling first, and what people call it."""


def browsers(sessions: tuple[BrowserSession, ...], now: datetime) -> None:
    """Draw every browser the person is signed in with, and the link to sign out."""
    subheading("Where you are signed in")
    rows = [
        part(
            "<li><bdi class='bp-name'>{}</bdi> <span class='bp-facts'>seen {}, stays until {}</span></li>",
            browser_name(session.browser),
            ago(session.last_seen_at, now),
            day(session.expires_at.date()),
        )
        for session in sessions
    ]
    draw("<ul class='bp-plain'>{}</ul>", joined("", rows))
    draw("<p><a class='bp-button' href='/sign-out' target='_self'>Sign out, here or everywhere</a></p>")


def browser_name(description: str) -> str:
    """“Firefox on Windows” for what a browser says of itself (RFC 9110, User-Agent); the words themselves when unknown."""
    browser = next((name for sign, name in _BROWSERS if sign in description), "")
    system = next((name for sign, name in _SYSTEMS if sign in description), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or system or description[:60] or "A browser that does not say its name"
