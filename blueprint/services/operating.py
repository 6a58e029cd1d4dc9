"""What the operator does at the command line: acting for a person, importing, backing up."""

import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

from blueprint.domain.errors import Invalid
from blueprint.services import accounts, convenings
from blueprint.services.workbench import Workbench, open_workbench
from blueprint.settings import Settings
from blueprint.storage import people

IMPORTS = "Imported texts"


@contextmanager
def opened(settings: Settings) -> Iterator[Workbench]:
    """The workbench, closed at the end of the block."""
    workbench = open_workbench(settings)
    try:
        yield workbench
    finally:
        workbench.close()


def importer(workbench: Workbench, email: str, convening: str) -> tuple[str, str]:
    """Ids of the person to act as and of the convening to import into, each made where nothing is named or there yet."""
    actor = acting(workbench, email)
    for found, role in convenings.list_convenings(workbench, actor):
        if role and (convening or IMPORTS) in (found.id, found.title):
            return actor, found.id
    if convening:
        raise Invalid(f"There is no convening “{convening}” that this person takes part in.")
    purpose = "Texts brought in by the operator."
    return actor, convenings.create_convening(workbench, actor, title=IMPORTS, purpose=purpose).id


def back_up(workbench: Workbench, to: Path) -> int:
    """Write a gzipped tar of database, jobs, pictures and editions; returns its size in bytes. SQLite only.

    The databases are copied with SQLite's online backup, so writers go on meanwhile.
    """
    if to.exists():
        raise Invalid(f"{to} exists already. Choose a new name, so that no backup is lost.")
    if not make_url(workbench.settings.database_url).drivername.startswith("sqlite"):
        raise Invalid("This workbench is on PostgreSQL. Back it up with pg_dump, and copy its data folder beside it.")
    with tempfile.TemporaryDirectory() as folder, tarfile.open(to, "x:gz") as archive:
        for name in ("blueprint.db", "jobs.db"):
            if (workbench.settings.data / name).exists():
                archive.add(_copied(workbench.settings.data / name, Path(folder) / name), name)
        for name in ("images", "exports"):
            archive.add(workbench.settings.data / name, name)
    return to.stat().st_size


def _copied(database: Path, to: Path) -> Path:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to


def acting(workbench: Workbench, email: str) -> str:
    """The id of the person with this email address; of the first steward when none is given, made if need be."""
    with workbench.database.reading() as session:
        person = people.by_email(session, email.strip().lower()) if email else people.first_steward(session)
    if person is None and email:
        raise Invalid("Nobody here has that email address. Add the person first.")
    return (
        person.id if person else accounts.add_person(workbench, "operator@localhost.local", "Operator", steward=True).id
    )
