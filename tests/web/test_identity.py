"""Who is acting: the cookie's person and nobody else, on plain requests and on the websocket."""

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from blueprint.services import accounts
from blueprint.web.front import SESSION_ENDED
from blueprint.web.identity import PERSON_HEADER
from tests.factories import Scene
from tests.web.serving import Site, user_seen_by


def test_the_cookies_person_is_st_user(site: Site, group: Scene) -> None:
    with site.socket(cookie=f"session={site.session('author@example.org')}") as connection:
        assert user_seen_by(connection) == {"id": group["author"]}


def test_nobody_is_nobody(site: Site) -> None:
    with site.socket() as connection:
        assert user_seen_by(connection) == {"id": None}


@pytest.mark.parametrize("header", [PERSON_HEADER, PERSON_HEADER.upper()])
def test_a_client_that_sends_the_header_itself_is_nobody(site: Site, group: Scene, header: str) -> None:
    with site.socket(**{header: group["convenor"]}) as connection:
        assert user_seen_by(connection) == {"id": None}


def test_the_header_does_not_turn_one_person_into_another(site: Site, group: Scene) -> None:
    cookie = f"session={site.session('author@example.org')}"
    with site.socket(cookie=cookie, **{PERSON_HEADER: group["convenor"]}) as connection:
        assert user_seen_by(connection) == {"id": group["author"]}


@pytest.mark.parametrize("token", ["", "x", "x" * 5_000, "%00", "' OR 1=1 --"])
def test_a_made_up_cookie_is_nobody(site: Site, token: str) -> None:
    with site.socket(cookie=f"session={token}") as connection:
        assert user_seen_by(connection) == {"id": None}


def test_a_session_that_ends_takes_the_sockets_power_with_it(site: Site, group: Scene) -> None:
    token = site.session("reviewer@example.org")
    with site.socket(cookie=f"session={token}") as connection:
        assert user_seen_by(connection) == {"id": group["reviewer"]}
        accounts.sign_out_everywhere(site.workbench, group["reviewer"])
        with pytest.raises(ConnectionClosed) as ended:
            user_seen_by(connection)
    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code == SESSION_ENDED


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost:1", "null", "https://127.0.0.1.evil.example"]
)
def test_another_sites_page_gets_no_websocket(site: Site, origin: str) -> None:
    cookie = f"session={site.session('author@example.org')}"
    with pytest.raises(InvalidStatus) as refused, site.socket(cookie=cookie, origin=origin):
        pass
    assert refused.value.response.status_code == 403


def test_a_page_of_the_workbench_is_for_those_signed_in(site: Site, group: Scene) -> None:
    with site.client("author@example.org") as client:
        assert '<div id="root">' in client.get("/proposal?id=x").text
    with site.client() as client:
        answer = client.get("/proposal?id=x&revision=2", headers={PERSON_HEADER: group["author"]})
        assert answer.status_code == 303
        assert answer.headers["location"] == "/sign-in?next=%2Fproposal%3Fid%3Dx%26revision%3D2"


@pytest.mark.parametrize("path", ["/media/abc.png", "/_stcore/upload_file/a/b", "/_stcore/allowed-message-origins"])
def test_streamlits_own_doors_are_for_those_signed_in(site: Site, path: str) -> None:
    with site.client(accept="*/*") as client:
        assert client.get(path).status_code == 401


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/oauth2callback"]
)
def test_doors_nobody_needs_are_closed(site: Site, path: str) -> None:
    with site.client("author@example.org") as client:
        assert client.get(path).status_code == 404


def test_streamlits_files_are_for_everyone(site: Site) -> None:
    with site.client() as client:
        assert client.get("/_stcore/health").status_code == 200
