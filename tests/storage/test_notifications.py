"""Notifications on each kind of database: after the commit, in every process, and again after a broken connection."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import text

from blueprint.services.context import Workbench, open_workbench
from blueprint.storage.database import Database
from blueprint.storage.notifications import EVERY_TOPIC, notify


def wait_until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not done():
        assert time.monotonic() < until
        time.sleep(0.01)


def listening(database: Database) -> list[tuple[str, str]]:
    """What is heard from now on."""
    heard: list[tuple[str, str]] = []
    database.notifications.listen(lambda topic, state: heard.append((topic, state)))
    if database.engine.dialect.name == "postgresql":
        wait_until(lambda: (EVERY_TOPIC, "") in heard)
        heard.clear()
    return heard


def test_a_notification_comes_after_the_commit_and_not_without(bench: Workbench) -> None:
    heard = listening(bench.database)
    with bench.database.transaction() as session:
        notify(session, "draft:1:2", "state")
        assert heard == []
    wait_until(lambda: heard == [("draft:1:2", "state")])

    def fail() -> None:
        with bench.database.transaction() as session:
            notify(session, "draft:1:2", "never")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with bench.database.transaction() as session:
        notify(session, "draft:1:2", "")
    wait_until(lambda: heard == [("draft:1:2", "state"), ("draft:1:2", "")])


def test_on_postgresql_another_process_hears_it_and_a_broken_connection_is_made_again(bench: Workbench) -> None:
    if bench.database.engine.dialect.name == "sqlite":
        pytest.skip("one process")
    other = open_workbench(bench.settings)
    heard = listening(other.database)
    with bench.database.transaction() as session:
        notify(session, "draft:1:2", "state")
    wait_until(lambda: heard == [("draft:1:2", "state")])
    with bench.database.engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND query LIKE 'LISTEN%'"
            )
        )
    wait_until(lambda: heard[-1] == (EVERY_TOPIC, ""))
    with bench.database.transaction() as session:
        notify(session, "draft:1:2", "again")
    wait_until(lambda: heard[-1] == ("draft:1:2", "again"))
    other.close()
