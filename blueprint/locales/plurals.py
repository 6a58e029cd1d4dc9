"""Plural forms for the browser, which learns the number that a message counts only later."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from blueprint.locales.catalogues import translations
from blueprint.locales.current import current_language

_NUMBERS = (*range(201), 1_000, 1_000_000)
"""Enough to meet every plural category of every language of the CLDR that whole numbers have."""


def plural_forms(singular: str, plural: str) -> dict[str, str]:
    """The message's wording in the language in use by plural category (`one`, `few`, `other` …), unfilled.

    The categories are those of the Unicode CLDR, as JavaScript's `Intl.PluralRules` gives them for a number.
    """
    catalogue = translations(current_language())
    return {
        category: catalogue.ngettext(singular, plural, number)
        for category, number in _examples(current_language()).items()
    }


@lru_cache(maxsize=64)
def _examples(tag: str) -> dict[str, int]:
    """For each plural category of the language the smallest number in it."""
    rule = _locale(tag).plural_form
    found: dict[str, int] = {}
    for number in _NUMBERS:
        found.setdefault(rule(number), number)
    return found | {"other": found.get("other", 100)}


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(tag.split("-", maxsplit=1)[0])
