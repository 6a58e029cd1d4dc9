"""What templates render values with."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from blueprint.web.http.templates import format_day, format_html

DAY = datetime(2026, 11, 5, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day"),
    [("en", "5 November 2026"), ("de", "5. November 2026"), ("xx", "5 November 2026"), ("ar-XB", "5 November 2026")],
)
def test_a_day_in_each_language_and_in_one_that_nobody_knows(language: str, day: str) -> None:
    assert format_day(DAY, language) == day


def test_what_fills_a_message_is_escaped_unless_it_is_markup() -> None:
    filled = format_html("<{name}> & {link}", name="<b>", link=Markup("<a>"))
    assert filled == "&lt;&lt;b&gt;&gt; &amp; <a>"
