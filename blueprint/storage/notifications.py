"""Notifications: whoever listens learns that something has changed, once the transaction that changed it is committed.

A notification names a topic and its new state, never content: who may see what is new is checked where it is read. On
PostgreSQL it reaches every process that listens (LISTEN and NOTIFY), on SQLite this one; of what another process changes
there, open pages learn when they are looked after next (`web/updates/route.py`), within half a minute.
"""

from collections.abc import Callable
from threading import Event, Lock, Thread

import psycopg
import structlog
from sqlalchemy import Engine, func
from sqlmodel import Session, select

Listener = Callable[[str, str], None]
"""Called with a topic and its new state, from any thread; must return at once."""

EVERY_TOPIC = "*"
"""The topic of a notification that others may have been lost, after the connection to PostgreSQL was."""

_log = structlog.get_logger()
_CHANNEL = "blueprint"
_COMMITTED = "notifications"
_INTERVAL = 0.5
"""Seconds between two looks whether to end."""
_RETRY_AFTER = 1.0


def notify(session: Session, topic: str, state: str) -> None:
    """Notify of a topic's new state when the transaction is committed, and not at all when it is not."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_notify(_CHANNEL, f"{topic} {state}")))
    else:
        session.info.setdefault(_COMMITTED, []).append((topic, state))


class Notifications:
    """Passes a database's notifications on to listeners."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._listeners: set[Listener] = set()
        self._lock = Lock()
        self._receiver: _Receiver | None = None

    def listen(self, listener: Listener) -> None:
        """Call the listener for every notification from now on."""
        with self._lock:
            self._listeners.add(listener)
            if self._receiver is None and self._engine.dialect.name == "postgresql":
                self._receiver = _Receiver(self._engine, self.deliver)
                self._receiver.start()

    def deliver(self, topic: str, state: str) -> None:
        """Pass one notification on."""
        for listener in tuple(self._listeners):
            listener(topic, state)

    def deliver_committed(self, session: Session) -> None:
        """Pass on what a transaction that is committed notified of; on PostgreSQL the server does that."""
        for topic, state in session.info.pop(_COMMITTED, ()):
            self.deliver(topic, state)

    def close(self) -> None:
        """Listen no longer."""
        self._listeners.clear()
        if self._receiver:
            self._receiver.ended.set()


class _Receiver(Thread):
    """A connection of its own that waits for PostgreSQL's notifications, and is made again when it breaks."""

    def __init__(self, engine: Engine, deliver: Listener) -> None:
        super().__init__(name="notifications", daemon=True)
        self._arguments, self._options = engine.dialect.create_connect_args(engine.url)
        self._deliver = deliver
        self._problem = ""
        self.ended = Event()

    def run(self) -> None:
        """Receive until `ended` is set. What keeps it from receiving is logged once, until it is something else."""
        while not self.ended.is_set():
            try:
                self._receive()
            except psycopg.Error as error:
                if (problem := str(error)) != self._problem:
                    _log.warning("no notifications from the database", problem=problem.partition("\n")[0])
                self._problem = problem
                self.ended.wait(_RETRY_AFTER)

    def _receive(self) -> None:
        with psycopg.connect(*self._arguments, **self._options, autocommit=True) as connection:
            connection.execute(f"LISTEN {_CHANNEL}")
            self._problem = ""
            self._deliver(EVERY_TOPIC, "")
            while not self.ended.is_set():
                for notification in connection.notifies(timeout=_INTERVAL):
                    topic, _space, state = notification.payload.partition(" ")
                    self._deliver(topic, state)
