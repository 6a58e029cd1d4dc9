"""Files of published editions that are lost: made again where that gives the same, and said to be gone where it does not."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, update
from structlog.testing import capture_logs

from blueprint.domain.editions import Artifact, Edition
from blueprint.domain.errors import NotFound
from blueprint.publishing import build_in_process
from blueprint.services.admin import backup
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.library import catalogue
from blueprint.services.publishing import build, completion, editions, repairs
from blueprint.settings import Settings
from blueprint.storage.artifacts import Artifacts
from blueprint.storage.editions import EditionRow
from tests.factories import Scene
from tests.services import editions as published_editions


@pytest.fixture
def edition(sqlite_scene: Scene) -> Edition:
    """A published edition with its files."""
    bench = sqlite_scene.workbench
    collection_id = published_editions.collected(
        sqlite_scene, published_editions.adopted(sqlite_scene, sqlite_scene.proposal())
    )
    waiting = editions.publish_edition(bench, sqlite_scene["editor"], collection_id)
    build.build_edition_here(bench, waiting.id)
    return catalogue.read_edition(bench, "ground-water", 1)[1]


def _write(bench: Workbench, edition: Edition, artifacts: list[dict[str, Any]]) -> None:
    with bench.database.transaction() as session:
        session.exec(update(EditionRow).where(col(EditionRow.id) == edition.id).values(artifacts=artifacts))


def _by_an_earlier_program(bench: Workbench, edition: Edition, format: str) -> Artifact:
    """Have it recorded that a file had other bytes than this version of the program makes."""
    rows = [artifact.model_dump() for artifact in edition.artifacts]
    [row] = [row for row in rows if row["format"] == format]
    row["sha256"], row["size"] = hashlib.sha256(b"made by an earlier version").hexdigest(), 26
    _write(bench, edition, rows)
    return Artifact(**row)


@pytest.mark.parametrize("damage", ["missing", "cut", "changed"])
def test_a_lost_file_is_made_again(sqlite_scene: Scene, edition: Edition, damage: str) -> None:
    bench = sqlite_scene.workbench
    for artifact in edition.artifacts:
        file = bench.settings.exports / artifact.path
        content = file.read_bytes()
        if damage == "missing":
            file.unlink()
        else:
            file.write_bytes(content[:100] if damage == "cut" else bytes([content[0] ^ 1]) + content[1:])
    with capture_logs() as lines:
        repairs.repair(bench, edition.id)
    events = ["file of an edition missing or damaged", "file of an edition restored"]
    assert [line["event"] for line in lines] == [event for event in events for _ in edition.artifacts]
    for artifact in edition.artifacts:
        found = bench.exports.find(artifact)
        assert found == bench.settings.exports / artifact.path
        assert hashlib.sha256(found.read_bytes()).hexdigest() == artifact.sha256
    assert catalogue.find_edition(bench, "ground-water", 1).lost == ()


def test_a_file_that_would_differ_is_not_rebuilt_and_can_be_restored(
    sqlite_scene: Scene, edition: Edition, capfd: pytest.CaptureFixture[str]
) -> None:
    bench = sqlite_scene.workbench
    old = _by_an_earlier_program(bench, edition, "epub")
    path = bench.settings.exports / old.path
    path.unlink()
    catalogue._caches.clear()
    before = catalogue.catalogue(bench)
    repairs.repair(bench, edition.id, build_in_process)
    assert "file of an edition lost" in capfd.readouterr().out
    listed = catalogue.find_edition(bench, "ground-water", 1)
    assert listed.lost == (old,)
    assert "epub" not in [artifact.format for artifact in listed.artifacts]
    assert catalogue.catalogue(bench).stamp != before.stamp
    with pytest.raises(NotFound):
        catalogue.read_artifact(bench, "ground-water", 1, "epub")
    path.write_bytes(b"made by an earlier version")
    assert catalogue.find_edition(bench, "ground-water", 1).lost == ()
    assert catalogue.read_artifact(bench, "ground-water", 1, "epub") == (old, path)


def test_a_failed_repair_is_not_repeated(sqlite_scene: Scene, edition: Edition) -> None:
    bench, tried = sqlite_scene.workbench, []
    old = _by_an_earlier_program(bench, edition, "pdf")
    (bench.settings.exports / old.path).unlink()

    def watched(wanted, *given):  # type: ignore[no-untyped-def]
        tried.append(len(wanted))
        return build_in_process(wanted, *given)

    for _ in range(2):
        repairs.repair(bench, edition.id, watched)
    assert tried == [1]


def test_files_of_a_stopped_attempt_are_not_among_the_published_ones(sqlite_scene: Scene) -> None:
    bench, editor = sqlite_scene.workbench, sqlite_scene["editor"]
    collection_id = published_editions.collected(
        sqlite_scene, published_editions.adopted(sqlite_scene, sqlite_scene.proposal())
    )
    stopped = editions.publish_edition(bench, editor, collection_id)
    build.build_files(bench, stopped.id, build_in_process)
    editions.stop_edition(bench, editor, stopped.id)
    assert list(bench.settings.exports.rglob("*.*")) == []
    assert list((bench.settings.data / "made").rglob("*.pdf"))
    editions.publish_edition(bench, editor, collection_id)
    assert list((bench.settings.data / "made").rglob("*.pdf")) == []


def test_two_processes_that_finish_one_edition_publish_it_once(sqlite_scene: Scene) -> None:
    bench = sqlite_scene.workbench
    collection_id = published_editions.collected(
        sqlite_scene, published_editions.adopted(sqlite_scene, sqlite_scene.proposal())
    )
    waiting = editions.publish_edition(bench, sqlite_scene["editor"], collection_id)
    made = build.build_files(bench, waiting.id, build_in_process)

    class Overtaken(Artifacts):
        """Files of an edition that another process publishes just before they are read."""

        def get(self, name: str) -> bytes:
            completion.finish_edition(bench, waiting.id, made)
            return super().get(name)

    completion.finish_edition(replace(bench, built_files=Overtaken(bench.built_files.files)), waiting.id, made)
    published = catalogue.read_edition(bench, "ground-water", 1)[1]
    assert all(bench.exports.find(artifact) for artifact in published.artifacts)
    bench.built_files.put((bench.settings.exports / published.artifacts[0].path).read_bytes(), "pdf")
    completion.finish_edition(bench, waiting.id, made)
    assert list((bench.settings.data / "made").rglob("*.*")) == []


def test_a_renamed_collection_keeps_its_files(sqlite_scene: Scene, edition: Edition) -> None:
    from blueprint.storage.collections import CollectionRow

    bench = sqlite_scene.workbench
    with bench.database.transaction() as session:
        session.exec(update(CollectionRow).values(slug="water-for-all"))
    catalogue._caches.clear()
    _, path = catalogue.read_artifact(bench, "water-for-all", 1, "pdf")
    assert path == bench.settings.exports / "ground-water" / "1" / "ground-water-1.pdf"


def _of_an_earlier_version(bench: Workbench, edition: Edition) -> None:
    """Lay the files out by their hashes, in the data folder, as earlier versions did."""
    former = bench.settings.data / "exports"
    for artifact in edition.artifacts:
        (former / artifact.stored_by_hash).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(bench.settings.exports / artifact.path, former / artifact.stored_by_hash)
    _write(bench, edition, [artifact.model_dump(exclude={"path"}) for artifact in edition.artifacts])


def test_a_data_folder_of_an_earlier_version_goes_on(sqlite_scene: Scene, edition: Edition, tmp_path: Path) -> None:
    bench = sqlite_scene.workbench
    _of_an_earlier_version(bench, edition)
    again = open_workbench(bench.settings.model_copy(update={"exports": tmp_path / "beside"}))
    for artifact in edition.artifacts:
        found, path = catalogue.read_artifact(again, "ground-water", 1, artifact.format)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == found.sha256
        path.unlink()
    repairs.repair(again, edition.id, build_in_process)
    assert catalogue.read_artifact(again, "ground-water", 1, "pdf")[1].parts[-4:-2] == ("data", "exports")
    again.close()


@pytest.mark.parametrize("earlier", [False, True])
def test_a_backup_has_the_files_and_makes_those_that_are_gone(
    sqlite_scene: Scene, edition: Edition, tmp_path: Path, earlier: bool
) -> None:
    bench = sqlite_scene.workbench
    if earlier:
        _of_an_earlier_version(bench, edition)
    assert backup.back_up(bench, tmp_path / "whole.tar.gz").problems == ()
    shutil.unpack_archive(tmp_path / "whole.tar.gz", tmp_path / "restored")
    restored = open_workbench(Settings(data=tmp_path / "restored", exports=tmp_path / "elsewhere"))
    assert all(restored.exports.find(artifact) for artifact in edition.artifacts)
    restored.close()
    stored = catalogue.read_edition(bench, "ground-water", 1)[1]
    missing, damaged = (Path(bench.exports.check(artifact)[1]) for artifact in stored.artifacts[:2])
    missing.unlink()
    damaged.write_bytes(b"damaged")
    assert backup.back_up(bench, tmp_path / "made-again.tar.gz").problems == ()
    assert all(bench.exports.find(artifact) for artifact in stored.artifacts)


def test_a_backup_names_the_files_that_it_has_not(sqlite_scene: Scene, edition: Edition, tmp_path: Path) -> None:
    bench = sqlite_scene.workbench
    first, second, *rest = edition.artifacts
    missing, damaged = (Path(bench.exports.check(artifact)[1]) for artifact in (first, second))
    lost = _by_an_earlier_program(bench, edition, first.format)
    _by_an_earlier_program(bench, edition.model_copy(update={"artifacts": (lost, second, *rest)}), second.format)
    missing.unlink()
    damaged.write_bytes(b"damaged")
    found = backup.back_up(bench, tmp_path / "broken.tar.gz")
    assert found.size == (tmp_path / "broken.tar.gz").stat().st_size
    assert [problem.partition(":")[0] for problem in found.problems] == ["missing", "damaged"]
    assert str(missing) in found.problems[0]
    assert "edition 1 of “Ground & Water”" in found.problems[1]
