"""Making editions whatever happens: a PostgreSQL that asks for a password or goes away, and what nobody foresaw."""

import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from blueprint.domain.editions import Edition, EditionState
from blueprint.services.context import Workbench, open_workbench
from blueprint.services.library import search
from blueprint.services.publishing import editions, jobs
from blueprint.settings import Settings
from tests import postgresql
from tests.factories import Scene, make_scene
from tests.services.publishing.test_editions import adopted, collected

WITHIN = 180.0
"""Seconds in which an edition is made on a busy machine."""


@pytest.fixture(scope="module")
def server() -> Iterator[postgresql.Server]:
    """A server of this module's own, which asks for a password."""
    with postgresql.own_server() as running:
        running.require_password()
        yield running


@pytest.fixture(scope="module")
def scene(server: postgresql.Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """A convening on that server."""
    bench = open_workbench(Settings(data=tmp_path_factory.mktemp("jobs"), database_url=server.url))
    yield make_scene(bench)
    bench.close()


@contextmanager
def making(workbench: Workbench) -> Iterator[None]:
    """Have this process make editions for the length of the block."""
    jobs.start(workbench)
    try:
        yield
    finally:
        jobs.stop()


def publish(scene: Scene) -> Edition:
    """Begin an edition of a collection of its own."""
    collection_id = collected(scene, adopted(scene))
    return editions.publish_edition(scene.workbench, scene["editor"], collection_id)


def await_state(scene: Scene, edition: Edition, *wanted: EditionState) -> None:
    """Wait until the edition is in one of these states."""
    until = time.monotonic() + WITHIN
    while (state := editions.read_edition(scene.workbench, scene["editor"], edition.id).state) not in wanted:
        assert time.monotonic() < until, f"still {state}"
        time.sleep(0.05)


def await_lines(lines: list[MutableMapping[str, Any]], count: int) -> None:
    """Wait until so many lines are in the log."""
    until = time.monotonic() + WITHIN
    while len(lines) < count:
        assert time.monotonic() < until, lines
        time.sleep(0.05)


def test_a_password_in_the_url_reaches_the_queue(scene: Scene) -> None:
    with making(scene.workbench):
        await_state(scene, publish(scene), EditionState.PUBLISHED)


def test_an_edition_is_indexed_by_who_makes_it(scene: Scene) -> None:
    with making(scene.workbench):
        edition = publish(scene)
        await_state(scene, edition, EditionState.PUBLISHED)
        until = time.monotonic() + WITHIN
        while edition.id not in {one.id for one in search.find_editions(scene.workbench, "households")}:
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.mark.slow
def test_publishing_goes_on_after_an_outage(
    scene: Scene, server: postgresql.Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as lines, making(scene.workbench):
        await_state(scene, publish(scene), EditionState.PUBLISHED)
        capfd.readouterr()
        server.stop()
        await_lines(lines, 1)
        server.start()
        await_state(scene, publish(scene), EditionState.PUBLISHED)
        await_lines(lines, 2)
    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("warning", "database unreachable, publishing waits"),
        ("info", "database reachable again, publishing continues"),
    ]
    assert postgresql.PASSWORD not in str(lines)
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_an_edition_that_an_outage_interrupts_is_made_afterwards(
    scene: Scene, server: postgresql.Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with making(scene.workbench):
        edition = publish(scene)
        await_state(scene, edition, EditionState.BUILDING)
        server.stop()
        with pytest.raises(OperationalError):
            editions.read_edition(scene.workbench, scene["editor"], edition.id)
        time.sleep(3)
        server.start()
        await_state(scene, edition, EditionState.PUBLISHED)
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.slow
def test_a_server_that_is_down_when_the_queue_starts_is_waited_for(scene: Scene, server: postgresql.Server) -> None:
    edition = publish(scene)
    server.stop()
    with making(scene.workbench):
        time.sleep(2)
        server.start()
        await_state(scene, edition, EditionState.PUBLISHED)


def test_an_edition_begins_as_soon_as_it_is_asked_for(sqlite_scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "INTERVAL", 2 * WITHIN)
    with making(sqlite_scene.workbench):
        await_state(sqlite_scene, publish(sqlite_scene), EditionState.PUBLISHED)
        await_state(sqlite_scene, publish(sqlite_scene), EditionState.PUBLISHED)
    assert (sqlite_scene.workbench.settings.data / "jobs.db").exists()


def test_an_edition_that_breaks_is_tried_once_and_can_be_tried_again(sqlite_scene: Scene) -> None:
    """The clock breaks when the edition is finished."""
    broken = [RuntimeError("no time")]

    def now() -> datetime:
        if broken:
            raise broken.pop()
        return sqlite_scene.workbench.now()

    with capture_logs() as lines, making(replace(sqlite_scene.workbench, now=now)):
        edition = publish(sqlite_scene)
        await_state(sqlite_scene, edition, EditionState.FAILED)
        time.sleep(1.5 * jobs.INTERVAL)
        assert [line["event"] for line in lines] == ["build failed with an unhandled error"]
        editions.retry_edition(sqlite_scene.workbench, sqlite_scene["editor"], edition.id)
        await_state(sqlite_scene, edition, EditionState.PUBLISHED)
