"""Word forms: the stems of the Snowball project (Porter 2001), for the languages that it has."""

import threading
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import snowballstemmer

_ALGORITHMS = {
    "ar": ("arabic", "ARABIC"), "ca": ("catalan", "LATIN"), "cs": ("czech", "LATIN"), "da": ("danish", "LATIN"),
    "de": ("german", "LATIN"), "el": ("greek", "GREEK"), "en": ("english", "LATIN"), "eo": ("esperanto", "LATIN"),
    "es": ("spanish", "LATIN"), "et": ("estonian", "LATIN"), "eu": ("basque", "LATIN"), "fa": ("persian", "ARABIC"),
    "fi": ("finnish", "LATIN"), "fr": ("french", "LATIN"), "ga": ("irish", "LATIN"), "hi": ("hindi", "DEVANAGARI"),
    "hu": ("hungarian", "LATIN"), "hy": ("armenian", "ARMENIAN"), "id": ("indonesian", "LATIN"),
    "it": ("italian", "LATIN"), "lt": ("lithuanian", "LATIN"), "nb": ("norwegian", "LATIN"),
    "ne": ("nepali", "DEVANAGARI"), "nl": ("dutch", "LATIN"), "nn": ("norwegian", "LATIN"),
    "no": ("norwegian", "LATIN"), "pl": ("polish", "LATIN"), "pt": ("portuguese", "LATIN"),
    "ro": ("romanian", "LATIN"), "ru": ("russian", "CYRILLIC"), "st": ("sesotho", "LATIN"),
    "sv": ("swedish", "LATIN"), "ta": ("tamil", "TAMIL"), "tr": ("turkish", "LATIN"), "yi": ("yiddish", "HEBREW"),
}  # fmt: skip
"""Snowball's algorithm and the script that it reads, by language."""

_PERSIAN_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی"})
_TURKISH_CAPITALS = str.maketrans({"I": "ı", "İ": "i"})
_lock = threading.Lock()


class StemmedLanguage(NamedTuple):
    """A language whose stems are known; `script` is how Unicode names of its letters begin."""

    tag: str
    algorithm: str
    script: str


def stemmed_language(tag: str) -> StemmedLanguage | None:
    """The language of a BCP 47 tag, by its first subtag; None when Snowball has no stemmer for it."""
    primary = tag.partition("-")[0]
    return StemmedLanguage(primary, *_ALGORITHMS[primary]) if primary in _ALGORITHMS else None


@lru_cache(maxsize=65_536)
def stem(word: str, language: StemmedLanguage) -> str:
    """The stem of a word in any case, in lower case and with its accents."""
    with _lock:  # a stemmer holds the word that it works on
        stemmed: str = _stemmer(language.algorithm).stemWord(_lower_case(word, language.tag))
    return stemmed


@lru_cache(maxsize=len(_ALGORITHMS))
def _stemmer(algorithm: str) -> "snowballstemmer.basestemmer.BaseStemmer":
    import snowballstemmer  # loads the stemmers of all languages

    return snowballstemmer.stemmer(algorithm)


def _lower_case(word: str, tag: str) -> str:
    """The word as the language's stemmer expects it; keyboards of other languages write letters of Persian otherwise."""
    if tag == "tr":
        return word.translate(_TURKISH_CAPITALS).casefold()
    return word.translate(_PERSIAN_LETTERS) if tag == "fa" else word.lower()
