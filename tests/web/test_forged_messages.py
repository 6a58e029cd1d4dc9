"""Messages that no page of ours sends, on the websocket of somebody who is signed in: a sentence, and nothing is done."""

import asyncio
import math
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string
from websockets.exceptions import ConnectionClosed

from blueprint.domain.proposals import Proposal
from blueprint.logs import MOST_REPEATS
from blueprint.services.context import open_workbench
from blueprint.services.convenings import convenings
from blueprint.services.drafting import proposals
from blueprint.settings import Settings
from blueprint.ui.app.streamlit_messages import PATIENCE, BrowserConnection
from blueprint.ui.components.convening.new_proposal import _SOURCES as SOURCES
from tests.factories import Scene, make_scene
from tests.ports import free_port
from tests.streamlit_client import Drawn, StreamlitClient
from tests.web.serving import ROOT, Site, own_environment, wait_for

QUICK = "import blueprint.web.app as front; front.MESSAGE_RATE = 1_000.0; from blueprint.server import serve; serve()"
"""A server that takes as many messages of a person as these tests send."""
UNREADABLE, NOT_THIS = "came from your browser that this page cannot read", 1002


@dataclass
class Target:
    """A running workbench, and what it writes to its log."""

    site: Site
    scene: Scene
    proposal: Proposal
    log: Path
    open: ExitStack

    def client(self, who: str) -> StreamlitClient:
        """Somebody's new connection."""
        cookie = f"session={self.site.session(f'{who}@example.org')}"
        return StreamlitClient(self.open.enter_context(self.site.socket(cookie=cookie)))

    def page(self, who: str, page: str, query: str) -> tuple[StreamlitClient, Drawn]:
        """Somebody's new connection, with a page open."""
        client = self.client(who)
        return client, client.open(page, query)

    @property
    def home(self) -> str:
        """The query that names the convening."""
        return f"id={self.scene.convening.id}"


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    folder, port = tmp_path_factory.mktemp("forged"), free_port()
    bench = open_workbench(Settings(data=folder / "data", port=port))
    scene, log = make_scene(bench), folder / "log"
    with log.open("wb") as output:
        environment = own_environment(folder / "data", port)
        server = subprocess.Popen(
            [sys.executable, "-c", QUICK], cwd=ROOT, env=environment, stdout=output, stderr=output
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_for(url, server, log=log)
        with ExitStack() as connections:
            yield Target(Site(url, bench), scene, scene.proposal(), log, connections)
    finally:
        server.terminate()
        server.wait(timeout=20)
        bench.close()


def forged(widget_id: str) -> list[WidgetState]:
    """Values of every type, and in each type some that no page sends."""
    return [
        WidgetState(id=widget_id, trigger_value=True),
        WidgetState(id=widget_id, bool_value=True),
        WidgetState(id=widget_id, double_value=math.nan),
        WidgetState(id=widget_id, int_value=-1),
        WidgetState(id=widget_id, string_value="2026-99-99"),
        WidgetState(id=widget_id, string_value="x" * 2_000_000),
        WidgetState(id=widget_id, double_array_value={"data": [math.inf]}),
        WidgetState(id=widget_id, int_array_value={"data": [-1, 99]}),
        WidgetState(id=widget_id, string_array_value={"data": ["2026-99-99", "\0"]}),
        WidgetState(id=widget_id, json_value="[" * 100_000),
        WidgetState(id=widget_id, json_value='{"action": 1, "revision": {"title": []}}'),
        WidgetState(id=widget_id, json_trigger_value='[{"event": "action", "value": {"action": "start"}}]'),
        WidgetState(id=widget_id, bytes_value=b"\xff"),
        WidgetState(id=widget_id, file_uploader_state_value={"uploaded_file_info": [{"file_id": "x", "name": "../x"}]}),
        WidgetState(id=widget_id),
    ]


PAGES = {
    "convening": ("source", "start-language", "start-title", "connection"),
    "settings": ("settings-purpose", "settings-starts", "settings-visibility"),
    "people": ("invite-role", "invite-email-0"),
    "proposal": ("authors-", "folio"),
    "draft": ("editor-",),
    "principles": ("say-",),
}


@pytest.mark.parametrize(("page", "keys"), PAGES.items(), ids=PAGES)
def test_a_forged_value_does_nothing_and_leaves_no_stack_trace(
    target: Target, page: str, keys: tuple[str, ...]
) -> None:
    of_proposal = page in ("proposal", "draft", "principles")
    query = f"id={target.proposal.id}" if of_proposal else target.home
    before, logged = everything(target), target.log.stat().st_size
    outcomes = set()
    for key in keys:
        _client, drawn = target.page("convenor", page, query)
        widget_id = next(widget.id for name, widget in drawn.widgets.items() if name.startswith(key))
        for state in forged(widget_id):
            client, _ = target.page("convenor", page, query)
            outcomes.add(outcome(client, state))
    assert outcomes - {"a sentence"} == {"closed", "the page"}
    assert everything(target) == before
    assert b"Traceback" not in target.log.read_bytes()[logged:]


def outcome(client: StreamlitClient, state: WidgetState) -> str:
    """What becomes of a value: "closed", "a sentence", "the page" as ever, or else what is on it."""
    try:
        words = client.run(state).words
    except ConnectionClosed as closed:
        reason = closed.rcvd and (closed.rcvd.code, "Load it again" in closed.rcvd.reason)
        return "closed" if reason == (NOT_THIS, True) else str(closed)
    if "exception:" in words or "Something broke" in words:
        return words
    return "a sentence" if UNREADABLE in words else "the page"


def everything(target: Target) -> object:
    """What these pages could change."""
    bench, scene = target.site.workbench, target.scene
    return (
        convenings.read_convening(bench, scene["convenor"], scene.convening.id),
        proposals.read_proposal(bench, scene["convenor"], target.proposal.id),
        convenings.list_events(bench, scene["convenor"], scene.convening.id),
    )


def test_widgets_that_the_page_has_not_and_pages_that_there_are_not_change_nothing(target: Target) -> None:
    before = everything(target)
    _client, drawn = target.page("convenor", "settings", target.home)
    save = drawn.widgets["settings-save"].id
    observer = target.client("observer")
    assert "cannot change the convening" in observer.open("settings", target.home).words
    for state in (WidgetState(id=save, trigger_value=True), WidgetState(id="$$ID-nothing-None", trigger_value=True)):
        assert "exception:" not in observer.run(state).words
    for page in ("nothing", "../main", "x" * 5_000):
        assert "exception:" not in observer.open(page, "id=%00&id[]=x&revision=-1").words
    assert everything(target) == before


@pytest.mark.parametrize("content", [b"\xff\xff\xff", b"\x0a\xff\xff\xff\xff\x0f", "rerun"])
def test_what_is_no_message_ends_the_connection_without_a_stack_trace(target: Target, content: str | bytes) -> None:
    logged = target.log.stat().st_size
    client, _ = target.page("reviewer", "", "")
    client.connection.send(content)
    with pytest.raises(ConnectionClosed) as closed:
        client.receive()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == (1003 if isinstance(content, str) else NOT_THIS)
    assert b"Traceback" not in target.log.read_bytes()[logged:]


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True), BackMsg(set_run_on_save=True), BackMsg(load_git_info=True),
        BackMsg(debug_shutdown_runtime=True), BackMsg(debug_disconnect_websocket=True), BackMsg(),
        BackMsg(file_urls_request=FileURLsRequest(request_id="1", file_names=["x"] * 5_000)),
    ],
    ids=lambda message: message.WhichOneof("type") or "nothing",
)  # fmt: skip
def test_messages_for_which_no_page_has_a_use_are_dropped(target: Target, message: BackMsg) -> None:
    client, _ = target.page("reviewer", "", "")
    client.send(message)
    client.send(BackMsg(app_heartbeat=True))
    answers = list(iter(client.message, ForwardMsg(heartbeat_ack=True)))
    kinds = {answer.WhichOneof("type") for answer in answers}
    assert kinds <= {"session_status_changed", "script_finished"}
    assert not any(answer.session_status_changed.run_on_save for answer in answers)


