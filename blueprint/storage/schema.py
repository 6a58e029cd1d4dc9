"""Migrating a database to the schema of this version."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

# Every module with a table is imported, so that the metadata below is complete.
from blueprint.storage import (
    attempts,
    browser_sessions,
    collections,
    convenings,
    drafts,
    editions,
    errata,
    events,
    images,
    invitations,
    one_time_links,
    people,
    principles,
    proposals,
    rendered_chapters,
    revisions,
    search,
    search_vocabulary,
    threads,
)
from blueprint.storage.database import Database

TABLES = (
    attempts, browser_sessions, collections, convenings, drafts, editions, errata, events, images,
    invitations, one_time_links, people, principles, proposals, rendered_chapters, revisions, search,
    search_vocabulary, threads,
)  # fmt: skip
METADATA = SQLModel.metadata


def upgrade(database: Database, to: str = "head") -> None:
    """Run the pending migrations. Of several processes that start at once, one migrates and the others wait."""
    _run(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str) -> None:
    """Migrate back to an older schema, with the data."""
    _run(database, lambda config: command.downgrade(config, to))


def _run(database: Database, step: Callable[[Config], None]) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.engine.begin() as connection:  # on SQLite, BEGIN IMMEDIATE locks
        _lock(connection)
        config.attributes["connection"] = connection
        step(config)


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7310)"))
