"""What an edition's last page says."""

from datetime import UTC, date, datetime

import pytest
from babel import Locale
from babel.dates import format_date

from blueprint.domain.languages import OFFERED
from blueprint.publishing.colophon import date_line
from tests.publishing.books import book


def _cldr(tag: str, day: date) -> str:
    return format_date(day, "long", locale=Locale.parse(tag, sep="-"))


@pytest.mark.parametrize("tag", OFFERED)
def test_a_date_is_written_as_the_cldr_has_it(tag: str) -> None:
    days = [datetime(2026, month, 2 * month, tzinfo=UTC) for month in range(1, 13)]
    said = [date_line(book(date=day, language=tag)) for day in days]
    assert said == [_cldr("en-GB" if tag == "en" else tag, day.date()) for day in days]


@pytest.mark.parametrize(("tag", "said"), [("pl", "1 maja 2026"), ("en-US", "May 1, 2026"), ("qqq", "May 1, 2026")])
def test_a_date_in_a_language_without_words_of_ours(tag: str, said: str) -> None:
    assert date_line(book(date=datetime(2026, 5, 1, tzinfo=UTC), language=tag)) == said


def test_a_day_is_that_of_universal_time() -> None:
    evening = datetime.fromisoformat("2026-05-01T23:30:00-05:00")
    assert date_line(book(date=evening)) == "2 May 2026"
