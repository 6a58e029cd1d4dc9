"""Requests that another site's page makes change nothing."""

import pytest

from blueprint.web.http.csrf import is_same_origin
from tests.factories import Scene
from tests.web.serving import Site

FORGED = (
    {"origin": "http://evil.example"},
    {"origin": "null"},
    {"origin": "http://127.0.0.1:1"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": ""},
)


@pytest.mark.parametrize("headers", FORGED)
@pytest.mark.parametrize(("method", "path"), [("POST", "/sign-out"), ("POST", "/sign-in"), ("PUT", "/api/drafts/x")])
def test_a_forged_request_is_refused(site: Site, method: str, path: str, headers: dict[str, str], group: Scene) -> None:
    with site.client("author@example.org", **headers) as client:
        answer = client.request(method, path, data={"everywhere": "yes"})
        assert answer.status_code == 403
        assert "did not come from one of our pages" in answer.text
        assert client.get("/sign-out").text.count("Sign out everywhere") == 1


def test_streamlits_upload_is_guarded_too(site: Site, group: Scene) -> None:
    with site.client("author@example.org", origin="http://evil.example") as client:
        assert client.put("/_stcore/upload_file/a/b", content=b"").status_code == 403


def scope(headers: dict[str, str], kind: str = "http") -> dict[str, object]:
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    return {"type": kind, "method": "POST", "path": "/", "headers": sent}


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"host": "a.example", "origin": "https://a.example"}, True),
        ({"host": "inner:8501", "origin": "https://public.example"}, True),
        ({"host": "inner:8501", "origin": "https://public.example.evil"}, False),
        ({"host": "a.example", "sec-fetch-site": "same-origin"}, True),
        ({"host": "a.example", "sec-fetch-site": "same-origin", "origin": "https://b.example"}, False),
        ({"host": "a.example", "origin": "https://a.example@b.example"}, False),
        ({"host": "", "origin": "null"}, False),
        ({"host": "a.example", "origin": "http://[broken"}, False),
        ({"host": "a.example"}, False),
    ],
)
def test_what_counts_as_ours(headers: dict[str, str], ours: bool) -> None:
    assert is_same_origin(scope(headers), "https://public.example") is ours


def test_a_program_may_open_a_websocket_without_an_origin() -> None:
    assert is_same_origin(scope({"host": "a.example"}, "websocket"), "https://a.example")
