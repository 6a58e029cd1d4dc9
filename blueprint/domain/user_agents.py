"""What a browser says of itself, in the words that people know."""

from blueprint.locales import gettext as _

_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
            ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip
_BROWSERS = (("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("Edg", "Edge"), ("OPR/", "Opera"),
             ("SamsungBrowser/", "Samsung Internet"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
             )  # fmt: skip
"""Substrings of the User-Agent header, the more specific first, and the browser's name."""


def browser_name(description: str) -> str:
    """“Firefox on Windows” for what a browser says of itself (RFC 9110, User-Agent); the words themselves when unknown."""
    browser = next((name for sign, name in _BROWSERS if sign in description), "")
    system = next((name for sign, name in _SYSTEMS if sign in description), "")
    if browser and system:
        return _("{browser} on {system}", browser=browser, system=system)
    return browser or system or description[:60] or _("A browser that does not say its name")
