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


def nearest(tag: str, have: Iterable[str]) -> str | None:
    """Which of the tags in `have` suits a reader of the BCP 47 tag best; None when none does.

    The tag itself, else its base language (RFC 4647, lookup), else the first other tag of that language.
    """
    known, language = tuple(have), tag.split("-", maxsplit=1)[0]
    related = (other for other in known if other.split("-")[0] == language)
    return next((name for name in (tag, language) if name in known), next(related, None))


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """The BCP 47 tags of the languages with words, English first, the others by their tags."""
    found = sorted(path.parents[1].name.replace("_", "-") for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *found)


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
    with (FOLDER / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return GNUTranslations(file)