def ask_for_address(client: StreamlitClient) -> str:
    """The address that Streamlit hands out for a file."""
    client.send(BackMsg(file_urls_request=FileURLsRequest(request_id="1", file_names=["water.md"])))
    while True:
        message = client.message()
        if message.WhichOneof("type") == "file_urls_response":
            return message.file_urls_response.file_urls[0].upload_url


def put(target: Target, who: str, address: str, method: str = "PUT") -> httpx.Response:
    """Upload as a browser does, with Streamlit's own token against requests of other sites."""
    token = generate_xsrf_token_string()
    with target.site.client(who and f"{who}@example.org") as client:
        client.cookies["_streamlit_xsrf"] = token
        files = {"file": ("water.md", b"# Water\n\nFor all.\n")}
        return client.request(method, address, files=files, headers={"X-Xsrftoken": token})


FILE, EMPTY = (SOURCES[source] for source in ("file", "empty"))


def open_uploader(target: Target, who: str) -> tuple[StreamlitClient, WidgetState]:
    """A page that asks for a file, and the choice that makes it do so."""
    client, drawn = target.page(who, "convening", target.home)
    choice = WidgetState(id=drawn.id_of("source"), string_array_value={"data": [FILE]})
    assert "start-file" in client.run(choice).widgets
    return client, choice


