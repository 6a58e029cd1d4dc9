"""Moving a workbench to another database, and to another store of files."""

from contextlib import closing

from blueprint.domain.errors import Invalid
from blueprint.domain.value import Value
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.search import indexing
from blueprint.settings import Settings
from blueprint.storage import copying, editions, images, schema, store_identity
from blueprint.storage.artifacts import Artifacts
from blueprint.storage.exports import Exports
from blueprint.storage.stores import Stores, open_stores


class Moved(Value):
    """What was copied: rows by table, and how many pictures and files of editions, when the store changed."""

    rows: dict[str, int]
    pictures: int
    files: int


def migrate(workbench: Workbench, to: Settings, progress: copying.Progress = lambda *_: None) -> Moved:
    """Copy database and files to where other settings say; nothing is changed here.

    Resumable: what an interrupted copy has finished is not copied again. Raises `Invalid` when there is nothing to move, and
    for a database or store that is in use.
    """
    here = workbench.settings
    if to.database_url == here.database_url and to.store == here.store:
        raise Invalid(
            "That is where this workbench is already. Name another database with --to, or a bucket with --store."
        )
    pictures, files = _copy_files(workbench, open_stores(to), progress) if to.store != here.store else (0, 0)
    rows = _copy_rows(workbench, to, progress) if to.database_url != here.database_url else {}
    return Moved(rows=rows, pictures=pictures, files=files)


def _copy_rows(workbench: Workbench, to: Settings, progress: copying.Progress) -> dict[str, int]:
    with closing(schema.open_database(to.database_url)) as database:
        rows = copying.copy_database(workbench.database, database, progress)
        copying.finish(database)
    with closing(open_workbench(to)) as moved:
        progress("Search", 0, 1)
        indexing.rebuild(moved)
    return rows


def _copy_files(workbench: Workbench, to: Stores, progress: copying.Progress) -> tuple[int, int]:
    """Copy pictures and editions into the other store, and mark it; raises `Invalid` when it is another database's."""
    mark = store_identity.mark_of(to.whole)
    if mark not in (None, store_identity.mark_of_database(workbench.database)):
        raise Invalid(
            f"{to.whole.location('')} has the files of another workbench. Name an empty folder of the bucket."
        )
    pictures = _copy_pictures(workbench, Artifacts(to.images), progress)
    files = _copy_editions(workbench, Exports(to.exports, to.former), progress)
    store_identity.mark_store(workbench.database, to.whole)
    return pictures, files


def _copy_pictures(source: Workbench, target: Artifacts, progress: copying.Progress) -> int:
    with source.database.read_transaction() as session:
        names = images.every(session)
    for at, name in enumerate(names):
        progress("Pictures", at, len(names))
        if not target.is_whole(name):
            target.put(source.images.get(name), name.rpartition(".")[2])
    return len(names)


def _copy_editions(source: Workbench, target: Exports, progress: copying.Progress) -> int:
    with source.database.read_transaction() as session:
        artifacts = [artifact for edition in editions.published_files(session) for artifact in edition.artifacts]
    for at, artifact in enumerate(artifacts):
        progress("Editions", at, len(artifacts))
        if file := source.exports.find(artifact):
            target.restore(artifact, file.read_bytes())
    return len(artifacts)
