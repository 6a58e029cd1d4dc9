"""One transaction a use case; what a database must refuse."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from blueprint.services.context import Workbench
from blueprint.storage import people
from tests.factories import add_person


class Interrupted(RuntimeError):
    """Raised in the middle of a transaction."""


def test_a_transaction_that_raises_is_rolled_back(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    with pytest.raises(Interrupted):
        _change_and_fail(bench, person.id)
    with bench.database.read_transaction() as session:
        assert people.get(session, person.id) == person


def driver_connection_errors(bench: Workbench) -> type[Exception]:
    """What the driver raises for a closed connection."""
    error: type[Exception] = bench.database.engine.dialect.loaded_dbapi.Error
    return error


def _change_and_fail(bench: Workbench, person_id: str) -> None:
    with bench.database.transaction() as session:
        people.change(session, person_id, name="Somebody else")
        raise Interrupted


def test_foreign_keys_are_enforced(bench: Workbench) -> None:
    with pytest.raises(IntegrityError), bench.database.transaction() as session:
        session.connection().execute(
            text(
                "INSERT INTO member (convening_id, person_id, role, joined_at) VALUES ('no', 'no', 'author', '2026-01-01')"
            )
        )


def test_a_read_scope_sees_one_state_and_its_own_writes(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    with bench.read_scope():
        assert _name(bench, person.id) == person.name
        with ThreadPoolExecutor(1) as somebody_else:
            somebody_else.submit(_rename, bench, person.id, "Changed by another").result()
        assert _name(bench, person.id) == person.name
        _rename(bench, person.id, "Changed by myself")
        assert _name(bench, person.id) == "Changed by myself"
    assert _name(bench, person.id) == "Changed by myself"


def test_a_rolled_back_change_is_not_seen_in_a_read_scope(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    with bench.read_scope():
        with pytest.raises(Interrupted):
            _change_and_fail(bench, person.id)
        assert _name(bench, person.id) == person.name


def test_a_read_scope_reads_a_row_once(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    asked: list[str] = []
    event.listen(bench.database.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with bench.read_scope():
        names = {_name(bench, person.id) for _ in range(5)}
    assert names == {person.name}
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1


def _name(bench: Workbench, person_id: str) -> str:
    with bench.database.read_transaction() as session:
        found = people.get(session, person_id)
    assert found is not None
    return found.name


def _rename(bench: Workbench, person_id: str, name: str) -> None:
    with bench.database.transaction() as session:
        people.change(session, person_id, name=name)


def test_sqlite_uses_write_ahead_logging(sqlite_bench: Workbench) -> None:
    with sqlite_bench.database.read_transaction() as session:
        assert session.connection().execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert session.connection().execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_times_come_back_with_their_zone(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    with bench.database.read_transaction() as session:
        row = session.get(people.PersonRow, person.id)
        assert row is not None
        assert row.created_at.utcoffset() is not None


def test_a_connection_in_use_while_the_database_closes_is_closed_afterwards(bench: Workbench) -> None:
    with bench.database.engine.connect() as connection:
        driver_connection = connection.connection.driver_connection
        bench.database.close()
        assert connection.execute(text("SELECT 1")).scalar() == 1
    assert driver_connection is not None
    with pytest.raises(driver_connection_errors(bench)):
        driver_connection.execute("SELECT 1")
