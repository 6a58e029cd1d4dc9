"""Signing in and out, as a person does it in a browser without scripts."""

import re
import time

import httpx
import pytest

from blueprint.services.accounts import one_time_links, registration
from tests.factories import Scene, set_first_password
from tests.mail_server import Mailbox
from tests.web.serving import Site

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def someone(site: Site) -> str:
    """The email address of a person with a password."""
    person = registration.add_person(site.workbench, "someone@example.org", 'Mallory "<b>"')
    set_first_password(site.workbench, person, PASSWORD)
    return person.email


def submit(client: httpx.Client, email: str, password: str, following: str = "/") -> httpx.Response:
    return client.post("/sign-in", data={"email": email, "password": password, "next": following})


def test_sign_in_returns_to_the_page_asked_for(site: Site, someone: str) -> None:
    with site.client() as client:
        asked = client.get("/draft?id=a%20b&x=%2F", follow_redirects=True)
        following = re.search(r'name="next" value="([^"]*)"', asked.text)
        assert following
        answer = submit(client, someone, PASSWORD, following[1].replace("&amp;", "&"))
        assert (answer.status_code, answer.headers["location"]) == (303, "/draft?id=a%20b&x=%2F")
        assert client.get("/").status_code == 200


def test_the_session_cookie_is_http_only(site: Site, someone: str) -> None:
    with site.client() as client:
        cookie = submit(client, someone, PASSWORD).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "path=/;" in cookie


def test_a_wrong_password_loses_nothing_but_the_password(site: Site, someone: str) -> None:
    with site.client(**{"x-forwarded-for": "203.0.113.1"}) as client:
        answer = submit(client, someone, "not my password", "/account")
    assert answer.status_code == 422
    assert "do not match" in answer.text
    assert f'value="{someone}"' in answer.text
    assert 'value="/account"' in answer.text
    assert "not my password" not in answer.text
    assert "set-cookie" not in answer.headers


def test_an_unknown_address_reads_like_a_wrong_password(site: Site, someone: str) -> None:
    with site.client(**{"x-forwarded-for": "203.0.113.2"}) as client:
        known, unknown = (submit(client, email, "wrong wrong wrong") for email in (someone, "nobody@example.org"))
    assert known.status_code == unknown.status_code
    assert known.text.replace(someone, "") == unknown.text.replace("nobody@example.org", "")


