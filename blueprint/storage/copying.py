"""Copying all rows of a database into another one of either kind, and comparing them afterwards.

What the workbench makes again by itself is left out: the search index, rendered pages, and which processes run. A copy that
is not finished is marked as such (`store_identity`), so that no workbench starts on it.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from blueprint.domain.errors import Invalid
from blueprint.storage import store_identity
from blueprint.storage.database import Database
from blueprint.storage.schema import METADATA

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much is done, and how much there is."""

LEFT_OUT = frozenset({"rendering", "search_edition", "search_passage", "search_vocabulary", "store", "worker"})
_TABLES = [table for table in METADATA.sorted_tables if table.name not in LEFT_OUT]
_BATCH = 200
"""Rows that are read and written at a time."""


class Digest(NamedTuple):
    """How many rows a table has, and the sum of their hashes (SHA-256): independent of the order of rows."""

    rows: int
    hashes: int


def copy_database(source: Database, target: Database, progress: Progress) -> dict[str, int]:
    """Copy every row; the number of rows by table. Resumable: what an interrupted copy has finished is not copied again.

    The source is read as of one moment, while others go on writing. The target is marked as unfinished until `finish`.
    Raises `Invalid` when it has other data.
    """
    _begin(target, store_identity.mark_of_database(source) or store_identity.new_mark())
    with source.read_transaction() as session:
        connection = session.connection()
        wanted = {}
        for table in _told(progress, "Reading"):
            wanted[table] = _digest(connection, table)
        if any(found.rows and found != wanted[table] for table, found in _digests(target)):
            _empty(target)  # the source has changed since the copy was interrupted
        for table in _told(progress, "Copying"):
            _copy_table(connection, target, table, wanted[table])
    for table in _told(progress, "Comparing"):
        if digest_of(target, table) != wanted[table]:
            raise Invalid(f"The table “{table.name}” was not copied whole. Try again.")
    return {table.name: digest.rows for table, digest in wanted.items()}


def _told(progress: Progress, what: str) -> Iterator[sa.Table]:
    """The tables, each told to `progress` before it is used."""
    for at, table in enumerate(_TABLES):
        progress(what, at, len(_TABLES))
        yield table


def _begin(target: Database, mark: str) -> None:
    """Mark the target as an unfinished copy; raises `Invalid` when it is neither empty nor one of the same workbench."""
    unfinished = f"{store_identity.UNFINISHED}{mark}"
    found = store_identity.mark_of_database(target)
    if found not in (None, unfinished) or (found is None and not is_empty(target)):
        raise Invalid("The other database is in use already. Name an empty one, so that nothing there is lost.")
    store_identity.set_mark_of_database(target, unfinished)


def _empty(target: Database) -> None:
    with target.transaction() as session:
        for table in reversed(_TABLES):
            session.execute(sa.delete(table))


def finish(target: Database) -> None:
    """Mark a copy as finished: workbenches start on it from now on."""
    mark = store_identity.mark_of_database(target) or store_identity.new_mark()
    store_identity.set_mark_of_database(target, mark.removeprefix(store_identity.UNFINISHED))


def is_empty(database: Database) -> bool:
    """Whether nobody has begun to work with a database."""
    return all(digest.rows == 0 for _table, digest in _digests(database))


def digest_of(database: Database, table: sa.Table) -> Digest:
    """The digest of a table as of now."""
    with database.read_transaction() as session:
        return _digest(session.connection(), table)


def _digests(database: Database) -> Iterator[tuple[sa.Table, Digest]]:
    return ((table, digest_of(database, table)) for table in _TABLES)


def _copy_table(source: sa.Connection, target: Database, table: sa.Table, wanted: Digest) -> None:
    """Copy a table in one transaction, unless it is copied already."""
    if digest_of(target, table) == wanted:
        return
    with target.transaction() as session:
        for batch in _batches(source, table):
            session.execute(sa.insert(table), batch)
        if session.get_bind().dialect.name == "postgresql":
            _continue_sequences(session.connection(), table)


def _continue_sequences(connection: sa.Connection, table: sa.Table) -> None:
    """Let the database count on from the largest number that was copied."""
    column = table.autoincrement_column
    if column is not None:
        sequence = sa.func.pg_get_serial_sequence(table.name, column.name)
        largest = sa.select(sa.func.coalesce(sa.func.max(column), 1)).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, largest)))


def _batches(connection: sa.Connection, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """The rows, in the order of their keys: a row refers to earlier ones of its table alone."""
    rows = connection.execution_options(yield_per=_BATCH).execute(sa.select(table).order_by(*table.primary_key))
    for batch in rows.mappings().partitions():
        yield [dict(row) for row in batch]


def _digest(connection: sa.Connection, table: sa.Table) -> Digest:
    count = total = 0
    for batch in _batches(connection, table):
        for row in batch:
            count += 1
            total += int.from_bytes(hashlib.sha256(_canonical(row)).digest(), "big")
    return Digest(count, total)


def _canonical(row: dict[str, Any]) -> bytes:
    return json.dumps(row, sort_keys=True, default=_plain, ensure_ascii=True).encode()


def _plain(value: Any) -> str:
    """Values that JSON does not have."""
    return value.isoformat() if isinstance(value, date) else bytes(value).hex()
