"""Moving a workbench to another database, and to another store of files."""

from contextlib import closing

from blueprint.domain.errors import Invalid
from blueprint.domain.value import Value
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.search import indexing
from blueprint.settings import Settings
from blueprint.storage import copying, editions, images, schema, store_identity
from blueprint.storage.stores import open_stores


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
    rows: dict[str, int] = {}
    if to.database_url != here.database_url:
        with closing(schema.open_database(to.database_url)) as database:
            rows = copying.copy_database(workbench.database, database, progress)
    pictures, files = _copy_files(workbench, to, progress) if to.store != here.store else (0, 0)
    if rows:
        with closing(open_workbench(to)) as moved:
            progress("Search", 0, 1)
            indexing.rebuild(moved)
    return Moved(rows=rows, pictures=pictures, files=files)


def _copy_files(workbench: Workbench, to: Settings, progress: copying.Progress) -> tuple[int, int]:
    """Copy pictures and editions into the other store, and mark it; raises `Invalid` when it is another database's."""
    whole = open_stores(to).whole
    mark = store_identity.mark_of(whole)
    if mark not in (None, store_identity.mark_of_database(workbench.database)):
        raise Invalid(f"{whole.location('')} has the files of another workbench. Name an empty folder of the bucket.")
    store_identity.mark_store(workbench.database, whole)
    with closing(open_workbench(to.model_copy(update={"database_url": workbench.settings.database_url}))) as target:
        return _copy_pictures(workbench, target, progress), _copy_editions(workbench, target, progress)


def _copy_pictures(source: Workbench, target: Workbench, progress: copying.Progress) -> int:
    with source.database.read_transaction() as session:
        names = images.every(session)
    for at, name in enumerate(names):
        progress("Pictures", at, len(names))
        if not target.images.is_whole(name):
            target.images.put(source.images.get(name), name.rpartition(".")[2])
    return len(names)


def _copy_editions(source: Workbench, target: Workbench, progress: copying.Progress) -> int:
    with source.database.read_transaction() as session:
        artifacts = [artifact for edition in editions.published_files(session) for artifact in edition.artifacts]
    for at, artifact in enumerate(artifacts):
        progress("Editions", at, len(artifacts))
        if file := source.exports.find(artifact):
            target.exports.restore(artifact, file.read_bytes())
    return len(artifacts)
