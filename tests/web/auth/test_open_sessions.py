"""Websockets are closed when their session ends, also while nothing is said on them, in every process."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

from blueprint.services.accounts import browser_sessions, deletion, one_time_links, sign_in, standing
from blueprint.services.context import Workbench, open_workbench
from blueprint.ui.app.streamlit_messages import StreamlitMessages
from blueprint.web.app import WorkbenchMiddleware
from blueprint.web.auth import open_sessions
from blueprint.web.auth.websocket_session import SESSION_ENDED
from tests.factories import Scene

PATHS = ("/_stcore/stream", "/api/updates")


async def streamlit(_scope: Scope, receive: Receive, send: Send) -> None:
    """In place of Streamlit: answers every message, until the connection is closed."""
    await receive()
    await send({"type": "websocket.accept"})
    while (await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": "drawn"})


RERUN = BackMsg(rerun_script=ClientState()).SerializeToString()


class Server:
    """A process of its own on the same database, as far as websockets can tell."""

    def __init__(self, workbench: Workbench) -> None:
        self.front = WorkbenchMiddleware(
            streamlit, workbench=workbench, workbench_csp="", page_paths=("/",), streamlit_messages=StreamlitMessages()
        )


class Tab:
    """An open websocket."""

    def __init__(self, server: Server, path: str, token: str) -> None:
        self.server, self.path, self.token = server, path, token
        self.incoming: asyncio.Queue[Message] = asyncio.Queue()
        self.sent: asyncio.Queue[Message] = asyncio.Queue()

    async def open(self) -> "Tab":
        headers = [(b"cookie", f"session={self.token}".encode()), (b"host", b"localhost:8501")]
        scope: dict[str, Any] = {
            "type": "websocket", "path": self.path, "query_string": b"",
            "headers": [*headers, (b"origin", b"http://localhost:8501")],
        }  # fmt: skip
        await self.incoming.put({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(self.server.front(scope, self.incoming.get, self.sent.put))
        assert (await self.next())["type"] == "websocket.accept"
        return self

    async def next(self) -> Message:
        return await asyncio.wait_for(self.sent.get(), 10)

    async def is_closed(self) -> bool:
        closed = await self.next()
        await asyncio.wait_for(self.task, 10)
        return (closed["type"], closed.get("code")) == ("websocket.close", SESSION_ENDED)

    async def leave(self) -> None:
        await self.incoming.put({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self.task, 10)


def token_of(bench: Workbench, who: str) -> str:
    return sign_in.sign_in_by_link(bench, one_time_links.link_to_sign_in(bench, f"{who}@example.org"), who)


def end_one(scene: Scene, token: str) -> None:
    found = browser_sessions.signed_in(scene.workbench, token)
    assert found is not None
    browser_sessions.end_session(scene.workbench, scene["author"], found.session_id)


ENDINGS: dict[str, Callable[[Scene, str], object]] = {
    "ended": end_one,
    "signed out": lambda scene, token: browser_sessions.sign_out(scene.workbench, token),
    "signed out everywhere": lambda scene, _token: browser_sessions.sign_out_everywhere(
        scene.workbench, scene["author"]
    ),
    "disabled": lambda scene, _token: standing.disable_account(scene.workbench, scene["steward"], scene["author"]),
    "deleted": lambda scene, _token: deletion.delete_account(scene.workbench, scene["author"]),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_both_websockets_are_closed_at_once_in_every_process(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    """On PostgreSQL by notifications alone; on SQLite another process looks after them every few seconds."""
    on_sqlite = scene.workbench.database.engine.dialect.name == "sqlite"
    monkeypatch.setattr(open_sessions, "CHECK_INTERVAL", 0.2 if on_sqlite else 60.0)
    elsewhere = open_workbench(scene.workbench.settings)
    other, token = token_of(scene.workbench, "editor"), token_of(scene.workbench, "author")

    async def run() -> None:
        servers = [Server(scene.workbench), Server(elsewhere)]
        tabs = [await Tab(server, path, token).open() for server in servers for path in PATHS]
        others = [await Tab(servers[0], path, other).open() for path in PATHS]
        await asyncio.sleep(0.7)  # until PostgreSQL listens
        await asyncio.to_thread(ENDINGS[ending], scene, token)
        assert [await tab.is_closed() for tab in tabs] == [True] * 4
        await others[0].incoming.put({"type": "websocket.receive", "bytes": RERUN})
        assert (await others[0].next())["text"] == "drawn"
        [await tab.leave() for tab in others]

    asyncio.run(run())
    elsewhere.close()


def test_a_session_that_runs_out_closes_its_websockets(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_sessions, "CHECK_INTERVAL", 0.1)
    token, late = token_of(scene.workbench, "author"), timedelta()
    bench = replace(scene.workbench, now=lambda: scene.workbench.now() + late)

    async def run() -> None:
        nonlocal late
        tabs = [await Tab(Server(bench), path, token).open() for path in PATHS]
        late = timedelta(hours=bench.settings.idle_hours, minutes=1)
        assert [await tab.is_closed() for tab in tabs] == [True, True]

    asyncio.run(run())


def test_an_open_page_alone_does_not_keep_a_session(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening it again and its pings are no use; what the person does is."""
    token, late = token_of(scene.workbench, "author"), timedelta(minutes=10)
    bench = replace(scene.workbench, now=lambda: scene.workbench.now() + late)
    begun = browser_sessions.sessions(bench, scene["author"])[0].last_seen_at

    def last_use() -> timedelta:
        return browser_sessions.sessions(bench, scene["author"])[0].last_seen_at - begun

    async def run() -> None:
        server = Server(bench)
        stream, updates = [await Tab(server, path, token).open() for path in PATHS]
        await updates.incoming.put({"type": "websocket.receive", "text": '{"ping": 1}'})
        await stream.incoming.put({"type": "websocket.receive", "bytes": RERUN})
        assert ("pong" in (await updates.next())["text"], (await stream.next())["text"]) == (True, "drawn")
        assert last_use() == timedelta()
        monkeypatch.setattr("blueprint.web.app.CONNECTING", 0.0)
        await stream.incoming.put({"type": "websocket.receive", "bytes": RERUN})
        await stream.next()
        assert last_use() >= timedelta(minutes=9)
        [await tab.leave() for tab in (stream, updates)]

    asyncio.run(run())
