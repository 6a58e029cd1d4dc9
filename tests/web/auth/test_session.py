"""Who is acting: the cookie's person and nobody else, on plain requests and on the websocket."""

import threading

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from blueprint.services.accounts import browser_sessions
from blueprint.web.auth.session_cookie import PERSON_HEADER
from blueprint.web.auth.websocket_session import SESSION_ENDED
from tests.factories import Scene
from tests.web.serving import Site, user_seen_by


def test_the_cookies_person_is_st_user(site: Site, group: Scene) -> None:
    with site.socket(cookie=f"session={site.session('author@example.org')}") as connection:
        assert user_seen_by(connection)["id"] == group["author"]


def refused(site: Site, **headers: str) -> int:
    """The status that refuses a websocket with these headers."""
    with pytest.raises(InvalidStatus) as refusal, site.socket(**headers):
        pass
    return refusal.value.response.status_code


@pytest.mark.parametrize("header", [PERSON_HEADER, PERSON_HEADER.upper()])
def test_a_client_that_sends_the_header_itself_is_nobody(site: Site, group: Scene, header: str) -> None:
    assert refused(site, **{header: group["convenor"]}) == 403


def test_the_header_does_not_turn_one_person_into_another(site: Site, group: Scene) -> None:
    cookie = f"session={site.session('author@example.org')}"
    with site.socket(cookie=cookie, **{PERSON_HEADER: group["convenor"]}) as connection:
        assert user_seen_by(connection)["id"] == group["author"]


@pytest.mark.parametrize("token", ["", "x", "x" * 5_000, "%00", "' OR 1=1 --"])
def test_a_made_up_cookie_is_nobody(site: Site, token: str) -> None:
    assert refused(site, cookie=f"session={token}") == 403


def test_websockets_without_a_session_are_refused_at_once(site: Site, group: Scene) -> None:
    """Eight at once, again and again, while somebody who is signed in has pages drawn."""
    stop, statuses = threading.Event(), [set[int]() for _ in range(8)]

    def open_websocket(seen: set[int]) -> None:
        while not stop.is_set():
            seen.add(refused(site))

    strangers = [threading.Thread(target=open_websocket, args=(seen,)) for seen in statuses]
    with site.socket(cookie=f"session={site.session('author@example.org')}") as connection:
        [stranger.start() for stranger in strangers]
        for _ in range(20):
            assert user_seen_by(connection)["id"] == group["author"]
        stop.set()
        [stranger.join() for stranger in strangers]
    assert statuses == [{403}] * 8


def test_an_ended_session_opens_no_websocket(site: Site, group: Scene) -> None:
    token = site.session("observer@example.org")
    browser_sessions.sign_out(site.workbench, token)
    assert refused(site, cookie=f"session={token}") == 403


def test_a_websocket_is_closed_when_its_session_has_ended(site: Site, group: Scene) -> None:
    token = site.session("reviewer@example.org")
    with site.socket(cookie=f"session={token}") as connection:
        assert user_seen_by(connection)["id"] == group["reviewer"]
        browser_sessions.sign_out_everywhere(site.workbench, group["reviewer"])
        with pytest.raises(ConnectionClosed) as ended:
            user_seen_by(connection)
    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == SESSION_ENDED


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost:1", "null", "https://127.0.0.1.evil.example"]
)
def test_another_sites_page_gets_no_websocket(site: Site, origin: str) -> None:
    cookie = f"session={site.session('author@example.org')}"
    assert refused(site, cookie=cookie, origin=origin) == 403


def test_a_page_of_the_workbench_is_for_those_signed_in(site: Site, group: Scene) -> None:
    with site.client("author@example.org") as client:
        assert '<div id="root">' in client.get("/proposal?id=x").text
    with site.client() as client:
        answer = client.get("/proposal?id=x&revision=2", headers={PERSON_HEADER: group["author"]})
        assert answer.status_code == 303
        assert answer.headers["location"] == "/sign-in?next=%2Fproposal%3Fid%3Dx%26revision%3D2"


@pytest.mark.parametrize("path", ["/media/abc.png", "/_stcore/upload_file/a/b", "/_stcore/allowed-message-origins"])
def test_streamlits_own_routes_are_for_those_signed_in(site: Site, path: str) -> None:
    with site.client(accept="*/*") as client:
        assert client.get(path).status_code == 401


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/oauth2callback"]
)
def test_routes_that_nobody_needs_are_closed(site: Site, path: str) -> None:
    with site.client("author@example.org") as client:
        assert client.get(path).status_code == 404


def test_streamlits_files_are_for_everyone(site: Site) -> None:
    with site.client() as client:
        assert client.get("/_stcore/health").status_code == 200


def test_a_page_that_has_moved_is_found_at_its_former_address(site: Site) -> None:
    with site.client() as client:
        answer = client.get("/happenings?id=x")
    assert (answer.status_code, answer.headers["location"]) == (308, "/activity?id=x")
