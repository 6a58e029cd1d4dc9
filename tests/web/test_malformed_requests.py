"""Whatever is sent as an address, a header or a body, the answer is a sentence, and no fault of ours."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import httpx
import pytest

from blueprint.domain.editions import Edition
from blueprint.domain.proposals import Proposal
from tests.factories import Scene
from tests.web.serving import Site

FAULT = "went wrong on our side"

PARTS = {
    "NUL": "%00",
    "control characters": "%01%1b%7f",
    "half a character": "%ed%a0%80",
    "no UTF-8": "%ff%fe",
    "line ends": "%0d%0aX-Injected:%201",
    "a long name": "x" * 3_000,
    "a number without end": "9" * 5_000,
    "a negative number": "-1",
    "not a number": "NaN",
    "digits of another script": quote("٣²"),
    "a folder above": "..%2f..%2fetc%2fpasswd",
    "an override": quote("\u202e1"),
    "marks": quote("e" + "\u0301\u0316" * 400),
    "a list": "%5B1%2C2%5D",
    "an object": "%7B%22a%22%3A1%7D",
    "quotation marks": "%27%22%3b--",
    "a dot": "%2e",
}

ADDRESSES = (
    "/sign-in?next={}", "/sign-in?{}={}", "/enter/{}", "/begin/{}", "/invitation/{}", "/library/{}", "/library/{}/1",
    "/library/SLUG/{}", "/library/SLUG/1/{}", "/library/SLUG/1/{}.pdf", "/library/SLUG/1/1/since/{}",
    "/library/SLUG/1/cite.{}", "/library/SLUG/1/1/cite.{}", "/library/search?q={}", "/library/search?q=a&in={}&page={}",
    "/library/opds/search?q={}", "/library/opds/search.json?q={}", "/library/opds/{}/1.xml", "/library/opds/new/{}.json",
    "/library/languages/{}", "/library/languages/en/{}", "/library/principles/{}", "/library/people/{}",
    "/api/drafts/{}", "/images/{}", "/images/{}.png", "/assets/web/{}", "/assets/web/{}.css",
    "/assets/client/0123456789abcdef/{}.js", "/assets/{}/{}/{}", "/{}", "/proposal?id={}&line={}&revision={}",
)  # fmt: skip


@pytest.fixture(scope="module")
def proposal(group: Scene) -> Proposal:
    return group.proposal(title="For malformed requests")


@pytest.fixture(scope="module")
def author(site: Site, group: Scene) -> Iterator[httpx.Client]:
    """The author's browser."""
    assert group["author"]
    with site.client("author@example.org") as client:
        yield client


@pytest.mark.parametrize("name", PARTS)
def test_no_address_is_a_fault_of_ours(
    author: httpx.Client, site: Site, edition: tuple[str, Edition], name: str
) -> None:
    for address in ADDRESSES:
        path = address.replace("SLUG", edition[0]).replace("{}", PARTS[name])
        status, body = exchange(site, "GET", path, headers=cookie_of(author))
        assert status < 500, path[:80]
        assert FAULT.encode() not in body, path[:80]


def cookie_of(client: httpx.Client) -> dict[str, str]:
    return {"Cookie": f"session={client.cookies['session']}"}


HEADERS = {
    "dates beyond any calendar": {"If-Modified-Since": "Mon, 01 Jan 99999999999999999999 00:00:00 GMT"},
    "dates without sense": {"If-Modified-Since": "Mon, 99 Jun 2024 99:99:99 +9999999"},
    "weights that are no numbers": {"Accept-Language": "de;q=NaN, fr;q=inf, es;q=1e999, ar;q=--, ru;q=" + "9" * 5_000},
    "very many languages": {"Accept-Language": ",".join(["de-" * 50] * 80)},
    "codings without sense": {"Accept-Encoding": "gzip;q=\u00e9;;;,,=;q"},
    "a range without end": {"Range": "bytes=0-" + "9" * 5_000},
    "ranges backwards": {"Range": "bytes=9-1,-,--5,a-b"},
    "very many ranges": {"Range": "bytes=" + ",".join(["0-0"] * 900)},
    "a range on a condition": {"Range": "bytes=0-1", "If-Range": "\u00ff"},
    "tags that never close": {"If-None-Match": '"' * 4_000},
    "cookies without sense": {"Cookie": 'session="\\377\\000\\ud800"; =; ;;; session'},
    "an origin that is no address": {"Origin": "http://[", "Sec-Fetch-Site": "\u00e9"},
    "forwarded by nobody": {"X-Forwarded-For": "\u00e9, [::1, 999.9.9.9", "X-Forwarded-Proto": "\u00e9"},
    "another person": {"X-Blueprint-Person": "\u00e9"},
    "a host that is no name": {"Host": "["},
    "a host with a path": {"Host": "a/b?c@d:port"},
}


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_is_a_fault_of_ours(
    author: httpx.Client, site: Site, edition: tuple[str, Edition], proposal: Proposal, name: str
) -> None:
    slug, made = edition
    file = f"/library/{slug}/1/{made.artifacts[0].filename}"
    for path in (
        file,
        f"/library/{slug}",
        "/sign-in",
        f"/api/drafts/{proposal.id}",
        "/assets/web/library.css",
        "/nowhere/at/all",
    ):
        for method in ("GET", "PUT" if path.startswith("/api") else "POST"):
            status, body = exchange(site, method, path, headers=cookie_of(author) | HEADERS[name])
            assert status < 500, (method, path)
            assert FAULT.encode() not in body


