"""The database: one engine a process, one transaction a use case."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import update_wrapper
from threading import RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from blueprint.storage.notifications import Notifications

P = ParamSpec("P")
T = TypeVar("T")

_CACHE = "cache"
_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"sqlite_begin": "DEFERRED"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""How a read transaction begins: with a snapshot, and without the write lock."""


class Database:
    """SQLite (WAL, foreign keys on) or PostgreSQL, by its URL.

    On SQLite a write transaction takes the write lock at its start, since two that have both read could deadlock. Read
    transactions never wait. Writers of one process queue for a lock of ours: SQLite's own waiting backs off exponentially,
    so that an unlucky writer starves.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.notifications = Notifications(self.engine)
        self._reader = self.engine.execution_options(**_READING[self.engine.dialect.name])
        self._turn = RLock() if self.engine.dialect.name == "sqlite" else nullcontext()
        self._scope: ContextVar[Session | None] = ContextVar("read scope", default=None)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose changes are committed together when the block ends, or not at all when it raises.

        A write invalidates the read scope: what it has cached is read again.
        """
        self._invalidate_scope()
        try:
            with self._turn, Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
            self.notifications.deliver_committed(session)
        finally:
            self._invalidate_scope()

    @contextmanager
    def read_transaction(self) -> Iterator[Session]:
        """A session on one snapshot that commits nothing; within a read scope, the scope's."""
        if shared := self._scope.get():
            yield shared
            return
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def read_scope(self) -> Iterator[None]:
        """One read transaction, with a query cache, for the block: a page reads the same few things many times."""
        if self._scope.get():
            yield
            return
        with Session(self._reader, expire_on_commit=False, info={_CACHE: {}}) as session:
            token = self._scope.set(session)
            try:
                yield
            finally:
                self._scope.reset(token)

    def _invalidate_scope(self) -> None:
        """End the scope's transaction and forget its cached results."""
        if shared := self._scope.get():
            shared.rollback()
            shared.info[_CACHE].clear()

    def close(self) -> None:
        """Close all connections: now, or, where another thread still uses one, as soon as it is done."""
        self.notifications.close()
        event.listen(self.engine, "checkin", _close_returned)
        self.engine.dispose()


def _close_returned(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.invalidate()


def unreachable(error: Exception) -> bool:
    """Whether the database server was unreachable, or closed the connection, so that a retry may succeed.

    By PostgreSQL's error classes 08 (connection exception), 53 (insufficient resources) and 57P (operator intervention);
    without a code, the server never answered. SQLite has no server.
    """
    if not isinstance(error, DBAPIError) or not hasattr(error.orig, "sqlstate"):
        return False
    code: str | None = getattr(error.orig, "sqlstate", None)
    unanswered = isinstance(error, OperationalError) and code is None
    return error.connection_invalidated or unanswered or (code or "").startswith(("08", "53", "57P"))


def cached_in_scope(query: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Cache a query's results by its arguments within a `Database.read_scope`; without a scope, it runs each time."""

    def cached(session: Session, /, *args: P.args, **named: P.kwargs) -> T:
        cache: dict[Any, T] | None = session.info.get(_CACHE)
        if cache is None:
            return query(session, *args, **named)
        key = (query, args, tuple(sorted(named.items())))
        if key not in cache:
            cache[key] = query(session, *args, **named)
        return cache[key]

    update_wrapper(cached, query)
    return cached


def _engine(url: str) -> Engine:
    """Parameters are hidden in errors, since errors are logged and parameters are personal data and hashes."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    options = {"timeout": 30, "check_same_thread": False}
    engine = create_engine(url, connect_args=options, pool_size=20, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # `_begin_sqlite` begins: the driver would begin at the first write
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
