"""A log that an outage does not fill: what repeats is counted, and no value of the database is in it."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog
from sqlalchemy.exc import IntegrityError

from blueprint import logs
from blueprint.services.context import Workbench
from blueprint.storage.people import PersonRow


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """What is written to standard error, in a log of its own; the one of the tests is put back."""
    handlers, level, configured = logging.root.handlers, logging.root.level, structlog.get_config()
    stream = StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    logs.configure("json")
    yield stream
    logging.root.handlers = handlers
    logging.root.setLevel(level)
    structlog.configure(**configured)
    logging.captureWarnings(False)


def lines(stream: StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_what_repeats_is_counted(written: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1_000.0]
    monkeypatch.setattr(logs.time, "monotonic", lambda: now[0])
    ours, library = structlog.get_logger("blueprint.here"), logging.getLogger("streamlit")
    for _time in range(50):
        ours.warning("sign-in refused", account="a")
        library.warning("Uncaught %s", "error")
    ours.warning("sign-in refused", account="b")
    assert len(lines(written)) == 2 * logs.MOST_REPEATS + 1
    now[0] += 61
    ours.warning("sign-in refused", account="a")
    library.warning("Uncaught %s", "error")
    assert lines(written)[-2]["left_out"] == 50 - logs.MOST_REPEATS
    assert lines(written)[-1]["event"] == "Uncaught error (45 lines like this one were left out)"


def test_what_differs_each_time_is_bounded_too(written: StringIO) -> None:
    for number in range(1_000):
        logging.getLogger("some.library").warning(f"request {number} failed")
    assert len(lines(written)) == logs.MOST_OF_A_LOGGER


def test_an_error_of_the_database_quotes_nobody(bench: Workbench, written: StringIO) -> None:
    for person_id in ("1", "2"):
        try:
            with bench.database.transaction() as session:
                session.add(PersonRow(id=person_id, email="nia@example.org", name="Nia", created_at=bench.now()))
        except IntegrityError:
            structlog.get_logger("blueprint.here").exception("broken")
    [line] = lines(written)
    assert "IntegrityError" in str(line["exception"])
    assert "nia@example.org" not in written.getvalue()
