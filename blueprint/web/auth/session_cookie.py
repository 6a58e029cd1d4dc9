"""Who is acting: the session cookie, and the one header that tells Streamlit.

The cookie holds a random token; the database holds only its hash. `front.py` looks the person up and puts their id into
`PERSON_HEADER`, after taking away any header of that name that came from outside. `server.trustedUserHeaders` then makes
it `st.user["id"]`, which is all that the user interface ever asks.
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from blueprint.settings import Settings

PERSON_HEADER = "x-blueprint-person"
TRUSTED_HEADERS = {PERSON_HEADER: "id"}
"""For `server.trustedUserHeaders`: the header and its key in `st.user`."""

LONGEST_TOKEN = 200


def cookie_name(settings: Settings) -> str:
    """The cookie's name; over HTTPS with the prefix that ties it to this very host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-session" if settings.secure_cookies else "session"


def token_of(scope: Scope, settings: Settings) -> str:
    """The session's token that a request or websocket brought, or an empty string."""
    token = HTTPConnection(scope).cookies.get(cookie_name(settings), "")
    return token if len(token) <= LONGEST_TOKEN else ""


def with_person(scope: Scope, person_id: str | None) -> Scope:
    """The scope with this person in the identity header, and with none that came from outside."""
    name = PERSON_HEADER.encode()
    headers = [(key, value) for key, value in scope["headers"] if key.lower() != name]
    if person_id is not None:
        headers.append((name, person_id.encode()))
    return {**scope, "headers": headers}


def sign_browser_in(response: Response, settings: Settings, token: str) -> None:
    """Give the browser its session: out of reach of scripts, and not sent along from other sites."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_days * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=bool(settings.secure_cookies),
    )


def sign_browser_out(response: Response, settings: Settings) -> None:
    """Take the session from the browser."""
    response.delete_cookie(
        cookie_name(settings), path="/", httponly=True, samesite="lax", secure=bool(settings.secure_cookies)
    )
