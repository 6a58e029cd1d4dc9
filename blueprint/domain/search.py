"""Full-text search: which words a text is found by, and how what was found is shown.

Words are cut by ICU, in a text and in a query alike, so that Thai and Japanese are searched by words too; no database's own
idea of a word is used. A word is found by its beginning, which stands in for the grammar of many languages.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from blueprint.domain.value import Value
from blueprint.text import words

LONGEST_QUERY = 200
MOST_TERMS = 12
LONGEST_WORD = 40
PREFIX_FROM = 3
"""Characters that a term needs to find words that merely begin with it."""

_ACCENTED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
_SAME = str.maketrans({"ـ": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ı": "i", "ß": "ss", "‌": "", "‍": ""})
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
"""The Arabic article with what is written together with it (Larkey, Ballesteros and Connell 2002, “light10”)."""


class Passage(Value):
    """A paragraph as readers see it; `anchor` is its name in the page, empty when it has none."""

    anchor: str
    text: str


class Piece(Value):
    """Some of a passage; `found` are the words that were asked for."""

    text: str
    found: bool = False


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """A word without case, accents (where its script adds them to letters), vowel signs of Arabic and lengthening.

    Vowel signs of Tamil, Thai and their like are letters' halves and stay.
    """
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    kept: list[str] = []
    base = False
    for character in wide:
        if unicodedata.category(character) == "Mn":
            kept += [] if base else [character]
            continue
        base = _takes_accents(character)
        kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_SAME)[:LONGEST_WORD]


def forms(word: str, language: str) -> tuple[str, ...]:
    """The forms that a word is found by: folded, in Arabic also without the article; none for what is no word."""
    if not any(c.isalnum() for c in word) or any(unicodedata.category(c) in ("Cs", "Cc") for c in word):
        return ()
    term = fold(word)
    bare = without_article(term) if language.partition("-")[0] == "ar" else term
    return tuple(form for form in dict.fromkeys((term, bare)) if form)


def indexed(text: str, language: str) -> Iterator[tuple[str, ...]]:
    """For every word of a text, in order, its forms."""
    return (found for word in words(text, language) if (found := forms(word, language)))


def without_article(term: str) -> str:
    """A folded Arabic word without its article, when at least two letters remain."""
    for article in _ARTICLES:
        if term.startswith(article) and len(term) - len(article) >= 2:
            return term[len(article) :]
    return term


def asked(query: str, language: str = "en") -> tuple[str, ...]:
    """The terms of a query, each once, at most `MOST_TERMS`. Anything may be typed: what is no word is not looked for."""
    found = (some[0] for word in words(query[:LONGEST_QUERY], language) if (some := forms(word, "")))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def finds(term: str, found: Iterable[str]) -> bool:
    """Whether a term finds a word with these forms."""
    return any(form.startswith(term) if len(term) >= PREFIX_FROM else form == term for form in found)


def snippet(
    passages: Iterable[Passage], wanted: tuple[str, ...], language: str, most: int = 40
) -> tuple[str, tuple[Piece, ...]]:
    """The passage in which most of the terms are found: its anchor, and some `most` words of it, those found marked."""
    best: tuple[int, str, list[Piece]] | None = None
    for passage in passages:
        cut = [(word, _met(word, wanted, language)) for word in words(passage.text, language)]
        met = len({term for _, term in cut if term})
        if best is None or met > best[0]:
            best = (met, passage.anchor, _window(cut, most))
        if best[0] == len(wanted):
            break
    return (best[1], tuple(best[2])) if best else ("", ())


def _met(word: str, wanted: tuple[str, ...], language: str) -> str:
    found = forms(word, language)
    return next((term for term in wanted if finds(term, found)), "")


def _window(cut: list[tuple[str, str]], most: int) -> list[Piece]:
    """Pieces around the first word found, `most` words and as many spaces long."""
    first = next((at for at, (_, term) in enumerate(cut) if term), 0)
    start = max(0, first - most // 2)
    some = cut[start : start + 2 * most]
    pieces = [Piece(text=word, found=bool(term)) for word, term in some]
    before = [Piece(text="… ")] if start else []
    return [*before, *pieces, *([Piece(text=" …")] if start + 2 * most < len(cut) else [])]


@lru_cache(maxsize=4_096)
def _takes_accents(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_ACCENTED)
