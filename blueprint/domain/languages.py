"""Languages by their BCP 47 tags (RFC 5646): well-formedness, names, direction."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from blueprint.domain.errors import Invalid
from blueprint.locales import gettext as _

if TYPE_CHECKING:
    from babel import Locale

Direction = Literal["ltr", "rtl"]

OFFERED = (
    "en", "ar", "fa", "ur", "es", "fr", "pt-BR", "pt-PT", "de", "it", "ru", "tr", "hu", "nb", "ta", "ti", "th",
    "ja", "ms",
)  # fmt: skip
"""The languages of the library's words, in the order of lists; any other well-formed tag works too."""

WRITTEN = (*OFFERED, "zh-Hans", "zh-Hant", "ko")
"""The languages that lists offer for a text."""

_WELL_FORMED = re.compile(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-([0-9a-z]{5,8}|\d[0-9a-z]{3}))*(-x(-[0-9a-z]{1,8})+)?"
)


def language_tag(tag: str) -> str:
    """The tag in the case RFC 5646 recommends (`pt-BR`, `zh-Hant`); raises `Invalid` when it is not well-formed."""
    parts = tag.strip().replace("_", "-").split("-")
    cased = "-".join([parts[0].lower(), *(_cased(part) for part in parts[1:])])
    if not _WELL_FORMED.fullmatch(cased):
        raise Invalid(_("“{tag}” is not a language tag. Write one like en, ar or pt-BR.", tag=tag[:40]), "language")
    return cased


def _cased(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 and part.isalpha() else part.lower()


@lru_cache(maxsize=256)
def _locale(tag: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError  # slow to import

    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@lru_cache(maxsize=256)
def direction(tag: str) -> Direction:
    """The writing direction, as the CLDR has it: `rtl` for Arabic, Farsi, Urdu, Hebrew …"""
    locale = _locale(tag) or _locale(tag.split("-", maxsplit=1)[0])  # the CLDR lacks some regions
    return "rtl" if locale is not None and locale.text_direction == "rtl" else "ltr"


def language_name(tag: str) -> str:
    """The language's name in that language (“العربية”), or the tag when the CLDR does not know it."""
    locale = _locale(tag)
    name = locale.get_display_name(locale) if locale else None
    return f"{name[:1].upper()}{name[1:]}" if name else tag
