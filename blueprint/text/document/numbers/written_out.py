"""Numbers written out in words, as in "Artículo tercero" and "Dritter Abschnitt", in the languages that CLDR has rules for.

    value_of("tercero")     -> 3
    write_out(4, "TERCERO") -> "CUARTO"

The table is a file that `tools/written_numbers.py` writes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from pathlib import Path

from blueprint.text.document.letters import letters

WRITTEN_OUT = Path(__file__).with_name("written_out.tsv")
"""A line has a language, the name of a set of rules, and the words for `VALUES`; or the names of months."""
MONTHS = "months"
VALUES = range(1, 31)
MIN_LETTERS = 2
MAX_WORDS = 5
"""So many words the longest of these numbers has."""
SEPARATOR = re.compile(r"[\s\u200c-]+")
DOTTED_I = frozenset({"tr", "az"})
"""Languages in which the capital of i is İ."""

Row = tuple[str, str, Sequence[str]]
"""Language, name of the rules, words."""


def value_of(text: str) -> int:
    """The number that words are; 0 if they are none. Of those that they are in several languages, the one in most."""
    found = [row[2].index(word) + 1 for row, word in _table().get(_key(text), ())]
    return max(found, key=lambda value: (found.count(value), -value), default=0)


def may_be_written_out(first: str, last: str) -> bool:
    """Whether a number may begin with the first or end with the last of some words."""
    firsts, lasts = _ends()
    return _key(first) in firsts or _key(last) in lasts


def is_ordinal(text: str) -> bool:
    """Whether words are an ordinal number in some language."""
    return any(row[1].startswith("ordinal") for row, _ in _table().get(_key(text), ()))


def is_month(word: str) -> bool:
    """Whether a word is a month in a language that writes dates as in "3. Mai"."""
    return _key(word) in _months()


def languages_of(text: str) -> frozenset[str]:
    """The languages in which words are a number."""
    return frozenset(row[0] for row, _ in _table().get(_key(text), ()))


def write_out(value: int, like: str, languages: Set[str] = frozenset()) -> str | None:
    """The words for another value, in the case of `like`; None where languages differ that have these words.

    Of `languages`, if there are any.
    """
    if value not in VALUES:
        return None
    by_language: dict[str, str] = {}
    for (language, _, words), _ in _table().get(_key(like), ()):
        if not languages or language in languages:
            by_language.setdefault(language, words[value - 1])
    return _in_case(*by_language.popitem(), like) if len(set(by_language.values())) == 1 else None


def _in_case(language: str, text: str, like: str) -> str:
    upper = text.replace("i", "İ").upper() if language in DOTTED_I else text.upper()
    if like.isupper():
        return upper
    return upper[: len(text) - len(text[1:])] + text[1:] if like[0].isupper() else text


def _key(text: str) -> str:
    return letters(text)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Sequence[tuple[Row, str]]]:
    """By the letters of each number its rows, and how it is written there."""
    found: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for row in _rows():
        if row[1] != MONTHS:
            for word in row[2]:
                found[_key(word)].append((row, word))
    return {key: rows for key, rows in found.items() if len(key) >= MIN_LETTERS}


@lru_cache(maxsize=1)
def _ends() -> tuple[frozenset[str], frozenset[str]]:
    """The first words of all ordinals, and the last words of all numbers."""
    words = [(row[1], SEPARATOR.split(word)) for rows in _table().values() for row, word in rows]
    firsts = (parts[0] for name, parts in words if name.startswith("ordinal"))
    return frozenset(map(_key, firsts)), frozenset(_key(parts[-1]) for _, parts in words)


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return frozenset(_key(month) for _, name, months in _rows() if name == MONTHS for month in months)


def _rows() -> Iterator[Row]:
    for line in WRITTEN_OUT.read_text(encoding="utf-8").splitlines():
        language, name, words = line.split("\t")
        yield language, name, words.split("|")
