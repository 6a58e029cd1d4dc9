"""Times as people say them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from blueprint.locales import using_language
from blueprint.ui.html.times import ago, day, span

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=3), "just now"),
        (timedelta(minutes=5), "5 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(days=6), "6 days ago"),
        (timedelta(days=30), "23 October 2026"),
        (timedelta(seconds=-30), "just now"),
    ],
)
def test_ago(past: timedelta, said: str) -> None:
    assert ago(NOW - past, NOW) == said


def test_span_leaves_out_what_is_open() -> None:
    first, last = date(2026, 5, 3), date(2026, 6, 1)
    assert span(first, last) == "3 May 2026 to 1 June 2026"
    assert span(first, None) == "from 3 May 2026"
    assert span(None, last) == "until 1 June 2026"
    assert span(None, None) == ""


@pytest.mark.parametrize(
    ("language", "hours", "date_of"),
    [
        ("en", "3 hours ago", "3 May 2026"),
        ("en-XA", "3 hours ago", "3 May 2026"),
        ("ar-XB", "قبل 3 ساعات", "3 مايو 2026"),
    ],
)
def test_moments_are_said_in_the_language_in_use(language: str, hours: str, date_of: str) -> None:
    with using_language(language):
        assert ago(NOW - timedelta(hours=3), NOW) == hours
        assert day(date(2026, 5, 3)) == date_of
