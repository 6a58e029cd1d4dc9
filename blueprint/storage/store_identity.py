"""Which store of files belongs to a database: both have the same mark."""

from contextlib import suppress
from uuid import uuid4

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from sqlmodel import Field, SQLModel, select

from blueprint.domain.errors import Invalid
from blueprint.storage.database import Database
from blueprint.storage.stores import Files
from blueprint.storage.upsert import insert

UNFINISHED = "copying "
"""What the mark of a database begins with while it is copied from another one (`copying`)."""
MARK = "store-id"
"""The file with the mark, in the data folder or the bucket."""


class StoreRow(SQLModel, table=True):
    """The mark of the store that has the files of this database; one row at most, with the key 1."""

    __tablename__ = "store"
    key: int = Field(primary_key=True)
    mark: str


def require_same(database: Database, files: Files) -> None:
    """Mark a store and its database as belonging together, when the database has no store yet.

    Raises `Invalid` when the database's files are in another store, and when this one cannot be read or written.
    """
    try:
        found = mark_of(files)
        known = mark_of_database(database) or _remember(database, found or _mark(files, new_mark()))
        same = known == mark_of(files)
    except (BaseError, FileNotFoundError) as error:  # the latter: there is no such bucket
        reason = str(error).partition("\n")[0]
        raise Invalid(f"{files.location('')} cannot be used: {reason}. Check BLUEPRINT_STORE and its key.") from error
    if known.startswith(UNFINISHED):
        raise Invalid("This database is a copy that was interrupted. Give the command again that was copying into it.")
    if not same:
        raise Invalid(
            f"The pictures and editions of this database are not in {files.location('')} (its {MARK} is not {known}). "
            "Set BLUEPRINT_DATA or BLUEPRINT_STORE as it is where the workbench ran before, or copy those files here. "
            f"If they are lost, write {known} into {files.location(MARK)} to go on without them."
        )


def new_mark() -> str:
    """A mark that no other store has."""
    return uuid4().hex


def set_mark_of_database(database: Database, mark: str) -> None:
    """Replace the mark of a database."""
    fields = {"mark": mark}
    with database.transaction() as session:
        added = insert(session, StoreRow).values(key=1, **fields)
        session.execute(added.on_conflict_do_update(index_elements=["key"], set_=fields))


def mark_of_database(database: Database) -> str | None:
    """The mark of the store that has the database's files; None before the first start."""
    with database.read_transaction() as session:
        return session.exec(select(StoreRow.mark)).first()


def _remember(database: Database, mark: str) -> str:
    """Store the mark, unless another process has done so meanwhile; the mark that is stored."""
    with database.transaction() as session:
        session.execute(insert(session, StoreRow).values(key=1, mark=mark).on_conflict_do_nothing())
    return mark_of_database(database) or mark


def mark_of(files: Files) -> str | None:
    """The mark of a store; None when it has none."""
    try:
        return bytes(obstore.get(files.store, MARK).bytes()).decode("ascii", "replace").strip()
    except FileNotFoundError:
        return None


def mark_store(database: Database, files: Files) -> None:
    """Mark a new store as that of a database whose files are copied into it."""
    _mark(files, (mark_of_database(database) or new_mark()).removeprefix(UNFINISHED))


def _mark(files: Files, wanted: str) -> str:
    """Mark the store, unless another process has done so meanwhile; its mark."""
    with suppress(AlreadyExistsError):
        obstore.put(files.store, MARK, wanted.encode(), mode="create")
    return mark_of(files) or ""
