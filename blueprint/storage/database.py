"""The database: one engine a process, one transaction a use case."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import update_wrapper
from threading import RLock
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

P = ParamSpec("P")
T = TypeVar("T")

_REMEMBERED = "remembered"
_READING: dict[str, dict[str, Any]] = {
    "sqlite": {"sqlite_begin": "DEFERRED"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""How a transaction that only reads begins, so that it sees one state and holds nobody off."""


class Database:
    """SQLite (WAL, foreign keys on) or PostgreSQL, by its URL.

    On SQLite a writing transaction takes the write lock at its start: two that had both read first could otherwise
    each wait for the other. A reading one never waits. Threads of one process take turns: SQLite itself has those who wait
    look again after ever longer pauses, and whoever is unlucky waits for many others.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
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
        finally:
            self._invalidate_scope()

    @contextmanager
    def read_transaction(self) -> Iterator[Session]:
        """A session that sees one consistent state and commits nothing."""
        if shared := self._scope.get():
            yield shared
            return
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def read_scope(self) -> Iterator[None]:
        """One transaction for all that is read in the block: a page asks for the same few things many times."""
        if self._scope.get():
            yield
            return
        with Session(self._reader, expire_on_commit=False, info={_REMEMBERED: {}}) as session:
            mark = self._scope.set(session)
            try:
                yield
            finally:
                self._scope.reset(mark)

    def _invalidate_scope(self) -> None:
        """End the scope's transaction and forget its cached results."""
        if shared := self._scope.get():
            shared.rollback()
            shared.info[_REMEMBERED].clear()

    def close(self) -> None:
        """Let every connection go."""
        self.engine.dispose()


def unreachable(error: Exception) -> bool:
    """Whether the database server could not be reached, or closed the connection: the same may succeed later.

    By PostgreSQL's error classes 08 (connection exception), 53 (insufficient resources) and 57P (operator intervention);
    without a code, the server never answered. SQLite has no server.
    """
    if not isinstance(error, DBAPIError) or not hasattr(error.orig, "sqlstate"):
        return False
    code: str | None = getattr(error.orig, "sqlstate", None)
    unanswered = isinstance(error, OperationalError) and code is None
    return error.connection_invalidated or unanswered or (code or "").startswith(("08", "53", "57P"))


def cached_in_scope(query: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Let a query run once in `Database.read_scope`, however often it is asked; in other sessions it runs each time."""

    def ask(session: Session, /, *args: P.args, **named: P.kwargs) -> T:
        remembered: dict[Any, T] | None = session.info.get(_REMEMBERED)
        if remembered is None:
            return query(session, *args, **named)
        key = (query, args, tuple(sorted(named.items())))
        if key not in remembered:
            remembered[key] = query(session, *args, **named)
        return remembered[key]

    update_wrapper(ask, query)
    return ask


def _engine(url: str) -> Engine:
    """Errors say no parameters: those are people's words, addresses and hashes, and errors go to the log."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True)
    options = {"timeout": 30, "check_same_thread": False}
    engine = create_engine(url, connect_args=options, pool_size=20, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver's own begins too late
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "IMMEDIATE")
    connection.exec_driver_sql(f"BEGIN {mode}")
