"""One browser's websocket: what it has subscribed to, and the states that it has not been told yet."""

import asyncio

from starlette.websockets import WebSocket

MAX_TOPICS = 20


class UpdateConnection:
    """A person's open websocket.

    Of a topic that changes faster than the browser reads, it is told the last state: so what waits is never more than
    `MAX_TOPICS` messages.
    """

    def __init__(self, websocket: WebSocket, person_id: str) -> None:
        self.websocket = websocket
        self.person_id = person_id
        self.names: dict[str, str] = {}
        """By topic the name of its notifications."""
        self._unsent: dict[str, object] = {}
        self._changed = asyncio.Event()

    def tell(self, topic: str, state: str) -> None:
        """Send a topic's state as soon as the browser can take it."""
        self._put(f"topic {topic}", {"topic": topic, "state": state})

    def refuse(self, topic: str) -> None:
        """Say that there is no such topic for this person."""
        self._put(f"topic {topic}", {"topic": topic, "refused": True})

    def answer(self, ping: object) -> None:
        """Answer a ping."""
        self._put("pong", {"pong": ping})

    def _put(self, key: str, message: object) -> None:
        self._unsent[key] = message
        self._changed.set()

    async def send_all(self) -> None:
        """Send what is put here, until the connection is closed."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            messages = list(self._unsent.values())
            self._unsent.clear()
            for message in messages:
                await self.websocket.send_json(message)
