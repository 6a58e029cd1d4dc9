"""Bringing a database to the shape this version needs."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

# Every table module is imported here, so that the metadata below is whole.
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
    threads,
)
from blueprint.storage.database import Database

TABLES = (
    attempts, browser_sessions, collections, convenings, drafts, editions, errata, events, images,
    invitations, one_time_links, people, principles, proposals, rendered_chapters, revisions, search, threads,
)  # fmt: skip
METADATA = SQLModel.metadata


def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are still missing. Several processes may start at once: one works, the others wait."""
    _run(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str) -> None:
    """Go back to an older shape, with the data in it."""
    _run(database, lambda config: command.downgrade(config, to))


def _run(database: Database, step: Callable[[Config], None]) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.engine.begin() as connection:  # SQLite: BEGIN IMMEDIATE holds the others off
        _hold(connection)
        config.attributes["connection"] = connection
        step(config)


def _hold(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7310)"))
