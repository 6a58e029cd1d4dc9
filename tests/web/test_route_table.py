"""Every address × every method × every standing, generated: who is let in, who is sent to sign in, who is refused.

`ROUTES` has a row for each address that we serve, with what its methods ask for; the cells follow from that and from the
table of permissions. An address or a method without a row fails, and so does one that answers what nobody expects.
"""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.types import Message, Receive, Scope, Send

from blueprint.domain.convenings import Role, Visibility
from blueprint.services.accounts import browser_sessions, one_time_links, operator, sign_in
from blueprint.services.context import open_workbench
from blueprint.services.convenings import invitations, membership
from blueprint.services.drafting.images import add_image
from blueprint.settings import Settings
from blueprint.ui.app.streamlit_messages import StreamlitMessages
from blueprint.ui.pages import PATHS
from blueprint.web import routes
from blueprint.web.api import personal_data
from blueprint.web.app import BLOCKED_PATHS, PUBLIC_PATHS, STREAMLIT_PATHS, WorkbenchMiddleware
from blueprint.web.auth.session_cookie import PERSON_HEADER
from tests.factories import add_person, join
from tests.images import png
from tests.services.test_permissions import COLUMNS, ROWS, Stage
from tests.services.test_standings import LATER, MEMBERS

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
BASE = "http://testserver"

ROUTES: dict[str, dict[str, str]] = {
    "/sign-in": {"GET": "all", "POST": "all"},
    "/sign-in/link": {"POST": "all"},
    "/sign-out": {"GET": "all", "POST": "all"},
    "/delete-account": {"GET": "signed in", "POST": "signed in"},
    "/enter/{token}": {"GET": "link", "POST": "link"},
    "/begin/{token}": {"GET": "link", "POST": "link"},
    "/invitation/{token}": {"GET": "link", "POST": "link"},
    "/api/drafts/{proposal}": {"GET": "read_draft", "PUT": "save_draft"},
    "/api/images/{proposal}": {"POST": "add_image"},
    "/api/personal-data": {"GET": "signed in"},
    "/images/{name}": {"GET": "read_image"},
    "/assets/{path:path}": {"GET": "all"},
    "/favicon.ico": {"GET": "all"},
    "/healthz": {"GET": "all"},
    "/readyz": {"GET": "all"},
}
"""By address and method who is answered: `all` alike, who is `signed in`, who has the `link`, or whom the table of
permissions lets do what a verb does. The library's addresses are for all, to read."""
WEBSOCKETS = {"/api/updates", "/_stcore/stream"}
STREAMLIT = {
    **dict.fromkeys(PATHS, "signed in"),
    **{f"{path}x" if path.endswith("/") else path: "all" for path in PUBLIC_PATHS},
    "/media/a.png": "signed in",
    "/_stcore/upload_file/a/b": "asked for",
    "/_stcore/allowed-message-origins": "signed in",
    "/manifest.json": "signed in",
    **{f"{path}x" if path.endswith("/") else path: "none" for path in BLOCKED_PATHS},
    "/no-such-page": "none",
}
"""By address of Streamlit's who is answered, whatever the method; “asked for”: nobody whose page asks for no file."""
STANDINGS = ("nobody", *MEMBERS, "steward", "outsider", "removed", "expired", "disabled", "deleted")
SIGNED_OUT = ("nobody", "expired", "disabled", "deleted")
STATUS = {"y": 200, "-": 403, "?": 404, "!": 401}


def own_routes() -> list[Route | WebSocketRoute]:
    return routes._routes()


def column(standing: str) -> str:
    """The column of the table of permissions for a standing, in a convening for its members alone."""
    named = {"own": "own", "steward": "outsider", "removed": "outsider", **dict.fromkeys(SIGNED_OUT, "nobody")}
    return named.get(standing, standing)


