"""Moments and dates as people say them, in the language in use."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta

from blueprint.locales import SOURCE_LANGUAGE, current_language
from blueprint.locales import gettext as _

_RELATIVE_UNTIL = timedelta(days=14)


def ago(at: datetime, now: datetime) -> str:
    """“3 hours ago”; from two weeks on the date, which then says more. Both moments know their time zone."""
    past = max(now - at, timedelta())
    if past > _RELATIVE_UNTIL:
        return day(at.date())
    if past < timedelta(seconds=50):
        return _("just now")
    return format_timedelta(-past, threshold=1, add_direction=True, locale=_locale(current_language()))


def day(on: date) -> str:
    """“3 May 2026”."""
    return format_date(on, "long", locale=_locale(current_language()))


def span(starts_on: date | None, ends_on: date | None) -> str:
    """“3 May 2026 to 1 June 2026”, “from …”, “until …”, or nothing."""
    if starts_on and ends_on:
        return _("{start} to {end}", start=day(starts_on), end=day(ends_on))
    if starts_on:
        return _("from {date}", date=day(starts_on))
    return _("until {date}", date=day(ends_on)) if ends_on else ""


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale:
    """The conventions of a BCP 47 tag: its own, else those of its base language; English has the day before the month."""
    for name in (tag, tag.split("-", maxsplit=1)[0]):
        try:
            return Locale.parse("en-GB" if name == SOURCE_LANGUAGE else name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en-GB", sep="-")
