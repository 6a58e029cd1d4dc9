"""The language of a request: the signed-in person's, else the first of `Accept-Language` that the workbench has.

The library has languages of its own, in its addresses; its responses are the same for everyone.
"""

from starlette.types import ASGIApp, Receive, Scope, Send

from blueprint.locales import SOURCE_LANGUAGE, WORKBENCH_LANGUAGES, using_language, workbench_language
from blueprint.services.context import Workbench
from blueprint.web.auth.current_person import person_of_scope

UNLOCALIZED_PATHS = ("/library", "/sitemap.xml", "/robots.txt", "/assets/", "/favicon.ico", "/healthz", "/readyz")
"""The beginnings of paths whose responses do not depend on the reader."""


class LanguageMiddleware:
    """Runs the application in the language of the request."""

    def __init__(self, app: ASGIApp, workbench: Workbench) -> None:
        self.app = app
        self.workbench = workbench

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            with using_language(await request_language(scope, self.workbench)):
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)


async def request_language(scope: Scope, workbench: Workbench) -> str:
    """The BCP 47 tag of the language to answer in."""
    if scope["path"].startswith(UNLOCALIZED_PATHS):
        return SOURCE_LANGUAGE
    if person := await person_of_scope(scope, workbench):
        return workbench_language(person.language)
    headers = [value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-language"]
    return accepted_language(",".join(headers))


def accepted_language(accept_language: str) -> str:
    """The workbench's language that suits the header best; English when none does (RFC 9110, section 12.5.4)."""
    weighted = [_language_range(part) for part in accept_language.split(",")]
    accepted = sorted((pair for pair in weighted if pair[1] > 0), key=lambda pair: -pair[1])
    found = (_lookup(tag) for tag, _weight in accepted)
    return next((tag for tag in found if tag), SOURCE_LANGUAGE)


def _language_range(part: str) -> tuple[str, float]:
    tag, _semicolon, parameter = part.partition(";")
    _name, _equals, weight = parameter.replace(" ", "").partition("=")
    try:
        return tag.strip().lower(), float(weight or 1)
    except ValueError:
        return "", 0.0


def _lookup(language_range: str) -> str:
    """The first tag found by removing subtags from the end (RFC 4647, section 3.4), or an empty string."""
    known = {tag.lower(): tag for tag in WORKBENCH_LANGUAGES}
    subtags = language_range.split("-")
    prefixes = ("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))
    return next((known[prefix] for prefix in prefixes if prefix in known), "")
