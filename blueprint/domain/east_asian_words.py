"""Forms of Chinese, Japanese and Korean words in the search index.

Dictionaries cut Chinese and Japanese in different places as what stands beside a word differs. So a word is found by its
pairs of ideographs too, as in Lucene's CJK analyzer. Korean particles are written with the noun before them.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

_IDEOGRAPHS = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_HANGUL = re.compile("[\uac00-\ud7a3]+")
_PARTICLES = (
    "에게서", "으로서", "으로써", "으로부터", "이라는", "이라고", "이며", "이다", "이고", "에서", "에게",
    "에는", "에도", "으로", "부터", "까지", "보다", "처럼", "마다", "조차", "이나", "은",
    "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만",
    "로", "나",
)  # fmt: skip
"""Korean particles and forms of the copula, the longest first."""


def ideographs(word: str) -> bool:
    """Whether a word is of ideographs alone."""
    return _IDEOGRAPHS.fullmatch(word) is not None


def hangul(word: str) -> bool:
    """Whether a word is of Korean syllables alone."""
    return _HANGUL.fullmatch(word) is not None


def ideograph_forms(word: str, before: str = "") -> Iterator[str]:
    """A word's ideographs and pairs of them, also with the last one of the word before."""
    if ideographs(word):
        yield from word
        yield from pairs(before[-1:] + word if ideographs(before) else word)


def pairs(word: str) -> Iterator[str]:
    """Every two characters that follow each other."""
    return (one + other for one, other in pairwise(word))


def without_particle(word: str) -> str:
    """A Korean word without its particle, when at least one syllable remains."""
    if hangul(word):
        for particle in _PARTICLES:
            if word.endswith(particle) and len(word) > len(particle):
                return word[: -len(particle)]
    return word
