"""The session's cookie and the identity header, as the functions that read and write them see a request."""

import pytest
from starlette.responses import Response
from starlette.types import Scope

from blueprint.domain.people import Person
from blueprint.services.accounts.browser_sessions import SignedIn
from blueprint.settings import Settings
from blueprint.web.auth.session_cookie import (
    MAX_TOKEN_LENGTH,
    PERSON_HEADER,
    SESSION_HEADER,
    cookie_name,
    delete_session_cookie,
    session_token,
    set_session_cookie,
    with_identity_headers,
)

PLAIN = Settings(base_url="http://localhost:8501")
SECURE = Settings(base_url="https://example.org", session_days=7)


def request(*headers: tuple[str, str]) -> Scope:
    return {"type": "http", "headers": [(name.encode(), value.encode()) for name, value in headers]}


@pytest.mark.parametrize(
    ("sent", "token"),
    [
        ("session=abc", "abc"),
        ("other=1; session=abc", "abc"),
        ("__Host-session=abc", ""),
        (f"session={'x' * MAX_TOKEN_LENGTH}", "x" * 200),
        (f"session={'x' * (MAX_TOKEN_LENGTH + 1)}", ""),
        ("", ""),
    ],
)
def test_the_token_of_a_request(sent: str, token: str) -> None:
    assert session_token(request(("cookie", sent)), PLAIN) == token


def test_over_https_only_the_cookie_of_this_very_host_counts() -> None:
    assert (cookie_name(PLAIN), cookie_name(SECURE)) == ("session", "__Host-session")
    assert session_token(request(("cookie", "session=abc")), SECURE) == ""
    assert session_token(request(("cookie", "__Host-session=abc")), SECURE) == "abc"


@pytest.mark.parametrize(
    "name", [PERSON_HEADER, PERSON_HEADER.upper(), PERSON_HEADER.title(), SESSION_HEADER, SESSION_HEADER.upper()]
)
def test_an_identity_header_of_a_client_is_dropped(name: str) -> None:
    sent = request((name, "somebody"), ("accept", "*/*"), (name, "again"))
    assert with_identity_headers(sent, None)["headers"] == [(b"accept", b"*/*")]
    found = SignedIn(Person(id="nia", email="nia@example.org", name="Nia"), "laptop")
    assert with_identity_headers(sent, found)["headers"] == [
        (b"accept", b"*/*"), (b"x-blueprint-person", b"nia"), (b"x-blueprint-session", b"laptop"),
    ]  # fmt: skip
    assert len(sent["headers"]) == 3


@pytest.mark.parametrize(("settings", "secure", "days"), [(PLAIN, False, 30), (SECURE, True, 7)])
def test_the_cookie_is_http_only_and_same_site(settings: Settings, secure: bool, days: int) -> None:
    response = Response()
    set_session_cookie(response, settings, "abc")
    parts = response.headers["set-cookie"].split("; ")
    assert parts[0] == f"{cookie_name(settings)}=abc"
    wanted = {"HttpOnly", "Path=/", "SameSite=lax", f"Max-Age={days * 86_400}"} | ({"Secure"} if secure else set())
    assert set(parts[1:]) == wanted


@pytest.mark.parametrize(("settings", "secure"), [(PLAIN, False), (SECURE, True)])
def test_signing_out_deletes_the_same_cookie(settings: Settings, secure: bool) -> None:
    response = Response()
    delete_session_cookie(response, settings)
    said = response.headers["set-cookie"]
    assert said.startswith(f'{cookie_name(settings)}=""')
    assert "Max-Age=0" in said
    assert ("Secure" in said, "HttpOnly" in said, "Path=/" in said) == (secure, True, True)
