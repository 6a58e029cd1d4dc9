"""Which websockets of this process are open with which session, and telling them when it has ended."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool

from blueprint.services.accounts.browser_sessions import going_on
from blueprint.services.context import Workbench
from blueprint.storage.browser_sessions import TOPIC
from blueprint.storage.notifications import EVERY_TOPIC

CHECK_INTERVAL = 3.0
"""Seconds between two looks which sessions go on. Notifications tell of an end at once, but not of a session that runs out,
nor, on SQLite, of what another process ends."""

GRACE = 0.5
"""Seconds between the end of a session and that of its websockets: what the run that ended it has drawn still arrives.
Whoever acts meanwhile is refused all the same."""


class OpenSessions:
    """The sessions of open websockets; each has an event that is set when it ends.

    All methods but `notified` are called in the event loop.
    """

    def __init__(self, workbench: Workbench) -> None:
        self.workbench = workbench
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watching: asyncio.Task[None] | None = None
        self._again = asyncio.Event()
        self._open: dict[str, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def watched(self, session_id: str) -> Iterator[asyncio.Event]:
        """The event for one websocket, until the block ends."""
        ended = asyncio.Event()
        self._open[session_id].add(ended)
        self._start()
        try:
            yield ended
        finally:
            self._open[session_id].discard(ended)
            if not self._open[session_id]:
                del self._open[session_id]

    def notified(self, topic: str, _state: str) -> None:
        """A notification of the database, from any thread."""
        if topic in (TOPIC, EVERY_TOPIC) and self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._again.set)

    def _start(self) -> None:
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
            self.workbench.database.notifications.listen(self.notified)
        if self._watching is None or self._watching.done():
            self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        """Look while a websocket is open: at every notification, and every `CHECK_INTERVAL`."""
        while self._open:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._again.wait(), CHECK_INTERVAL)
            self._again.clear()
            await self._check()

    async def _check(self) -> None:
        """Tell the websockets whose sessions have ended; none while the database is away."""
        ids = tuple(self._open)
        try:
            alive = await run_in_threadpool(going_on, self.workbench, ids) if ids else frozenset()
        except SQLAlchemyError:
            return
        for session_id in set(ids) - alive:
            for ended in self._open.get(session_id, ()):
                asyncio.get_running_loop().call_later(GRACE, ended.set)
