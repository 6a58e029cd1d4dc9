"""Our own pages speak the reader's language: every word of theirs is in the catalogue of interface words."""

import asyncio
import re
from typing import Any

import httpx
import pytest
from lxml import html
from starlette.responses import PlainTextResponse

from blueprint.domain.convenings import Role
from blueprint.locales import using_language
from blueprint.services.accounts import one_time_links, registration, sign_in
from blueprint.services.context import Workbench
from blueprint.services.convenings import invitations
from blueprint.ui.app.streamlit_messages import StreamlitMessages
from blueprint.ui.pages import PATHS
from blueprint.web.app import WorkbenchMiddleware
from blueprint.web.language import accepted_language
from tests.factories import Scene

PSEUDO = ["en-XA", "ar-XB"]
PROPER_NAMES = {"Blueprint"}
"""What is the same in every language, besides people's own words."""

Answers = dict[str, httpx.Response]
Requests = list[tuple[str, str, dict[str, Any]]]


async def ask(workbench: Workbench, requests: Requests, token: str = "", **headers: str) -> Answers:
    app = WorkbenchMiddleware(
        PlainTextResponse("Streamlit"),
        workbench=workbench,
        workbench_csp="",
        page_paths=PATHS,
        streamlit_messages=StreamlitMessages(),
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    base_url = workbench.settings.base_url
    sent = {"origin": base_url, "accept": "text/html", **{name.replace("_", "-"): v for name, v in headers.items()}}
    cookies = {"session": token} if token else None
    async with httpx.AsyncClient(transport=transport, base_url=base_url, cookies=cookies, headers=sent) as client:
        return {f"{method} {path}": await client.request(method, path, **how) for method, path, how in requests}


def answers_to(workbench: Workbench, requests: Requests, token: str = "", **headers: str) -> Answers:
    async def run() -> Answers:
        answers = await ask(workbench, requests, token, **headers)
        await asyncio.gather(*(asyncio.all_tasks() - {asyncio.current_task()}))  # new editions are being prepared
        return answers

    return asyncio.run(run())


def untranslated(answer: httpx.Response, own_words: set[str]) -> list[str]:
    """What a reader meets on the page that is neither in brackets nor a name or somebody's own words."""
    if not answer.headers["content-type"].startswith("text/html"):
        said = answer.json()["message"] if answer.headers["content-type"] == "application/json" else answer.text
        return _outside(said, own_words)
    page = html.fromstring(answer.content)
    attributes = page.xpath("//@placeholder | //@title | //@aria-label | //@alt")
    return [rest for text in (page.text_content(), *attributes) for rest in _outside(str(text), own_words)]


def _outside(text: str, own_words: set[str]) -> list[str]:
    depth, outside = 0, []
    for character in text:
        depth += character == "⟦"
        outside.append(character if depth == 0 else " ")
        depth -= character == "⟧"
    assert depth == 0
    rest = "".join(outside)
    for words in sorted(own_words | PROPER_NAMES, key=len, reverse=True):
        rest = rest.replace(words, " ")
    return re.findall(r"\w+", rest)


def check(answers: Answers, language: str, own_words: set[str]) -> None:
    direction = "rtl" if language == "ar-XB" else "ltr"
    assert {at: words for at, answer in answers.items() if (words := untranslated(answer, own_words))} == {}
    for at, answer in answers.items():
        if answer.headers["content-type"].startswith("text/html"):
            assert f'<html lang="{language}" dir="{direction}">' in answer.text, at


JSON, FORM = {"json": {}}, {"data": {"email": "nobody@example.org"}}
SIGNED_OUT: Requests = [
    ("GET", "/sign-in", {}),
    ("GET", "/sign-in?next=/account", {}),
    ("POST", "/sign-in", JSON),
    ("POST", "/sign-in", {"data": {"email": "a" * 70_000}}),
    ("POST", "/sign-in", {"data": {"email": "nobody@example.org", "password": "a wrong password"}}),
    ("POST", "/sign-in/link", FORM),
    ("GET", "/invitation/x", {}),
    ("GET", "/images/x", {}),
    ("DELETE", "/sign-in", {}),
    ("GET", "/sign-in/none", {}),
    ("GET", "/sign-out", {}),
    ("GET", "/enter/x", {}),
    ("GET", "/begin/x", {}),
    ("GET", "/_stcore/metrics", {}),
    ("GET", "/convening/%00", {}),
    ("POST", "/sign-out", {"headers": {"origin": "https://other.example"}}),
    ("GET", "/_stcore/upload_file/a", {"headers": {"accept": "*/*"}}),
    ("GET", "/api/none", {}),
    ("PUT", "/api/drafts/x", JSON),
]
SIGNED_IN: Requests = [
    ("GET", "/sign-out", {}),
    ("PUT", "/api/drafts/x", JSON),
    ("PUT", "/api/drafts/x", {"content": b" " * 13_000_000}),
    ("POST", "/api/images/x", {"content": b"", "headers": {"content-type": "multipart/form-data; boundary=x"}}),
]


@pytest.mark.parametrize("language", PSEUDO)
def test_who_is_signed_out_reads_the_browsers_language(sqlite_scene: Scene, language: str) -> None:
    bench = sqlite_scene.workbench
    someone = sqlite_scene.people["outsider"]
    link = one_time_links.link_to_sign_in(bench, someone.email)
    invited = [_invite(sqlite_scene, email) for email in ("new@example.org", someone.email)]
    paths = [f"/enter/{link}", *(f"/invitation/{token}" for token in invited)]
    requests = [*SIGNED_OUT, *(("GET", path, {}) for path in paths)]
    answers = answers_to(bench, requests, accept_language=f"{language}, en;q=0.5")
    own = {someone.name, someone.email, "new@example.org", "nobody@example.org"}
    assert [at for at, answer in answers.items() if answer.status_code >= 500] == []
    check(answers, language, own | {sqlite_scene.convening.title, sqlite_scene.convening.purpose})


@pytest.mark.parametrize("language", PSEUDO)
def test_who_is_signed_in_reads_the_language_of_the_account(sqlite_scene: Scene, language: str) -> None:
    bench = sqlite_scene.workbench
    person = registration.add_person(bench, "reader@example.org", "Reader", language=language)
    session = sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, person.email), "a test")
    path = f"/invitation/{_invite(sqlite_scene, 'other@example.org')}"
    answers = answers_to(bench, [*SIGNED_IN, ("GET", path, {})], session, accept_language="en")
    own = {person.name, person.email, "other@example.org", sqlite_scene.convening.title, sqlite_scene.convening.purpose}
    assert [at for at, answer in answers.items() if answer.status_code >= 500] == []
    check(answers, language, own)


