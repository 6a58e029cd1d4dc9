"""Passing notifications of the database on to the websockets that have subscribed to their topics."""

import asyncio
from collections import defaultdict

from starlette.concurrency import run_in_threadpool

from blueprint.domain.errors import BlueprintError
from blueprint.services.context import Workbench
from blueprint.services.updates.topics import subscribe
from blueprint.storage.notifications import EVERY_TOPIC
from blueprint.web.updates.connection import MAX_TOPICS, UpdateConnection

MAX_CONNECTIONS = 30
"""Of one person: tabs on all devices together."""


class UpdateDispatcher:
    """The open websockets of this process. All methods but `notified` are called in the event loop."""

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self._loop: asyncio.AbstractEventLoop | None = None
        self._connections: dict[str, set[UpdateConnection]] = defaultdict(set)
        self._subscribed: dict[str, set[tuple[UpdateConnection, str]]] = defaultdict(set)

    def add(self, connection: UpdateConnection) -> bool:
        """Take a new websocket in; False when the person has too many."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self.workbench.database.notifications.listen(self.notified)
        own = self._connections[connection.person_id]
        if len(own) >= MAX_CONNECTIONS:
            return False
        own.add(connection)
        return True

    def remove(self, connection: UpdateConnection) -> None:
        """Forget a websocket that is closed."""
        for topic in tuple(connection.names):
            self.unsubscribe(connection, topic)
        own = self._connections[connection.person_id]
        own.discard(connection)
        if not own:
            del self._connections[connection.person_id]

    async def subscribe(self, connection: UpdateConnection, topic: str) -> None:
        """Tell the connection the topic's state now and whenever it changes, or that it may not know."""
        if topic not in connection.names and len(connection.names) >= MAX_TOPICS:
            connection.refuse(topic)
            return
        try:
            found = await run_in_threadpool(subscribe, self.workbench, connection.person_id, topic)
        except BlueprintError:
            self.unsubscribe(connection, topic)
            connection.refuse(topic)
            return
        if topic not in connection.names:
            connection.names[topic] = found.name
            self._subscribed[found.name].add((connection, topic))
            # It may have changed between the question and now.
            found = await run_in_threadpool(subscribe, self.workbench, connection.person_id, topic)
        connection.tell(topic, found.state)

    def unsubscribe(self, connection: UpdateConnection, topic: str) -> None:
        """Tell the connection no more of the topic."""
        name = connection.names.pop(topic, None)
        if name is None:
            return
        self._subscribed[name].discard((connection, topic))
        if not self._subscribed[name]:
            del self._subscribed[name]

    async def check(self, connection: UpdateConnection) -> None:
        """Ask again whether the person may know of what they have subscribed to, and tell the states."""
        for topic in tuple(connection.names):
            await self.subscribe(connection, topic)

    def notified(self, name: str, state: str) -> None:
        """A notification of the database, from any thread."""
        assert self._loop is not None
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._dispatch, name, state)

    def _dispatch(self, name: str, state: str) -> None:
        if name == EVERY_TOPIC:
            self._checks = [asyncio.ensure_future(self.check(one)) for own in self._connections.values() for one in own]
        for connection, topic in self._subscribed.get(name, ()):
            connection.tell(topic, state)
