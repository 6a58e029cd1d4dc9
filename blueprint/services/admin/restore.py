"""Restoring a backup into an empty workbench: on SQLite or PostgreSQL, in folders or a bucket."""

import hashlib
import json
import shutil
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from blueprint.domain.errors import Invalid
from blueprint.domain.value import Value
from blueprint.services.admin.backup import DATABASE, MANIFEST
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.search import indexing
from blueprint.settings import Settings
from blueprint.storage import copying, editions, images, schema, store_identity
from blueprint.storage.artifacts import Artifacts
from blueprint.storage.database import Database
from blueprint.storage.exports import Exports
from blueprint.storage.private_files import private_folder
from blueprint.storage.stores import Stores, open_stores

_IN_USE = "{place} is in use already. Restore into an empty one, so that nothing there is lost."


class Restored(Value):
    """What was restored, and a line for each picture or file of an edition that the backup did not have whole."""

    rows: int
    pictures: int
    files: int
    problems: tuple[str, ...]


def restore(backup: Path, settings: Settings, progress: copying.Progress = lambda *_: None) -> Restored:
    """Restore a backup with these settings; every file is compared with its hash before anything is written.

    Raises `Invalid` for a file that is no backup, a damaged one, and a data folder, database or store that is in use.
    """
    private_folder(settings.data)
    _require_unused(settings)
    with tempfile.TemporaryDirectory(dir=settings.data, prefix="restoring-") as name:
        folder = Path(name)
        _unpack(backup, folder)
        with (
            closing(schema.open_database(f"sqlite:///{folder / DATABASE}")) as source,
            closing(schema.open_database(settings.database_url)) as target,
        ):
            rows = sum(copying.copy_database(source, target, progress).values())
            pictures = _restore_pictures(open_stores(settings), folder, progress)
            files = _restore_editions(open_stores(settings), source, folder, progress)
            store_identity.mark_store(target, open_stores(settings).whole)
            copying.finish(target)
    with closing(open_workbench(settings)) as workbench:
        progress("Search", 0, 1)
        indexing.rebuild(workbench)
        problems = (*_missing_pictures(workbench), *_missing_files(workbench))
    return Restored(rows=rows, pictures=pictures, files=files, problems=problems)


def _require_unused(settings: Settings) -> None:
    """Raises `Invalid` for a store that has a mark; `copy_database` refuses a database that is in use."""
    files = open_stores(settings).whole
    if store_identity.mark_of(files):
        raise Invalid(_IN_USE.format(place=files.location("")))


def _unpack(backup: Path, folder: Path) -> None:
    """Unpack a backup and compare its files with the manifest. A backup of an earlier version has no manifest."""
    try:
        with tarfile.open(backup, "r:gz") as tar:
            for entry in tar:
                _unpack_file(tar, entry, folder)
    except (OSError, tarfile.TarError, EOFError) as error:
        raise Invalid(f"{backup} cannot be read as a backup: {error}.") from error
    if not (folder / DATABASE).is_file():
        raise Invalid(f"{backup} is no backup of a workbench: it has no {DATABASE}.")
    manifest = folder / MANIFEST
    hashes = json.loads(manifest.read_text("utf-8"))["sha256"] if manifest.is_file() else {}
    for name, sha256 in hashes.items():
        if not (folder / name).is_file() or _hash(folder / name) != sha256:
            raise Invalid(f"{backup} is damaged: {name} is not what was written. Use another backup.")


def _unpack_file(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> None:
    """Unpack an ordinary file; others, and names that lead out of the folder, are passed over."""
    to = (folder / entry.name).resolve()
    content = tar.extractfile(entry) if entry.isreg() and to.is_relative_to(folder.resolve()) else None
    if content:
        to.parent.mkdir(parents=True, exist_ok=True)
        with content, to.open("wb") as file:
            shutil.copyfileobj(content, file)


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _restore_pictures(stores: Stores, folder: Path, progress: copying.Progress) -> int:
    pictures = Artifacts(stores.images)
    found = [file for file in (folder / "images").glob("??/*") if file.is_file()]
    for at, file in enumerate(found):
        progress("Pictures", at, len(found))
        if _hash(file) == file.stem:
            pictures.put(file.read_bytes(), file.suffix.removeprefix("."))
    return len(found)


def _restore_editions(stores: Stores, source: Database, folder: Path, progress: copying.Progress) -> int:
    exports = Exports(stores.exports, stores.former)
    with source.read_transaction() as session:
        artifacts = [artifact for edition in editions.published_files(session) for artifact in edition.artifacts]
    restored = 0
    for at, artifact in enumerate(artifacts):
        progress("Editions", at, len(artifacts))
        file = folder / "exports" / (artifact.path or artifact.stored_by_hash)
        if file.is_file() and _hash(file) == artifact.sha256:
            exports.restore(artifact, file.read_bytes())
            restored += 1
    return restored


def _missing_pictures(workbench: Workbench) -> list[str]:
    with workbench.database.read_transaction() as session:
        names = images.every(session)
    return [f"missing: images/{name}" for name in names if not workbench.images.is_whole(name)]


def _missing_files(workbench: Workbench) -> list[str]:
    with workbench.database.read_transaction() as session:
        published = editions.published_files(session)
    return [
        f"missing: {workbench.exports.check(artifact)[1]} (edition {edition.number} of “{edition.title}”)"
        for edition in published
        for artifact in edition.artifacts
        if not workbench.exports.find(artifact)
    ]
