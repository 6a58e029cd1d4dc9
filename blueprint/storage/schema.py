"""Migrating a database to the schema of this version."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import SQLModel

from blueprint.domain.errors import Invalid

# Every module with a table is imported, so that the metadata below is complete.
from blueprint.storage import (
    attempts,
    browser_sessions,
    browser_storage_keys,
    collections,
    convenings,
    drafts,
    editions,
    errata,
    events,
    former_paragraphs,
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
    store_identity,
    threads,
    workers,
)
from blueprint.storage.database import Database

TABLES = (
    attempts, browser_sessions, browser_storage_keys, collections, convenings, drafts, editions, errata, events,
    former_paragraphs, images, invitations, one_time_links, people, principles, proposals, rendered_chapters,
    revisions, search, search_vocabulary, store_identity, threads, workers,
)  # fmt: skip
METADATA = SQLModel.metadata


def open_database(url: str) -> Database:
    """The database of an SQLAlchemy URL, with the present schema; raises `Invalid` where there is none that can be used."""
    try:
        database = Database(url)
        try:
            upgrade(database)
        except BaseException:
            database.close()
            raise
    except (ArgumentError, ImportError, DBAPIError) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error).strip().partition("\n")[0]
        raise Invalid(
            f"The database cannot be used: {reason}. Check BLUEPRINT_DATABASE_URL, and whether its server runs and takes "
            "this user and password."
        ) from error
    return database


def upgrade(database: Database, to: str = "head") -> None:
    """Run the pending migrations. Of several processes that start at once, one migrates and the others wait.

    Raises `Invalid` for a database that a newer version has migrated.
    """
    _run(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str) -> None:
    """Migrate back to an older schema, with the data."""
    _run(database, lambda config: command.downgrade(config, to))


def _run(database: Database, step: Callable[[Config], None]) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with database.engine.connect() as connection, _without_foreign_keys(connection), connection.begin():
        _lock(connection)  # on SQLite, BEGIN IMMEDIATE locks
        before = _heads(connection)
        _refuse_newer(before, ScriptDirectory.from_config(config))
        config.attributes["connection"] = connection
        step(config)
        if _heads(connection) != before:
            _check_foreign_keys(connection)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """On SQLite, do not enforce foreign keys in the block: a table is changed by copying and dropping it, and a drop
    deletes the rows that refer to it (<https://www.sqlite.org/lang_altertable.html>, section 7). Ignored in a transaction.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    """Raise `RuntimeError`, so that the migration is rolled back, when it left a reference to a row that is gone."""
    if connection.dialect.name == "sqlite":
        broken = connection.execute(text("PRAGMA foreign_key_check")).first()
        if broken:
            raise RuntimeError(f"The migration broke a reference: {tuple(broken)}")


def _heads(connection: Connection) -> frozenset[str]:
    return frozenset(MigrationContext.configure(connection).get_current_heads())


def _refuse_newer(heads: frozenset[str], known: ScriptDirectory) -> None:
    newer = heads - {script.revision for script in known.walk_revisions()}
    if newer:
        raise Invalid(
            f"A newer version of the workbench has written this database (its schema is {', '.join(newer)}). "
            "Install that version again, or restore the backup that was made before it."
        )


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7310)"))
