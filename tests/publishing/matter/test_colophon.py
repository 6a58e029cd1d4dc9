"""What an edition's last page says."""

from datetime import UTC, datetime

import pytest

from blueprint.publishing.matter.colophon import date_line
from tests.publishing.books import book


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "1 May 2026"),
        ("en-US", "May 1, 2026"),
        ("de", "1. Mai 2026"),
        ("ja", "2026年5月1日"),
        ("fa", "1 مهٔ 2026"),
        ("pl", "1 maja 2026"),
        ("qqq", "May 1, 2026"),
    ],
)
def test_a_date_is_written_in_the_language_of_the_book(tag: str, said: str) -> None:
    assert date_line(book(date=datetime(2026, 5, 1, tzinfo=UTC), language=tag)) == said


def test_a_day_is_that_of_universal_time() -> None:
    evening = datetime.fromisoformat("2026-05-01T23:30:00-05:00")
    assert date_line(book(date=evening)) == "2 May 2026"