TYPED = {"base": 1, "title": "A title", "markdown": "Words.\n", "sequence": 1}
VALUES = {
    "nothing": "null", "true": "true", "a list": '["a"]', "an object": '{"a": 1}', "text": '"abc"', "a fraction": "1.5",
    "not a number": "NaN", "infinite": "-Infinity", "beyond floating point": "1e999", "negative": "-1",
    "400 digits": "1" + "0" * 400, "5,000 digits": "9" * 5_000, "half a character": '"\\ud800"', "NUL": '"\\u0000"',
    "a long text": f'"{"x" * 1_000_000}"', "many lists": "[" * 3_000 + "]" * 3_000,
    "lists that never close": "[" * 20_000, "marks": f'"{"e" + chr(0x301) + chr(0x316) * 200}"',
}  # fmt: skip
DRAFT_FIELDS = ("base", "title", "markdown", "sequence", "device", "follows", "ancestor", "settled", "last", "unknown")


@pytest.mark.parametrize("name", VALUES)
def test_no_value_in_a_draft_is_a_fault_of_ours(author: httpx.Client, proposal: Proposal, name: str) -> None:
    for sequence, field in enumerate(DRAFT_FIELDS, 10):
        fields = {key: json.dumps(value) for key, value in (TYPED | {"sequence": sequence}).items()}
        body = ",".join(f'"{key}": {value}' for key, value in (fields | {field: VALUES[name]}).items())
        answer = author.put(f"/api/drafts/{proposal.id}", content=f"{{{body}}}".encode())
        assert answer.status_code < 500, field
        message = answer.json()
        assert answer.is_success or message["message"].endswith("."), field


BODIES = (
    b"", b"\0", b"\xff\xfe", b"null", b"[]", b'"a"', b"1e999", b"[" * 200_000, b'{"a":' * 50_000, b"{" + b" " * 999_999,
)  # fmt: skip
KINDS = ("application/json", b"multipart/form-data; boundary=\xe9", "multipart/form-data", "")


@pytest.mark.parametrize("body", BODIES)
def test_no_body_is_a_fault_of_ours(author: httpx.Client, proposal: Proposal, body: bytes) -> None:
    for method, path in (("PUT", f"/api/drafts/{proposal.id}"), ("POST", f"/api/images/{proposal.id}")):
        for kind in KINDS:
            answer = author.request(method, path, content=body, headers={"content-type": kind})
            assert 400 <= answer.status_code < 500, (path, kind)
            assert answer.json()["message"].endswith(".")


@pytest.mark.parametrize("name", PARTS)
def test_no_field_of_a_form_is_a_fault_of_ours(site: Site, name: str) -> None:
    with site.client() as stranger:
        for path in ("/sign-in", "/sign-in/link", "/sign-out", "/enter/abc", "/begin/abc", "/invitation/abc"):
            for fields in ("email={0}&password={0}&next={0}&name={0}", "{0}={0}", "{0}", "email=a&" * 50 + "{0}"):
                answer = stranger.post(
                    path,
                    content=fields.format(PARTS[name]),
                    headers={"content-type": "application/x-www-form-urlencoded"},
                )
                assert answer.status_code < 500, (path, fields)
                assert FAULT not in answer.text


def exchange(site: Site, method: str, path: str, *, headers: dict[str, str]) -> tuple[int, bytes]:
    """Status and body of an answer to a request whose bytes no client library has put right; status 0 for none."""
    host = urlsplit(site.url).netloc
    sent = {"Host": host, "Connection": "close", "Origin": site.url, "Content-Length": "0"} | headers
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items()), "", ""]
    with socket.create_connection(tuple(host.split(":")), timeout=30) as connection:  # type: ignore[arg-type]
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]) if head else 0, body
