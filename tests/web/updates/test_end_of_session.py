"""A session that ends, and permission that is taken away, while a websocket is open."""

import asyncio
from typing import Any

import pytest
from starlette.types import Message

from blueprint.services.accounts import browser_sessions, one_time_links, sign_in
from blueprint.services.convenings import membership
from blueprint.services.drafting import drafts
from blueprint.web.auth.websocket_session import SESSION_ENDED
from blueprint.web.routes import create_app
from blueprint.web.updates import route
from tests.factories import Scene


class Socket:
    """A websocket in this process."""

    def __init__(self, scene: Scene, who: str) -> None:
        link = one_time_links.link_to_sign_in(scene.workbench, f"{who}@example.org")
        self.token = sign_in.sign_in_by_link(scene.workbench, link, "a test")
        self.incoming: asyncio.Queue[Message] = asyncio.Queue()
        self.sent: asyncio.Queue[Message] = asyncio.Queue()
        self.app = create_app(scene.workbench)

    async def open(self) -> None:
        cookie = (b"cookie", f"session={self.token}".encode())
        scope: dict[str, Any] = {"type": "websocket", "path": "/api/updates", "headers": [cookie], "query_string": b""}
        await self.incoming.put({"type": "websocket.connect"})
        self.task = asyncio.ensure_future(self.app(scope, self.incoming.get, self.sent.put))
        assert (await self.next())["type"] == "websocket.accept"

    async def say(self, text: str) -> None:
        await self.incoming.put({"type": "websocket.receive", "text": text})

    async def next(self) -> Message:
        return await asyncio.wait_for(self.sent.get(), 10)


def test_a_session_that_ends_closes_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "CHECK_INTERVAL", 0.05)

    async def run() -> Message:
        socket = Socket(scene, "author")
        await socket.open()
        browser_sessions.sign_out(scene.workbench, socket.token)
        closed = await socket.next()
        await socket.task
        return closed

    closed = asyncio.run(run())
    assert (closed["type"], closed["code"]) == ("websocket.close", SESSION_ENDED)


def test_what_a_person_may_no_longer_see_is_told_no_more(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "CHECK_INTERVAL", 0.05)
    proposal = scene.proposal("colleague")

    async def run() -> list[str]:
        socket = Socket(scene, "reviewer")
        await socket.open()
        await socket.say(f'{{"subscribe": "draft:{proposal.id}"}}')
        told = [(await socket.next())["text"]]
        membership.remove_member(scene.workbench, scene["convenor"], scene.convening.id, scene["reviewer"])
        while "refused" not in told[-1]:
            told.append((await socket.next())["text"])
        socket.task.cancel()
        return told

    told = asyncio.run(run())
    assert '"state":""' in told[0]


def test_every_process_is_told(scene: Scene) -> None:
    """On PostgreSQL by another workbench on the same database; on SQLite by this one."""
    proposal = scene.proposal()

    async def run() -> str:
        socket = Socket(scene, "author")
        await socket.open()
        await socket.say(f'{{"subscribe": "draft:{proposal.id}"}}')
        await socket.next()
        draft = await asyncio.to_thread(
            drafts.save_draft, scene.workbench, scene["author"], proposal.id, base=1, title="T", markdown="Words.",
            sequence=1, device="another", follows="",
        )  # fmt: skip
        text = str((await socket.next())["text"])
        while draft.state not in text:
            text = str((await socket.next())["text"])
        await socket.incoming.put({"type": "websocket.disconnect", "code": 1000})
        await socket.task
        return text

    assert f'"topic":"draft:{proposal.id}"' in asyncio.run(run())
