"""Full-text search: tokenizing and folding words, and snippets.

ICU tokenizes texts and queries alike, so that Thai and Japanese are searched by words too, and the same on every database.
Terms match by prefix, in place of a stemmer for each language.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from blueprint.domain.east_asian_words import hangul, ideograph_forms, ideographs, pairs, without_particle
from blueprint.domain.value import Value
from blueprint.text import words

LONGEST_QUERY = 200
MOST_TERMS = 12
LONGEST_WORD = 40
_PREFIX_FROM = 3
"""Characters from which on a term matches as a prefix; of Korean, in which a syllable is one, it takes two."""

_ACCENTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
_EQUIVALENT = str.maketrans({"ـ": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ı": "i", "ß": "ss", "‌": "", "‍": ""})
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
"""The Arabic article with its clitics (Larkey, Ballesteros and Connell 2002, “light10”)."""


class Passage(Value):
    """The visible text of a paragraph; `anchor` is its fragment identifier, empty for none."""

    anchor: str
    text: str


class SnippetPiece(Value):
    """A part of a snippet; `found` where it matches a term."""

    text: str
    found: bool = False


@lru_cache(maxsize=16_384)
def fold_word(word: str) -> str:
    """A word without case, accents (of scripts that have them), Arabic vowel signs and tatweel.

    Vowel signs of Tamil, Thai and other abugidas are kept.
    """
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold())
    folded: list[str] = []
    after_accented = False
    for character in decomposed:
        if unicodedata.category(character) == "Mn":
            folded += [] if after_accented else [character]
            continue
        after_accented = _takes_accents(character)
        folded.append(character)
    return unicodedata.normalize("NFC", "".join(folded)).translate(_EQUIVALENT)[:LONGEST_WORD]


def forms(word: str, language: str, before: str = "") -> tuple[str, ...]:
    """The forms by which a word is indexed: folded, and in Arabic without the article, in Korean without the particle, in
    Chinese and Japanese by its pairs of ideographs, too, for which the word `before` it counts; none for punctuation.
    """
    if not any(c.isalnum() for c in word) or any(unicodedata.category(c) in ("Cs", "Cc") for c in word):
        return ()
    term = fold_word(word)
    bare = without_article(term) if language.partition("-")[0] == "ar" else term
    found = (term, bare, without_particle(term), *ideograph_forms(term, fold_word(before)))
    return tuple(form for form in dict.fromkeys(found) if form)


def indexed_words(text: str, language: str) -> Iterator[tuple[str, ...]]:
    """The forms of every word of a text, in order."""
    before = ""
    for word in words(text, language):
        if found := forms(word, language, before):
            yield found
        before = word


def without_article(term: str) -> str:
    """A folded Arabic word without its article, when at least two letters remain."""
    for article in _ARTICLES:
        if term.startswith(article) and len(term) - len(article) >= 2:
            return term[len(article) :]
    return term


def query_terms(query: str, language: str = "en") -> tuple[str, ...]:
    """The terms of a query, each once, at most `MOST_TERMS`; what is not a word is ignored."""
    found = (some[0] for word in words(query[:LONGEST_QUERY], language) if (some := forms(word, "")))
    terms = (term for word in found for term in (pairs(word) if ideographs(word) and len(word) > 2 else (word,)))
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]


def is_prefix(term: str) -> bool:
    """Whether a term matches every word that begins with it."""
    return len(term) >= (2 if hangul(term) else _PREFIX_FROM)


def matches(term: str, forms_of_word: Iterable[str]) -> bool:
    """Whether a term matches a word with these forms."""
    return any(form.startswith(term) if is_prefix(term) else form == term for form in forms_of_word)


def snippet(
    passages: Iterable[Passage], wanted: tuple[str, ...], language: str, most: int = 40
) -> tuple[str, tuple[SnippetPiece, ...]]:
    """The anchor of the passage with the most terms, and about `most` words of it around the first match."""
    best: tuple[int, str, list[SnippetPiece]] | None = None
    for passage in passages:
        tokens = [(word, _matched_term(word, wanted, language)) for word in words(passage.text, language)]
        count = len({term for _, term in tokens if term})
        if best is None or count > best[0]:
            best = (count, passage.anchor, _window(tokens, most))
        if best[0] == len(wanted):
            break
    return (best[1], tuple(best[2])) if best else ("", ())


def _matched_term(word: str, wanted: tuple[str, ...], language: str) -> str:
    found = forms(word, language)
    return next((term for term in wanted if matches(term, found)), "")


def _window(tokens: list[tuple[str, str]], most: int) -> list[SnippetPiece]:
    """The tokens around the first match, `most` words and as many spaces long."""
    first = next((at for at, (_, term) in enumerate(tokens) if term), 0)
    start = max(0, first - most // 2)
    window = tokens[start : start + 2 * most]
    pieces = [SnippetPiece(text=word, found=bool(term)) for word, term in window]
    before = [SnippetPiece(text="… ")] if start else []
    return [*before, *pieces, *([SnippetPiece(text=" …")] if start + 2 * most < len(tokens) else [])]


@lru_cache(maxsize=4_096)
def _takes_accents(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_ACCENTED_SCRIPTS)
