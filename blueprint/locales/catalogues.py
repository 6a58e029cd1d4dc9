"""The compiled catalogues, and which one a reader gets."""

from collections.abc import Iterable
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from blueprint.locales.pseudo import PSEUDO_LANGUAGES, PseudoTranslations

FOLDER = Path(__file__).parent
DOMAIN = "blueprint"
SOURCE_LANGUAGE = "en"
WORKBENCH_LANGUAGES = (SOURCE_LANGUAGE, *PSEUDO_LANGUAGES)
"""The languages that the workbench itself can be used in: its words are not translated yet, those of the library are."""


EDITION = "edition"
"""Catalogues of the words that editions say of themselves, in languages that have no others."""
TRADITIONAL_CHINESE = frozenset({"HK", "MO", "TW"})
"""Regions where Chinese is written in traditional characters unless a tag says otherwise (CLDR, likely subtags)."""


def nearest(tag: str, have: Iterable[str]) -> str | None:
    """Which of the tags in `have` suits a reader of the BCP 47 tag best; None when none does.

    The tag itself, else its language in that script, else its base language (RFC 4647, lookup), else the first other tag
    of that language.
    """
    known, (language, *subtags) = tuple(have), tag.split("-")
    related = (other for other in known if other.split("-")[0] == language)
    scripts = [f"{language}-{subtag}" for subtag in subtags if len(subtag) == 4]
    if language == "zh" and not scripts:
        scripts = ["zh-Hant" if TRADITIONAL_CHINESE.intersection(subtags) else "zh-Hans"]
    return next((name for name in (tag, *scripts, language) if name in known), next(related, None))


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """The BCP 47 tags of the languages with words, English first, the others by their tags."""
    return (SOURCE_LANGUAGE, *_compiled(DOMAIN))


def _compiled(domain: str) -> list[str]:
    return sorted(path.parents[1].name.replace("_", "-") for path in FOLDER.glob(f"*/LC_MESSAGES/{domain}.mo"))


@lru_cache(maxsize=64)
def interface_language(tag: str) -> str:
    """The language whose words a reader of the BCP 47 tag gets: the `nearest` one, else English."""
    return tag if tag in PSEUDO_LANGUAGES else nearest(tag, available()) or SOURCE_LANGUAGE


def workbench_language(tag: str) -> str:
    """The language of the workbench's own pages for a person who chose the BCP 47 tag."""
    return tag if tag in WORKBENCH_LANGUAGES else SOURCE_LANGUAGE


@lru_cache(maxsize=64)
def translations(tag: str) -> NullTranslations:
    """The catalogue for a reader of the BCP 47 tag; that of English returns every message as it is."""
    language = interface_language(tag)
    if language in PSEUDO_LANGUAGES:
        return PseudoTranslations()
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    return _read(language, DOMAIN)


@lru_cache(maxsize=64)
def edition_translations(tag: str) -> NullTranslations:
    """The catalogue for what an edition in the language of the BCP 47 tag says of itself."""
    own = nearest(tag, _compiled(EDITION))
    return _read(own, EDITION) if own else translations(tag)


def _read(language: str, domain: str) -> GNUTranslations:
    with (FOLDER / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
        return GNUTranslations(file)