def test_a_file_is_taken_for_the_page_that_asks_for_it_and_no_other(target: Target) -> None:
    client, choice = open_uploader(target, "author")
    address = ask_for_address(client)
    assert put(target, "author", address).status_code == 204
    elsewhere = target.page("author", "", "")[0]
    refused = {
        "another person": put(target, "editor", address),
        "nobody": put(target, "", address),
        "a page without an uploader": put(target, "author", ask_for_address(elsewhere)),
        "another file": put(target, "author", f"{address[:-1]}{'0' if address[-1] != '0' else '1'}"),
        "more of a path": put(target, "author", f"{address}/x"),
        "a session alone": put(target, "author", address.rpartition("/")[0]),
        "removing another's": put(target, "editor", address, "DELETE"),
    }
    assert {name: answer.status_code for name, answer in refused.items()} == dict.fromkeys(refused, 403) | {
        "nobody": 401
    }
    assert all("choose the file once more" in answer.text for name, answer in refused.items() if name != "nobody")
    assert put(target, "author", address, "DELETE").status_code == 204

    newer = [ask_for_address(client) for _ in range(2)]
    assert put(target, "author", address).status_code == 403
    assert [put(target, "author", one).status_code for one in newer] == [204, 204]
    client.run(WidgetState(id=choice.id, string_array_value={"data": [EMPTY]}))
    assert [put(target, "author", one).status_code for one in newer] == [403, 403]


def test_an_uploader_is_closed_with_its_page_and_with_its_session(target: Target) -> None:
    client, _ = open_uploader(target, "author")
    address = ask_for_address(client)
    client.open("", "")
    assert put(target, "author", address).status_code == 403
    client, _ = open_uploader(target, "author")
    address = ask_for_address(client)
    client.connection.close()
    assert put(target, "author", address).status_code in (400, 403)


def test_connections_that_break_off_leave_no_stack_trace(target: Target) -> None:
    logged = target.log.stat().st_size
    rerun = BackMsg(rerun_script=ClientState(page_name="convening", query_string=target.home)).SerializeToString()
    for _ in range(3):
        client, _drawn = target.page("reviewer", "", "")
        for _ in range(20):
            client.connection.send(rerun)
        client.connection.socket.shutdown(socket.SHUT_RDWR)
    uploader, _ = open_uploader(target, "author")
    address, token = ask_for_address(uploader), generate_xsrf_token_string()
    parts = urlsplit(target.site.url)
    cookies = f"session={target.site.session('author@example.org')}; _streamlit_xsrf={token}"
    head = (
        f"PUT {address} HTTP/1.1\r\nHost: {parts.netloc}\r\nOrigin: {target.site.url}\r\nCookie: {cookies}\r\n"
        f"X-Xsrftoken: {token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n--b\r\n"
    )
    with socket.create_connection((str(parts.hostname), parts.port or 80)) as connection:
        connection.sendall(head.encode())
        time.sleep(0.5)
    time.sleep(1.5)
    target.client("reviewer").open("", "")
    assert "Traceback" not in target.log.read_text(encoding="utf-8")[logged:]


def test_a_run_is_not_overtaken_at_once() -> None:
    """A flood of reruns has one run at a time, and so leaves room for others."""

    async def seconds(*, finished: bool) -> float:
        connection = BrowserConnection("nia")
        assert connection.admits(BackMsg(rerun_script=ClientState()).SerializeToString())
        if finished:
            connection.sent(ForwardMsg(script_finished=0).SerializeToString())
        began = time.monotonic()
        await connection.wait()
        return time.monotonic() - began

    assert asyncio.run(seconds(finished=True)) < PATIENCE / 2
    assert PATIENCE * 0.9 < asyncio.run(seconds(finished=False)) < PATIENCE * 4


def test_refusals_are_in_the_log_and_cannot_fill_the_disk(target: Target) -> None:
    logged = target.log.stat().st_size
    outsider, words = target.client("outsider"), "words that somebody typed"
    for _ in range(50):
        outsider.open("convening", f"{target.home}&q={words}")
    lines = [line for line in target.log.read_text(encoding="utf-8").splitlines() if "refused" in line]
    mine = [line for line in lines if target.scene["outsider"] in line]
    assert 1 <= len(mine) <= 2 * MOST_REPEATS
    assert f"thing={target.scene.convening.id} verb=view" in mine[-1]
    assert words not in target.log.read_text(encoding="utf-8")
    assert target.log.stat().st_size - logged < 10_000
