"""Interface words in the languages of our readers: one gettext catalogue for library, editions, letters and workbench.

A message is its English wording, with named placeholders in braces: `gettext("Edition {number}").format(number=2)`.
`{language}/LC_MESSAGES/blueprint.po` holds the translations; the build compiles each to a `.mo` file beside it. English
has no catalogue: an untranslated message is returned as it is (GNU gettext manual, section 11.2.6).
"""

import gettext
from functools import lru_cache
from pathlib import Path

from blueprint.domain.languages import nearest

FOLDER = Path(__file__).parent
DOMAIN = "blueprint"
SOURCE_LANGUAGE = "en"

__all__ = ["DOMAIN", "FOLDER", "SOURCE_LANGUAGE", "available", "interface_language", "mark", "translations"]


def mark(message: str) -> str:
    """Mark a message for extraction where it is defined; it is translated where it is shown."""
    return message


@lru_cache(maxsize=1)
def available() -> tuple[str, ...]:
    """The BCP 47 tags of the languages with words, English first, the others by their tags."""
    found = sorted(path.parents[1].name.replace("_", "-") for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))
    return (SOURCE_LANGUAGE, *found)


@lru_cache(maxsize=64)
def interface_language(tag: str) -> str:
    """The language whose words a reader of `tag` gets: that one, its base language, a regional sibling, else English."""
    return nearest(tag, available()) or SOURCE_LANGUAGE


@lru_cache(maxsize=64)
def translations(tag: str) -> gettext.NullTranslations:
    """The catalogue for a reader of the BCP 47 tag, by `interface_language`; English returns messages as they are."""
    language = interface_language(tag)
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    with (FOLDER / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        return gettext.GNUTranslations(file)
