"""The letters of a word, by which a word is the same one though it was respelled.

Left out is what a writer may leave out or write in another way: case, accents, the vowel points of Arabic and Hebrew,
apostrophes and hyphens. What tells words of other scripts apart stays: vowel signs, tones, the voicing marks of Kana.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS_OF_LETTERS = frozenset({0, 8, 9, *range(84, 133)})
"""Canonical combining classes of marks that are letters: vowel signs, voicing marks, viramas, tones of Thai and Lao.

The other classes are accents, nuktas, and the points of Hebrew, Arabic and Syriac.
"""
BASIC_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"ی": "ي", "ى": "ي", "ک": "ك", "ـ": "", "ʼ": ""}
)
"""Letters that Unicode does not decompose, though people write them in two ways: without a stroke or dot, or in Arabic
with the code points of Persian; and what is a letter to Unicode alone: the stroke that lengthens Arabic words, and an
apostrophe.
"""

KOREAN_PARTICLE = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|을|를|의|에|와|과|도|로|으로|에서|에게|께서|부터|까지)\Z")
"""A particle behind a Korean noun, written as part of it, that other words in the sentence ask for."""


def stem(word: str) -> str:
    """The letters of a word, by which paragraphs are compared; of a Korean one without the particle at its end."""
    found = letters(word)
    if "\u1100" <= found[:1] <= "\u1112":
        return KOREAN_PARTICLE.sub("", unicodedata.normalize("NFC", found))
    return found


@lru_cache(maxsize=1 << 16)
def letters(word: str) -> str:
    """The letters and digits of a word without case, accents, points and separators; of "Co-opération" "cooperation".

    Compatibility decomposition and full case folding (Unicode Standard, 3.13) make "ß" "ss" and full width letters
    basic ones. Digits of every script are those of Latin. "" for white space and punctuation.
    """
    if word.isascii():
        return word.lower() if word.isalnum() else "".join(filter(str.isalnum, word.lower()))
    folded = unicodedata.normalize("NFKD", word.casefold()).casefold().translate(BASIC_LETTERS)
    return folded if folded.isalpha() else "".join(map(_digit, filter(_is_letter, folded)))


def _is_letter(character: str) -> bool:
    if character.isalnum():
        return True
    return unicodedata.category(character)[0] == "M" and unicodedata.combining(character) in MARKS_OF_LETTERS


def _digit(character: str) -> str:
    return character if character.isalpha() else str(unicodedata.digit(character, character))
