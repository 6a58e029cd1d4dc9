"""One transaction a use case; what a database must refuse."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from blueprint.services.workbench import Workbench
from blueprint.storage import people
from tests.factories import add_person


class Interrupted(RuntimeError):
    """Raised in the middle of a transaction."""


def test_what_raises_leaves_nothing_behind(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    with pytest.raises(Interrupted):
        _change_and_fail(bench, person.id)
    with bench.database.reading() as session:
        assert people.get(session, person.id) == person


def _change_and_fail(bench: Workbench, person_id: str) -> None:
    with bench.database.writing() as session:
        people.change(session, person_id, name="Somebody else")
        raise Interrupted


def test_foreign_keys_hold(bench: Workbench) -> None:
    with pytest.raises(IntegrityError), bench.database.writing() as session:
        session.connection().execute(
            text(
                "INSERT INTO member (convening_id, person_id, role, joined_at) VALUES ('no', 'no', 'author', '2026-01-01')"
            )
        )


def test_sqlite_writes_ahead(sqlite_bench: Workbench) -> None:
    with sqlite_bench.database.reading() as session:
        assert session.connection().execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
        assert session.connection().execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_times_come_back_with_their_zone(bench: Workbench) -> None:
    person = add_person(bench, "amina")
    with bench.database.reading() as session:
        row = session.get(people.PersonRow, person.id)
        assert row is not None
        assert row.created_at.utcoffset() is not None
