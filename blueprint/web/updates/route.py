"""The websocket's endpoint: messages of the browser, and the end of a session."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from blueprint.domain.rate import TokenBucket
from blueprint.web.auth.current_person import look_up
from blueprint.web.auth.websocket_session import SESSION_ENDED
from blueprint.web.updates.connection import UpdateConnection
from blueprint.web.updates.dispatcher import UpdateDispatcher

POLICY_VIOLATION = 1008
MAX_MESSAGE = 500
"""Characters."""
MAX_RATE = 10.0
"""Messages a second, on average."""
MAX_BURST = 60
CHECK_INTERVAL = 30.0
"""Seconds between two looks whether the session goes on, and what the person may know of."""


async def connect(websocket: WebSocket) -> None:
    """Serve one browser until it goes, its session ends, or it sends too much."""
    dispatcher: UpdateDispatcher = websocket.app.state.updates
    found = await look_up(websocket.scope, dispatcher.workbench, used=False)
    if found is None:
        await websocket.close(POLICY_VIOLATION)
        return
    await websocket.accept()
    connection = UpdateConnection(websocket, found.person.id)
    if not dispatcher.add(connection):
        await websocket.close(POLICY_VIOLATION)
        return
    try:
        await _serve(dispatcher, connection)
    finally:
        dispatcher.remove(connection)


async def _serve(dispatcher: UpdateDispatcher, connection: UpdateConnection) -> None:
    """Until the first of its tasks ends."""
    tasks = [
        asyncio.ensure_future(work)
        for work in (_receive(dispatcher, connection), connection.send_all(), _watch_session(dispatcher, connection))
    ]
    try:
        done, _pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        code = next((task.result() for task in done if not task.exception()), None)
    finally:
        [task.cancel() for task in tasks]
        await asyncio.gather(*tasks, return_exceptions=True)
    if code:
        with suppress(RuntimeError):  # the browser has closed it meanwhile
            await connection.websocket.close(code)


async def _receive(dispatcher: UpdateDispatcher, connection: UpdateConnection) -> int | None:
    """Do what the browser asks for; returns the code to close with, None when the browser has closed."""
    allowed = TokenBucket(MAX_RATE, MAX_BURST)
    while True:
        try:
            sent = await connection.websocket.receive_text()
        except (WebSocketDisconnect, KeyError):  # KeyError: bytes
            return None
        message = _parse(sent)
        if allowed.take() or message is None:
            return POLICY_VIOLATION
        await _act(dispatcher, connection, message)


async def _act(dispatcher: UpdateDispatcher, connection: UpdateConnection, message: dict[str, Any]) -> None:
    match message:
        case {"subscribe": str(topic)}:
            await dispatcher.subscribe(connection, topic)
        case {"unsubscribe": str(topic)}:
            dispatcher.unsubscribe(connection, topic)
        case {"ping": int(number)}:
            connection.answer(number)


def _parse(sent: str) -> dict[str, Any] | None:
    try:
        message = json.loads(sent) if len(sent) <= MAX_MESSAGE else None
    except ValueError:
        return None
    return message if isinstance(message, dict) else None


async def _watch_session(dispatcher: UpdateDispatcher, connection: UpdateConnection) -> int:
    """Ask again every `CHECK_INTERVAL`; returns the code to close with when the session has ended."""
    while True:
        await asyncio.sleep(CHECK_INTERVAL)
        found = await look_up(connection.websocket.scope, dispatcher.workbench, used=False)
        if found is None or found.person.id != connection.person_id:
            return SESSION_ENDED
        await dispatcher.check(connection)