def test_after_ten_wrong_ones_one_has_to_wait(site: Site) -> None:
    with site.client(**{"x-forwarded-for": "203.0.113.3"}) as client:
        answers = [submit(client, "victim@example.org", "wrong wrong wrong").status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


ELSEWHERE = (
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "evil.example", "/\t/evil.example", "/\n/evil.example", "", "/sign-in", "/sign-out", "/_stcore/health",
    "/" + "a" * 3_000, "///evil.example",
)  # fmt: skip


def test_signing_in_leads_nowhere_else(site: Site, someone: str) -> None:
    with site.client() as client:
        assert submit(client, someone, PASSWORD, "//evil.example").headers["location"] == "/"
        for following in ELSEWHERE:
            assert client.get("/sign-in", params={"next": following}).headers["location"] == "/", following


def test_a_link_is_used_up_by_the_button_alone(site: Site, someone: str) -> None:
    token = one_time_links.link_to_sign_in(site.workbench, someone)
    with site.client() as client:
        for _ in range(3):
            looked = client.get(f"/enter/{token}")
            assert "Mallory &#34;&lt;b&gt;&#34;" in looked.text
            assert "<b>" not in looked.text
        entered = client.post(f"/enter/{token}", data={"go": ""})
        assert (entered.status_code, entered.headers["location"]) == (303, "/")
        assert client.get("/").status_code == 200
    with site.client() as client:
        assert client.post(f"/enter/{token}", data={"go": ""}).status_code == 410
        assert "new one" in client.get(f"/enter/{token}").text


@pytest.mark.parametrize("token", ["x", "%00", "a" * 3_000, "..%2f..", "<script>"])
def test_a_made_up_link_is_refused_with_a_sentence(site: Site, token: str) -> None:
    with site.client() as client:
        for path in ("enter", "begin", "invitation"):
            answer = client.get(f"/{path}/{token}")
            assert answer.status_code in (404, 410)
            assert "<script>" not in answer.text


def test_a_link_by_email_leads_back_to_the_page(site: Site, someone: str, mailbox: Mailbox) -> None:
    with site.client(**{"x-forwarded-for": "203.0.113.4"}) as client:
        sent = client.post("/sign-in/link", data={"email": someone, "next": "/account"})
        assert "Look at your mail" in sent.text
        mailbox.wait_for(1, to=someone)
        link = re.search(r"/enter/\S+", mailbox.text())
        assert link
        entered = client.post(link[0], data={"go": ""})
        assert entered.headers["location"] == "/account"


def test_asking_for_a_link_tells_nothing_about_who_is_known(site: Site, someone: str, mailbox: Mailbox) -> None:
    with site.client(**{"x-forwarded-for": "203.0.113.5"}) as client:
        before = mailbox.count(someone)
        pages = [
            client.post("/sign-in/link", data={"email": email}).text.replace(email, "")
            for email in (someone, "nobody@example.org")
        ]
    assert pages[0] == pages[1]
    mailbox.wait_for(before + 1, to=someone)
    assert mailbox.count("nobody@example.org") == 0


def test_the_answer_to_a_request_for_a_link_does_not_wait_for_the_mail_server(
    site: Site, someone: str, mailbox: Mailbox
) -> None:
    mailbox.delay = 3.0
    before = mailbox.count(someone)
    try:
        with site.client(**{"x-forwarded-for": "203.0.113.6"}) as client:
            started = time.monotonic()
            client.post("/sign-in/link", data={"email": someone})
            assert time.monotonic() - started < mailbox.delay
        assert mailbox.count(someone) == before
        mailbox.wait_for(before + 1, to=someone)
    finally:
        mailbox.delay = 0.0


def test_signing_out_ends_this_session_only(site: Site, someone: str) -> None:
    with site.client(someone) as here, site.client(someone) as there:
        assert "Sign out everywhere" in here.get("/sign-out").text
        answer = here.post("/sign-out", data={"go": ""})
        assert answer.headers["location"] == "/sign-in"
        assert 'session="";' in answer.headers["set-cookie"]
        assert here.get("/").status_code == 303
        assert there.get("/").status_code == 200


def test_signing_out_everywhere_ends_them_all(site: Site, someone: str) -> None:
    with site.client(someone) as here, site.client(someone) as there:
        here.post("/sign-out", data={"everywhere": "yes"})
        assert there.get("/").status_code == 303


def test_opening_the_sign_out_page_signs_nobody_out(site: Site, someone: str) -> None:
    with site.client(someone) as client:
        client.get("/sign-out")
        assert client.get("/").status_code == 200


def test_who_is_signed_in_needs_no_form(site: Site, someone: str) -> None:
    with site.client(someone) as client:
        assert client.get("/sign-in?next=/account").headers["location"] == "/account"


def test_a_form_that_is_none_is_refused(site: Site, group: Scene) -> None:
    with site.client() as client:
        assert client.post("/sign-in", json={"email": "a"}).status_code == 422
        assert client.post("/sign-in", data={"email": "a" * 70_000}).status_code == 413
        assert client.post("/sign-in", data={str(n): "" for n in range(50)}).status_code == 422
        broken = client.post(
            "/sign-in", content=b"email=\xff", headers={"content-type": "application/x-www-form-urlencoded"}
        )
        assert broken.status_code == 422


def test_a_character_no_database_holds_does_no_harm(site: Site) -> None:
    with site.client(**{"x-forwarded-for": "203.0.113.6"}) as client:
        assert submit(client, "a\0@example.org", "wrong\0wrong wrong").status_code == 422
        assert client.get("/library/%00").status_code == 404
        assert client.get("/convening/%00").status_code == 404
