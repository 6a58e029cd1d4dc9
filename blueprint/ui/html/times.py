"""Times as people say them."""

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_timedelta

_LONG_AGO = timedelta(days=14)


def ago(at: datetime, now: datetime) -> str:
    """“3 hours ago”; from two weeks on the date, which then says more. Both moments know their time zone."""
    past = max(now - at, timedelta())
    if past > _LONG_AGO:
        return day(at.date())
    if past < timedelta(seconds=50):
        return "just now"
    return format_timedelta(-past, threshold=1, add_direction=True, locale="en")


def day(on: date) -> str:
    """“3 May 2026”."""
    return format_date(on, "d MMMM y", locale="en")


def span(starts_on: date | None, ends_on: date | None) -> str:
    """“3 May 2026 to 1 June 2026”, “from …”, “until …”, or nothing."""
    if starts_on and ends_on:
        return f"{day(starts_on)} to {day(ends_on)}"
    if starts_on:
        return f"from {day(starts_on)}"
    return f"until {day(ends_on)}" if ends_on else ""
