"""The session cookie, and the headers that name the signed-in person and their session to Streamlit.

The cookie holds a random token; the database holds only its hash. `web/app` looks the person up and sets `PERSON_HEADER` and
`SESSION_HEADER`, after removing any headers of these names that a client sent. `server.trustedUserHeaders` makes them
`st.user["id"]`, the only identity that the user interface reads, and `st.user["session"]`, which is no secret.
"""

from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import Scope

from blueprint.services.accounts.browser_sessions import SignedIn
from blueprint.settings import Settings

PERSON_HEADER = "x-blueprint-person"
SESSION_HEADER = "x-blueprint-session"
TRUSTED_HEADERS = {PERSON_HEADER: "id", SESSION_HEADER: "session"}
"""For `server.trustedUserHeaders`: each header and its key in `st.user`."""

MAX_TOKEN_LENGTH = 200


def cookie_name(settings: Settings) -> str:
    """The cookie's name; over HTTPS with the prefix that ties it to this host (RFC 6265bis, 4.1.3.2)."""
    return "__Host-session" if settings.secure_cookies else "session"


def session_token(scope: Scope, settings: Settings) -> str:
    """The session token of a request or websocket, or an empty string."""
    token = HTTPConnection(scope).cookies.get(cookie_name(settings), "")
    return token if len(token) <= MAX_TOKEN_LENGTH else ""


def with_identity_headers(scope: Scope, signed_in: SignedIn | None) -> Scope:
    """The scope with this person and session in the identity headers, and with none that the client sent."""
    names = [name.encode() for name in TRUSTED_HEADERS]
    headers = [(key, value) for key, value in scope["headers"] if key.lower() not in names]
    if signed_in is not None:
        values = (signed_in.person.id, signed_in.session_id)
        headers += [(name, value.encode()) for name, value in zip(names, values, strict=True)]
    return {**scope, "headers": headers}


def set_session_cookie(response: Response, settings: Settings, token: str) -> None:
    """Set the cookie: not readable by scripts, not sent with cross-site requests."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_days * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=bool(settings.secure_cookies),
    )


def delete_session_cookie(response: Response, settings: Settings) -> None:
    """Add a Set-Cookie header that expires the session cookie."""
    response.delete_cookie(
        cookie_name(settings), path="/", httponly=True, samesite="lax", secure=bool(settings.secure_cookies)
    )
