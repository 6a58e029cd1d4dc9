"""A workbench goes elsewhere whole: as a backup that is restored, and into another database or store."""

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.domain.errors import Invalid
from blueprint.services.accounts import sign_in
from blueprint.services.admin import backup, migrate, restore
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.library import catalogue, search
from blueprint.services.library.images import read_image
from blueprint.services.publishing import build, editions
from blueprint.services.review import threads
from blueprint.settings import Settings
from blueprint.storage import copying
from tests import s3
from tests.factories import Scene, make_scene, set_first_password
from tests.services.editions import adopted, collected
from tests.services.library.test_images import proposal_with_image

PASSWORD = "long enough for everybody"


class Lived:
    """A workbench in which something of every kind happened."""

    def __init__(self, bench: Workbench) -> None:
        self.bench, self.scene = bench, make_scene(bench)
        scene = self.scene
        set_first_password(bench, scene.people["author"], PASSWORD)
        self.proposal, self.picture = proposal_with_image(scene)
        scene.start_thread(self.proposal.id, "household", "Jeder? للجميع؟ 水")
        drafts.save_draft(bench, scene["author"], self.proposal.id, base=2, title="T", markdown="Half", sequence=7)
        waiting = editions.publish_edition(bench, scene["editor"], collected(scene, adopted(scene, self.proposal)))
        build.build_edition_here(bench, waiting.id)
        self.edition = catalogue.read_edition(bench, "ground-water", 1)[1]

    def require_all(self, there: Workbench) -> None:
        """All of it is in the other workbench, and can be worked with."""
        me, proposal_id = self.scene["author"], self.proposal.id
        for read in (
            lambda bench: proposals.read_proposal(bench, me, proposal_id),
            lambda bench: [revisions.read_revision(bench, me, proposal_id, number) for number in (1, 2)],
            lambda bench: threads.list_threads(bench, me, proposal_id, 2),
            lambda bench: drafts.read_draft(bench, me, proposal_id),
            lambda bench: catalogue.read_edition(bench, "ground-water", 1),
            lambda bench: read_image(bench, None, self.picture),
            lambda bench: [edition.id for edition in search.find_editions(bench, "water")],
        ):
            assert read(there) == read(self.bench)
        assert all(there.exports.find(artifact) for artifact in self.edition.artifacts)
        sign_in.sign_in(there, self.scene.people["author"].email, PASSWORD, browser="", origin="")
        other = proposals.start_proposal(
            there, me, self.scene.convening.id, title="More", language="en", markdown="More of it."
        )
        assert other.head == 1


@pytest.fixture
def lived(bench: Workbench) -> Lived:
    return Lived(bench)


@pytest.fixture
def elsewhere(empty_database: str, tmp_path: Path) -> Iterator[dict[str, object]]:
    """The settings of another machine, with files in a bucket beside PostgreSQL, and in folders beside SQLite."""
    data = {"data": tmp_path / "elsewhere"}
    if empty_database.startswith("sqlite"):
        yield data
        return
    with s3.server(tmp_path / "s3") as server:
        yield {**data, **server.settings}


def test_a_backup_is_restored_elsewhere(
    lived: Lived, empty_database: str, elsewhere: dict[str, object], tmp_path: Path
) -> None:
    file = tmp_path / "backup.tar.gz"
    assert backup.back_up(lived.bench, file).problems == ()
    settings = Settings(database_url=empty_database, **elsewhere)
    restored = restore.restore(file, settings)
    assert (restored.problems, restored.pictures, restored.files) == ((), 1, len(lived.edition.artifacts))
    there = open_workbench(settings)
    lived.require_all(there)
    there.close()
    with pytest.raises(Invalid, match="in use already"):
        restore.restore(file, settings)
    lived.require_all(lived.bench)


@pytest.mark.parametrize("damage", ["cut", "changed", "no backup"])
def test_a_damaged_backup_is_refused_before_anything_is_written(
    sqlite_scene: Scene, tmp_path: Path, damage: str
) -> None:
    file = tmp_path / "backup.tar.gz"
    backup.back_up(sqlite_scene.workbench, file)
    if damage == "cut":
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif damage == "changed":
        shutil.unpack_archive(file, tmp_path / "unpacked")
        with (tmp_path / "unpacked" / "blueprint.db").open("r+b") as database:
            database.seek(5_000)
            database.write(b"\xff")
        with tarfile.open(file, "w:gz") as tar:
            tar.add(tmp_path / "unpacked", ".")
    else:
        file.write_bytes(b"no archive")
    settings = Settings(data=tmp_path / "elsewhere")
    with pytest.raises(Invalid, match=r"backup\.tar\.gz"):
        restore.restore(file, settings)
    assert list(settings.data.iterdir()) == []


def test_a_workbench_moves_to_another_database_and_store(
    lived: Lived, empty_database: str, elsewhere: dict[str, object]
) -> None:
    given = {"database_url": empty_database, **{**elsewhere, "data": lived.bench.settings.data}}
    to = Settings(exports=lived.bench.settings.exports, **given)
    moved = migrate.migrate(lived.bench, to)
    assert (moved.rows["person"], moved.rows["revision"]) == (len(lived.scene.people), 2)
    there = open_workbench(to)
    lived.require_all(there)
    there.close()
    with pytest.raises(Invalid, match="in use already"):
        migrate.migrate(lived.bench, to)


def test_a_copy_that_is_interrupted_goes_on_even_if_people_wrote_meanwhile(lived: Lived, empty_database: str) -> None:
    bench = lived.bench
    to = Settings(data=bench.settings.data, exports=bench.settings.exports, database_url=empty_database)

    def interrupt(what: str, done: int, total: int) -> None:
        if (what, done) == ("Copying", total - 3):
            raise KeyboardInterrupt

    for _again in range(2):
        with pytest.raises(KeyboardInterrupt):
            migrate.migrate(bench, to, interrupt)
        with pytest.raises(Invalid, match="interrupted"):
            open_workbench(to)
        lived.scene.proposal(title="Written meanwhile")
    migrate.migrate(bench, to)
    there = open_workbench(to)
    lived.require_all(there)
    there.close()


def test_a_database_of_others_is_not_touched(lived: Lived, empty_database: str, tmp_path: Path) -> None:
    others = open_workbench(Settings(data=tmp_path / "others", database_url=empty_database))
    make_scene(others)
    to = Settings(data=lived.bench.settings.data, database_url=empty_database)
    with pytest.raises(Invalid, match="in use already"):
        migrate.migrate(lived.bench, to)
    assert not copying.is_empty(others.database)
    others.close()
    with pytest.raises(Invalid, match="already"):
        migrate.migrate(lived.bench, lived.bench.settings)
