"""Backups of a workbench, as one file."""

import io
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import structlog
from sqlalchemy.engine import make_url

from blueprint.domain.editions import FileState
from blueprint.domain.errors import Invalid
from blueprint.domain.value import Value
from blueprint.services.context import Workbench
from blueprint.services.publishing import repairs
from blueprint.storage import editions, images, store_identity

_log = structlog.get_logger()


class Backup(Value):
    """A backup's size in bytes, and a line for each missing or damaged file."""

    size: int
    problems: tuple[str, ...]


def back_up(workbench: Workbench, to: Path) -> Backup:
    """Write a gzipped tar of database, jobs, images and the files of editions. SQLite only.

    The databases are copied with SQLite's online backup, so that writers are not blocked. Every image and file is
    compared with its hash. Files of editions that are missing or damaged are built again first; what cannot be is left out.
    """
    if to.exists():
        raise Invalid(f"{to} exists already. Choose a new name, so that no backup is lost.")
    if not make_url(workbench.settings.database_url).drivername.startswith("sqlite"):
        raise Invalid(
            "This workbench is on PostgreSQL. Back it up with pg_dump, and copy its data folder and its exports beside it."
        )
    _repair_editions(workbench)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(to, "x:gz") as archive:
        for name in ("blueprint.db", "jobs.db"):
            if (workbench.settings.data / name).exists():
                archive.add(_copy_database(workbench.settings.data / name, Path(folder) / name), name)
        _add(archive, store_identity.MARK, (store_identity.mark_of(workbench.files) or "").encode())
        problems = (*_add_images(workbench, archive), *_add_files(workbench, archive))
    for problem in problems:
        _log.error("file missing or damaged in the backup", problem=problem)
    return Backup(size=to.stat().st_size, problems=problems)


def _repair_editions(workbench: Workbench) -> None:
    with workbench.database.read_transaction() as session:
        published = editions.published_files(session)
    for edition in published:
        if any(workbench.exports.check(artifact)[0] is not FileState.WHOLE for artifact in edition.artifacts):
            repairs.repair(workbench, edition.edition_id)


def _add_images(workbench: Workbench, archive: tarfile.TarFile) -> Iterator[str]:
    """Add all pictures to the archive; yields a line for each missing or damaged one."""
    with workbench.database.read_transaction() as session:
        names = images.every(session)
    for name in names:
        try:
            content = workbench.images.get(name)
        except FileNotFoundError:
            yield f"{'damaged' if workbench.images.has(name) else 'missing'}: images/{name}"
        else:
            _add(archive, f"images/{name[:2]}/{name}", content)


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))


def _add_files(workbench: Workbench, archive: tarfile.TarFile) -> Iterator[str]:
    """Add the files of all published editions to the archive; yields a line for each missing or damaged one."""
    with workbench.database.read_transaction() as session:
        published = editions.published_files(session)
    for _id, title, number, artifacts in published:
        for artifact in artifacts:
            name = f"exports/{artifact.path or artifact.stored_by_hash}"
            if file := workbench.exports.find(artifact):
                archive.add(file, name)
            else:
                state, where = workbench.exports.check(artifact)
                yield f"{state}: {where} (edition {number} of “{title}”)"


def _copy_database(database: Path, to: Path) -> Path:
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
    return to
