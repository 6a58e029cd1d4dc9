"""Full-text search: tokenizing and folding words, their forms, and snippets.

ICU tokenizes texts and queries alike, so that Thai and Japanese are searched by words too, and the same on every database. A
term matches the word itself, other forms of it in languages with a stemmer, and, where it is long enough, as a prefix.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from blueprint.domain.east_asian_words import hangul, ideograph_forms, without_particle
from blueprint.domain.value import Value
from blueprint.domain.word_stems import stem, stemmed_language
from blueprint.text import words

LONGEST_WORD = 40
PREFIX_FROM = 3
"""Characters from which on a term matches as a prefix; of Korean, in which a syllable is one, it takes two."""
EXACT, OTHER_FORM, PREFIX = 1.0, 0.9, 0.5
"""How well a term matches a word: the word itself, another form of it, or its beginning."""

_BETWEEN_FORMS, _BETWEEN_WORDS = "\x1f", " "
_ACCENTED_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
_EQUIVALENT = str.maketrans({"ـ": "", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ı": "i", "ß": "ss", "‌": "", "‍": ""})
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
"""The Arabic article with its clitics (Larkey, Ballesteros and Connell 2002, “light10”)."""


class SearchTerm(Value):
    """What is looked for: a word, or a phrase when it is `quoted`.

    `words` are folded, one unless it is a phrase. `forms` are the other forms by which the word may be indexed.
    """

    words: tuple[str, ...]
    forms: frozenset[str] = frozenset()
    quoted: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether it has several words."""
        return len(self.words) > 1

    @property
    def is_prefix(self) -> bool:
        """Whether words that begin with it are found too."""
        shortest = 2 if hangul(self.words[0]) else PREFIX_FROM
        return not self.quoted and len(self.words[0]) >= shortest

    def quality(self, forms: Sequence[str]) -> float:
        """How well it matches a word with these forms, 0 for not at all; the words of a phrase match together alone."""
        if self.is_phrase or not forms:
            return 0.0
        if self.words[0] == forms[0]:
            return EXACT
        if not self.quoted and (self.words[0] in forms or not self.forms.isdisjoint(forms)):
            return OTHER_FORM
        return PREFIX if self.is_prefix and any(form.startswith(self.words[0]) for form in forms) else 0.0


class WordMatch(NamedTuple):
    """A term, by its index, at a word of a text, from 0."""

    at: int
    term: int
    quality: float


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
    return "".join(unicodedata.normalize("NFC", "".join(folded)).translate(_EQUIVALENT).split())[:LONGEST_WORD]


@lru_cache(maxsize=65_536)
def forms(word: str, language: str, before: str = "") -> tuple[str, ...]:
    """The forms by which a word is indexed, first itself, folded; none for punctuation.

    The others: in Arabic without the article, in Korean without the particle; in Chinese and Japanese its pairs of
    ideographs, for which the word `before` it counts; stems.
    """
    if not any(c.isalnum() for c in word) or any(unicodedata.category(c) in ("Cs", "Cc") for c in word):
        return ()
    term = fold_word(word)
    bare = without_article(term) if language.partition("-")[0] == "ar" else term
    stems = (stem_form(part, language) for part in dict.fromkeys((word, bare)) if len(word) <= LONGEST_WORD)
    found = (term, bare, without_particle(term), *ideograph_forms(term, fold_word(before)), *stems)
    return tuple(form for form in dict.fromkeys(found) if form)


def stem_form(word: str, language: str) -> str:
    """The stem as it is indexed, with its language: “waters” is `en=water`; empty where there is none.

    The same letters may be the stems of different words in different languages.
    """
    known = stemmed_language(language)
    if known is None or not unicodedata.name(word[0], "").startswith(known.script):
        return ""
    return f"{known.tag}={fold_word(stem(word, known))}"


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


class TermMatcher:
    """Finds terms among words; each word with its forms is compared with the terms once."""

    def __init__(self, terms: Sequence[SearchTerm]) -> None:
        self.terms = terms
        self._phrases = [(index, term.words) for index, term in enumerate(terms) if term.is_phrase]
        self._known: dict[str, tuple[tuple[int, float], ...]] = {}

    def find(self, joined: str) -> list[WordMatch]:
        """Where the terms are among words that `join_forms` has joined, in order; a phrase is found at each of its words."""
        words, known = joined.split(_BETWEEN_WORDS) if joined else [], self._known
        found: list[WordMatch] = []
        for at, word in enumerate(words):
            terms = known.get(word)
            for term, quality in self._compare(word) if terms is None else terms:
                found.append(WordMatch(at, term, quality))
        return sorted([*found, *self._find_phrases(words)]) if self._phrases else found

    def _compare(self, word: str) -> tuple[tuple[int, float], ...]:
        qualities = [(index, term.quality(word.split(_BETWEEN_FORMS))) for index, term in enumerate(self.terms)]
        self._known[word] = tuple(pair for pair in qualities if pair[1])
        return self._known[word]

    def _find_phrases(self, words: Sequence[str]) -> Iterator[WordMatch]:
        exact = [word.partition(_BETWEEN_FORMS)[0] for word in words]
        for index, phrase in self._phrases:
            for at in range(len(exact) - len(phrase) + 1):
                if tuple(exact[at : at + len(phrase)]) == phrase:
                    yield from (WordMatch(at + step, index, EXACT) for step in range(len(phrase)))


def join_forms(words: Iterable[tuple[str, ...]]) -> str:
    """Words with all their forms as one string; no form has white space or a control character."""
    return _BETWEEN_WORDS.join(_BETWEEN_FORMS.join(forms) for forms in words)


def split_forms(joined: str) -> list[tuple[str, ...]]:
    """The inverse of `join_forms`."""
    return [tuple(word.split(_BETWEEN_FORMS)) for word in joined.split(_BETWEEN_WORDS)] if joined else []


def snippet(text: str, matcher: TermMatcher, language: str, most: int = 40) -> tuple[SnippetPiece, ...]:
    """About `most` words of the text around the place with most of the terms, which are marked; all of a short text."""
    tokens = words(text, language)
    spoken = [(at, found) for at, token in enumerate(tokens) if (found := forms(token, language))]
    matches = [(spoken[match.at][0], match.term) for match in matcher.find(join_forms(found for _, found in spoken))]
    start = _window_start(matches, 2 * most, len(tokens))
    start += start > 0 and tokens[start].isspace()
    end = min(start + 2 * most, len(tokens))
    window = range(start, end - (end < len(tokens) and tokens[end - 1].isspace()))
    marked = {at for at, _ in matches}
    pieces = [SnippetPiece(text=tokens[at], found=at in marked) for at in window]
    before = [SnippetPiece(text="… ")] if start else []
    return (*before, *pieces, *([SnippetPiece(text=" …")] if window.stop < len(tokens) else []))


def _window_start(matches: Sequence[tuple[int, int]], size: int, length: int) -> int:
    """Where the window of `size` tokens begins that has the most terms, the first of them about its quarter."""
    best, start = 0, 0
    for first, (at, _) in enumerate(matches):
        count = len({term for place, term in matches[first : first + size] if place < at + size * 3 // 4})
        if count > best:
            best, start = count, at
    return max(0, min(start - size // 4, length - size))


@lru_cache(maxsize=4_096)
def _takes_accents(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_ACCENTED_SCRIPTS)