async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """In place of Streamlit: says who it is told is acting."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        await send({"type": "websocket.close", "code": 1000})
    else:
        person = dict(scope["headers"]).get(PERSON_HEADER.encode(), b"").decode()
        await PlainTextResponse(f"drawn for {person or 'nobody'}")(scope, receive, send)


@dataclass
class Site:
    """The whole site, but for Streamlit itself, and somebody of every standing."""

    stage: Stage
    app: WorkbenchMiddleware
    tokens: dict[str, str]
    ids: dict[str, str]
    picture: str
    runner: "asyncio.Runner"

    def ask(self, standing: str, method: str, path: str, *, origin: str = BASE, **sent: Any) -> httpx.Response:
        """What the browser of that person is answered; it follows no redirect."""
        cookies = {"session": self.tokens[standing]} if standing in self.tokens else {}
        headers = {"origin": origin, "accept": "text/html"}

        async def request() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=BASE, cookies=cookies, headers=headers
            ) as client:
                return await client.request(method, path, **sent)

        return self.runner.run(request())

    def opens(self, standing: str, path: str, origin: str = BASE) -> bool:
        """Whether a websocket of that person is accepted."""
        cookie = (b"cookie", f"session={self.tokens.get(standing, '')}".encode())
        headers = [cookie, (b"host", b"testserver"), (b"origin", origin.encode())]
        scope = {"type": "websocket", "path": path, "query_string": b"", "headers": headers}
        sent: list[Message] = []
        incoming = iter([{"type": "websocket.connect"}, {"type": "websocket.disconnect", "code": 1000}])

        async def receive() -> Message:
            return next(incoming)

        async def send(message: Message) -> None:
            sent.append(message)

        self.runner.run(self.app(scope, receive, send))
        return sent[0]["type"] == "websocket.accept"

    def address(self, path: str) -> str:
        """A route's path with its parameters filled: the stage's proposal and picture, or something there is not."""
        known = {"proposal": self.stage.proposal.id, "name": self.picture, "token": "spent", "path": "web/style.css"}
        fill = known if path.startswith(("/api/", "/images/", "/assets/", "/enter/", "/begin/", "/invitation/")) else {}
        return re.sub(r"{(\w+)(?::path)?}", lambda found: fill.get(found[1], "1"), path)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    bench = open_workbench(Settings(data=tmp_path_factory.mktemp("routes"), base_url=BASE))
    stage = Stage(bench, Visibility.MEMBERS)
    scene = stage.scene
    picture = add_image(bench, scene["author"], stage.proposal.id, png()).rpartition("/")[2]
    for name in ("removed", "expired", "disabled", "deleted"):
        join(scene, name, Role.CONVENOR)
    scene.people["other-steward"] = add_person(bench, "other-steward", steward=True)
    special = {"own": "author", "author": "colleague", "steward": "other-steward"}
    who = {one: special.get(one, one) for one in STANDINGS if one != "nobody"}
    tokens = {one: _token(stage, f"{name}@example.org") for one, name in who.items()}
    ids = {one: scene[name] for one, name in who.items()}
    membership.remove_member(bench, scene["convenor"], stage.home, scene["removed"])
    operator.disable(bench, "disabled@example.org")
    operator.delete(bench, "deleted@example.org", None)
    with bench.database.transaction() as session:
        past = (bench.now() - LATER).replace(tzinfo=None).isoformat(sep=" ")
        statement = text("UPDATE session SET expires_at = :past WHERE person_id = :person")
        session.execute(statement, {"past": past, "person": scene["expired"]})
    app = WorkbenchMiddleware(
        streamlit, workbench=bench, workbench_csp="", page_paths=PATHS, streamlit_messages=StreamlitMessages()
    )
    with asyncio.Runner() as runner:
        yield Site(stage, app, tokens, ids, picture, runner)
    bench.close()


def _token(stage: Stage, email: str) -> str:
    return sign_in.sign_in_by_link(stage.bench, one_time_links.link_to_sign_in(stage.bench, email), "")


def body(path: str, method: str) -> dict[str, Any]:
    """What a request sends with which a person who may would succeed."""
    if (path, method) == ("/api/drafts/{proposal}", "PUT"):
        return {"json": {"base": 1, "title": "T", "markdown": "Words.", "sequence": 1, "device": "d", "follows": ""}}
    if path == "/api/images/{proposal}":
        return {"files": {"file": ("a.png", png(), "image/png")}}
    return {"data": {"email": "none@example.org"}} if method == "POST" else {}


def expected(asked: str, standing: str) -> set[int]:
    """The statuses by which a person of that standing is answered."""
    if asked == "signed in":
        return {401} if standing in SIGNED_OUT else {200, 422}
    if asked == "link":
        return {410}
    return {STATUS[ROWS[asked][COLUMNS.index(column(standing))]]}


def test_every_address_has_a_row() -> None:
    public = {route.path for route in own_routes() if route.path.startswith(("/library", "/sitemap", "/robots"))}
    assert {route.path for route in own_routes()} == ROUTES.keys() | public | (WEBSOCKETS - {"/_stcore/stream"})
    assert {path.strip("/").split("/")[0] for path in (*ROUTES, *public)} | {"api"} == {
        path.strip("/") for path in routes.OWN_PATHS
    }
    assert all(any(path.startswith(known) for path in STREAMLIT) for known in STREAMLIT_PATHS)


def served() -> dict[str, set[str]]:
    """The methods of each address by its path."""
    found: dict[str, set[str]] = {}
    for route in own_routes():
        if isinstance(route, Route):
            found.setdefault(route.path, set()).update(route.methods or ())
    return found


@pytest.mark.parametrize("path", ROUTES)
def test_an_address_of_ours(site: Site, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal_data, "_allowed", personal_data.TokenBuckets(1e6, 1e6))
    assert served()[path] - {"HEAD"} == ROUTES[path].keys()
    wrong = {}
    for standing in STANDINGS:
        for method in METHODS:
            asked = ROUTES[path].get("GET" if method == "HEAD" else method)
            if path == "/sign-out" and method == "POST":
                continue  # it would end the session: see below
            answer = site.ask(standing, method, site.address(path), **body(path, method))
            allowed = {405} if asked is None else {answer.status_code} if asked == "all" else expected(asked, standing)
            if answer.status_code not in allowed or answer.status_code >= 500:
                wrong[standing, method] = (answer.status_code, allowed)
    assert wrong == {}


@pytest.mark.parametrize("path", [path for path in served() if path not in ROUTES])
def test_an_address_of_the_library_is_the_same_for_all(site: Site, path: str) -> None:
    answers: dict[str, set[tuple[int, bytes]]] = {}
    for standing in ("nobody", "convenor", "outsider", "disabled"):
        for method in METHODS:
            answer = site.ask(standing, method, site.address(path))
            answers.setdefault(method, set()).add((answer.status_code, answer.content))
    assert {method for method, found in answers.items() if len(found) > 1} == set()
    statuses = {method: next(iter(found))[0] for method, found in answers.items()}
    assert {statuses["GET"], statuses["HEAD"]} <= {200, 304, 307, 308, 404}
    assert {statuses[method] for method in METHODS if method not in ("GET", "HEAD")} == {405}


@pytest.mark.parametrize("path", STREAMLIT)
def test_an_address_of_streamlits(site: Site, path: str) -> None:
    wrong = {}
    for standing in STANDINGS:
        for method in METHODS:
            answer = site.ask(standing, method, path)
            if answer.text.startswith("drawn for") and STREAMLIT[path] == "signed in":
                assert answer.text == f"drawn for {site.ids.get(standing)}"
            ok = {"none": {404}, "all": {200}}.get(STREAMLIT[path]) or _streamlit(STREAMLIT[path], standing, method)
            if answer.status_code not in ok:
                wrong[standing, method] = answer.status_code
    assert wrong == {}


def _streamlit(kind: str, standing: str, method: str) -> set[int]:
    """A page that is opened leads to the form to sign in; anything else is refused, and files that no page asked for."""
    if standing not in SIGNED_OUT:
        return {200 if kind == "signed in" else 403}
    return {303} if method in ("GET", "HEAD") else {401}


@pytest.mark.parametrize("method", [method for method in METHODS if method not in ("GET", "HEAD", "OPTIONS")])
@pytest.mark.parametrize("path", [*ROUTES, *STREAMLIT])
def test_another_sites_page_changes_nothing(site: Site, path: str, method: str) -> None:
    answer = site.ask("convenor", method, site.address(path), origin="https://evil.example", **body(path, method))
    assert answer.status_code == 403


@pytest.mark.parametrize("path", sorted(WEBSOCKETS))
def test_a_websocket(site: Site, path: str) -> None:
    found = {standing: site.opens(standing, path) for standing in STANDINGS}
    assert found == {standing: standing not in SIGNED_OUT for standing in STANDINGS}
    assert not site.opens("convenor", path, "https://evil.example")


def test_signing_out_ends_ones_own_session_alone(site: Site) -> None:
    again = replace(site, tokens={one: _token(site.stage, f"{one}@example.org") for one in ("editor", "reviewer")})
    for standing in SIGNED_OUT:
        assert site.ask(standing, "POST", "/sign-out", data={"everywhere": "yes"}).status_code == 303
    assert again.ask("editor", "POST", "/sign-out", data={"a": "b"}).status_code == 303
    alive = {one: browser_sessions.signed_in(site.stage.bench, token) for one, token in again.tokens.items()}
    assert {one: found is not None for one, found in alive.items()} == {"editor": False, "reviewer": True}


def test_links_let_in_whom_they_are_for_and_nobody_when_they_have_run_out(site: Site) -> None:
    bench, scene = site.stage.bench, site.stage.scene
    link = one_time_links.link_to_sign_in(bench, "observer@example.org")
    invited = invitations.invite(bench, scene["convenor"], site.stage.home, "newest@example.org", Role.AUTHOR).link
    late = replace(bench, now=lambda: bench.now() + LATER)
    later = replace(
        site,
        app=WorkbenchMiddleware(
            streamlit, workbench=late, workbench_csp="", page_paths=PATHS, streamlit_messages=StreamlitMessages()
        ),
    )
    for path in (f"/enter/{link}", invited.removeprefix(bench.settings.base_url)):
        assert (later.ask("nobody", "GET", path).status_code, site.ask("nobody", "GET", path).status_code) == (410, 200)
    assert [site.ask("nobody", "POST", f"/enter/{link}", data={"a": "b"}).status_code for _ in range(2)] == [303, 410]


@pytest.mark.parametrize(
    "path",
    ["/data/blueprint.db", "/assets/../blueprint.db", "/assets/web/..%2f..%2fapp.py", "/images/..%2fblueprint.db"],
)
def test_a_file_of_the_server_is_served_by_no_address(site: Site, path: str) -> None:
    assert site.ask("convenor", "GET", path).status_code == 404
