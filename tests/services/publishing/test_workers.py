"""`blueprint work`: any number of processes build editions, and one goes on with what another leaves undone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from blueprint.domain.editions import Edition, EditionState
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.publishing import editions, queue
from blueprint.settings import Settings
from blueprint.storage import workers
from tests import postgresql, s3
from tests.factories import Scene, make_scene
from tests.services.publishing.test_editions import adopted, collected

LONG = "\n\n".join(f"Paragraph {number} on water, towns and the councils of their users." for number in range(3_000))
WITHIN = 180.0


@contextmanager
def working(bench: Workbench, **changed: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that builds, ended at the end of the block."""
    given = {"data": str(bench.settings.data), "database_url": bench.settings.database_url, **changed}
    settings = {f"BLUEPRINT_{name.upper()}": value for name, value in given.items()}
    command = [sys.executable, "-m", "blueprint", "work"]
    process = subprocess.Popen(command, env={**os.environ, **settings}, cwd=bench.settings.data)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(WITHIN)


def until(found: Callable[[], object]) -> None:
    """Wait until a function returns something true."""
    end = time.monotonic() + WITHIN
    while not found():
        assert time.monotonic() < end
        time.sleep(0.05)


def alive(bench: Workbench) -> frozenset[str]:
    with bench.database.read_transaction() as session:
        return workers.alive(session)


def publish(scene: Scene) -> Edition:
    collection_id = collected(scene, adopted(scene, markdown=LONG))
    return editions.publish_edition(scene.workbench, scene["editor"], collection_id)


def state(scene: Scene, edition: Edition) -> EditionState:
    return editions.read_edition(scene.workbench, scene["editor"], edition.id).state


def builder(bench: Workbench) -> str:
    """The id of the process that builds, by the queue."""
    with queue.client(bench) as connected:
        [workflow] = connected.list_workflows(status="PENDING")
    return str(workflow.executor_id)


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_another_process_continues_what_one_leaves(scene: Scene, how: signal.Signals) -> None:
    bench = scene.workbench
    with working(bench) as first, working(bench) as second:
        until(lambda: len(alive(bench)) == 2)
        edition = publish(scene)
        until(lambda: state(scene, edition) is EditionState.BUILDING)
        victim = first if f"-{first.pid}-" in builder(bench) else second
        victim.send_signal(how)
        assert victim.wait(30) == (0 if how is signal.SIGTERM else -signal.SIGKILL)
        until(lambda: state(scene, edition) is EditionState.PUBLISHED)
        built = editions.read_edition(bench, scene["editor"], edition.id).artifacts
        assert all(bench.exports.find(artifact) for artifact in built)
        assert len(alive(bench)) == 1
    assert alive(bench) == frozenset()


@pytest.mark.slow
def test_one_machine_builds_what_another_serves(database_url: str, tmp_path: Path) -> None:
    with s3.server(tmp_path / "s3") as server:
        bench = open_workbench(Settings(data=tmp_path / "one", database_url=database_url, **server.settings))
        scene = make_scene(bench)
        picture = bench.images.put(b"picture", "png")
        edition = publish(scene)
        with working(bench, data=str(tmp_path / "two"), **server.settings):
            until(lambda: state(scene, edition) is EditionState.PUBLISHED)
        built = editions.read_edition(bench, scene["editor"], edition.id).artifacts
        assert all(bench.exports.find(artifact) for artifact in built)
        assert bench.images.get(picture) == b"picture"
        assert not (tmp_path / "one" / "exports").exists()
        bench.close()


@pytest.mark.slow
def test_a_process_ends_though_the_database_is_away(tmp_path: Path) -> None:
    with postgresql.own_server() as server:
        bench = open_workbench(Settings(data=tmp_path / "data", database_url=server.url))
        scene = make_scene(bench)
        with working(bench) as process:
            until(lambda: alive(bench))
            server.stop()
            started = time.monotonic()
            queue.enqueue(bench, scene.convening.id)  # says in the log that it could not, and does not wait
            process.terminate()
            assert process.wait(30) == 0
            assert time.monotonic() - started < 30
        bench.close()


def test_a_process_that_does_not_say_that_it_runs_counts_as_ended(bench: Workbench) -> None:
    with bench.database.transaction() as session:
        for worker in ("lately", "long ago", "before the clock was set back"):
            workers.note(session, worker)
        for worker, seconds in (("long ago", -60), ("before the clock was set back", 172_800)):
            session.execute(text("UPDATE worker SET seen = seen + :s WHERE id = :id"), {"s": seconds, "id": worker})
        assert workers.alive(session) == {"lately"}
        workers.remove_lapsed(session)
        assert session.execute(text("SELECT id FROM worker")).scalars().all() == ["lately"]


def test_an_edition_that_is_queued_twice_is_in_the_queue_once(scene: Scene) -> None:
    bench, edition = scene.workbench, publish(scene)
    queue.enqueue(bench, edition.id)
    with queue.client(bench) as connected:
        ids = [workflow.workflow_id for workflow in connected.list_workflows()]
    assert queue.edition_ids(ids) == {edition.id}
    assert len(ids) == 1
