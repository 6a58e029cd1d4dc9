"""Backups of a workbench, as one file: a gzipped tar (POSIX.1-2001) with an SQLite database, pictures and editions.

The same whether the workbench is on SQLite or PostgreSQL, on folders or a bucket. `manifest.json` has the SHA-256 of each
other file in it.
"""

import hashlib
import io
import json
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
from blueprint.storage import copying, editions, images, schema, store_identity

DATABASE, MANIFEST = "blueprint.db", "manifest.json"

_log = structlog.get_logger()


class Backup(Value):
    """A backup's size in bytes, and a line for each missing or damaged file."""

    size: int
    problems: tuple[str, ...]


class _Archive:
    """The archive that is being written, and the hashes of what is in it so far."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.hashes: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        self.hashes[name] = hashlib.sha256(content).hexdigest()
        self._write(name, content)

    def add_file(self, name: str, file: Path) -> None:
        with file.open("rb") as stream:
            self.hashes[name] = hashlib.file_digest(stream, "sha256").hexdigest()
        self.tar.add(file, name)

    def finish(self) -> None:
        """Add the manifest."""
        self._write(MANIFEST, json.dumps({"version": 1, "sha256": self.hashes}, indent=1).encode())

    def _write(self, name: str, content: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = len(content), 0o600
        self.tar.addfile(entry, io.BytesIO(content))


def back_up(workbench: Workbench, to: Path, progress: copying.Progress = lambda *_: None) -> Backup:
    """Write database, pictures and the files of editions into one file that does not exist yet.

    People can work meanwhile: the database is read as of one moment. Every picture and file is compared with its hash.
    Files of editions that are missing or damaged are built again first; what cannot be is left out.
    """
    if to.exists():
        raise Invalid(f"{to} exists already. Choose a new name, so that no backup is lost.")
    _repair_editions(workbench)
    partial = to.with_name(f".{to.name}.partial")
    try:
        with tempfile.TemporaryDirectory() as folder, tarfile.open(partial, "w:gz") as tar:
            archive = _Archive(tar)
            archive.add_file(DATABASE, _copy_database(workbench, Path(folder) / DATABASE, progress))
            archive.add(store_identity.MARK, (store_identity.mark_of(workbench.files) or "").encode())
            problems = (*_add_images(workbench, archive, progress), *_add_editions(workbench, archive, progress))
            archive.finish()
        partial.replace(to)
    finally:
        partial.unlink(missing_ok=True)
    for problem in problems:
        _log.error("file missing or damaged in the backup", problem=problem)
    return Backup(size=to.stat().st_size, problems=problems)


def _repair_editions(workbench: Workbench) -> None:
    with workbench.database.read_transaction() as session:
        published = editions.published_files(session)
    for edition in published:
        if any(workbench.exports.check(artifact)[0] is not FileState.WHOLE for artifact in edition.artifacts):
            repairs.repair(workbench, edition.edition_id)


def _copy_database(workbench: Workbench, to: Path, progress: copying.Progress) -> Path:
    """An SQLite file with the database: SQLite's own online backup, or, from PostgreSQL, row by row."""
    url = make_url(workbench.settings.database_url)
    if url.drivername.startswith("sqlite"):
        with closing(sqlite3.connect(str(url.database))) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
        return to
    database = schema.open_database(f"sqlite:///{to}")
    try:
        copying.copy_database(workbench.database, database, progress)
        copying.finish(database)
    finally:
        database.close()
    return to


def _add_images(workbench: Workbench, archive: _Archive, progress: copying.Progress) -> Iterator[str]:
    """Add all pictures to the archive; yields a line for each missing or damaged one."""
    with workbench.database.read_transaction() as session:
        names = images.every(session)
    for at, name in enumerate(names):
        progress("Pictures", at, len(names))
        try:
            archive.add(f"images/{name[:2]}/{name}", workbench.images.get(name))
        except FileNotFoundError:
            yield f"{'damaged' if workbench.images.has(name) else 'missing'}: images/{name}"


def _add_editions(workbench: Workbench, archive: _Archive, progress: copying.Progress) -> Iterator[str]:
    """Add the files of all published editions to the archive; yields a line for each missing or damaged one."""
    with workbench.database.read_transaction() as session:
        published = editions.published_files(session)
    for at, (_id, title, number, artifacts) in enumerate(published):
        progress("Editions", at, len(published))
        for artifact in artifacts:
            if file := workbench.exports.find(artifact):
                archive.add_file(f"exports/{artifact.path or artifact.stored_by_hash}", file)
            else:
                state, where = workbench.exports.check(artifact)
                yield f"{state}: {where} (edition {number} of “{title}”)"