@pytest.mark.parametrize("language", PSEUDO)
def test_an_empty_workbench_and_a_failure_of_ours(
    sqlite_bench: Workbench, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = registration.link_for_first_account(sqlite_bench)
    answers = answers_to(
        sqlite_bench, [("GET", "/sign-in", {}), ("GET", f"/begin/{first}", {})], accept_language=language
    )
    monkeypatch.setattr(registration, "has_accounts", lambda _bench: 1 / 0)
    answers |= answers_to(sqlite_bench, [("GET", "/sign-in?next=/", {})], accept_language=language)
    assert [answer.status_code for answer in answers.values()] == [200, 200, 500]
    check(answers, language, set())


def test_the_library_is_the_same_for_everyone(sqlite_scene: Scene) -> None:
    requests: Requests = [
        ("GET", path, {}) for path in ("/library", "/library/none", "/library/principles", "/sitemap.xml")
    ]
    person = registration.add_person(sqlite_scene.workbench, "reader@example.org", "Reader", language="ar-XB")
    session = sign_in.sign_in_by_link(
        sqlite_scene.workbench, one_time_links.link_to_sign_in(sqlite_scene.workbench, person.email), "a test"
    )
    plain = answers_to(sqlite_scene.workbench, requests)
    other = answers_to(sqlite_scene.workbench, requests, session, accept_language="en-XA")
    assert {at: answer.text for at, answer in plain.items()} == {at: answer.text for at, answer in other.items()}
    assert 'lang="en"' in plain["GET /library/none"].text


def test_requests_at_once_keep_their_languages_apart(sqlite_scene: Scene) -> None:
    async def all_at_once() -> list[tuple[str, Answers]]:
        languages = ["en", *PSEUDO] * 10
        requests: Requests = [("GET", "/sign-in", {}), ("GET", "/enter/x", {})]
        answers = await asyncio.gather(
            *(ask(sqlite_scene.workbench, requests, accept_language=tag) for tag in languages)
        )
        return list(zip(languages, answers, strict=True))

    with using_language("en"):
        for language, answers in asyncio.run(all_at_once()):
            for answer in answers.values():
                assert f'<html lang="{language}"' in answer.text
                assert ("⟦" in answer.text) is (language != "en")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"), ("*", "en"), ("de", "en"), ("ar", "en"), ("en-GB,en;q=0.9", "en"), ("EN-xa", "en-XA"),
        ("de, en;q=0.2, en-XA;q=0.4", "en-XA"), ("en-XA;q=0, ar-XB;q=0.1", "ar-XB"), ("en-XA-x-private", "en-XA"),
        ("en-XA;q=x", "en"), (";;q=,,", "en"), ("en-XA;q=nan", "en"), ("x" * 9_000, "en"),
    ],
)  # fmt: skip
def test_the_language_that_a_browser_accepts(header: str, language: str) -> None:
    assert accepted_language(header) == language


def _invite(scene: Scene, email: str) -> str:
    sent = invitations.invite(scene.workbench, scene["convenor"], scene.convening.id, email, Role.REVIEWER)
    return sent.link.rpartition("/")[2]
