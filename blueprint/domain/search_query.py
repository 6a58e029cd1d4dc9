"""What people type into the search, as terms: words, and phrases in quotation marks. Any string is a valid query."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from blueprint.domain.east_asian_words import ideographs, pairs
from blueprint.domain.search import SearchTerm, fold_word, forms, stem_form
from blueprint.text import words

LONGEST_QUERY = 200
MOST_WORDS = 12
"""Words of a query, those of its phrases among them; what follows is ignored."""

_QUOTES = re.compile('["“”„‟«»「」『』《》＂]')


def parse_query(query: str, languages: Iterable[str]) -> tuple[SearchTerm, ...]:
    """The terms, each once; words are looked for in all their forms in these languages.

    Quotation marks of any language make a phrase; one that is not closed means nothing.
    """
    tags = tuple(languages)
    found: dict[tuple[tuple[str, ...], bool], SearchTerm] = {}
    left = MOST_WORDS
    for text, quoted in _parts(query[:LONGEST_QUERY]):
        spoken = [word for word in words(text, tags[0] if len(tags) == 1 else "en") if forms(word, "")][:left]
        left -= len(spoken)
        for term in _terms(spoken, quoted, tags):
            found.setdefault((term.words, term.quoted), term)
    return tuple(found.values())


def replace_words(query: str, replacements: Mapping[str, str]) -> str:
    """The query with words, by their folded form, replaced by others; all else stays as it is."""
    return "".join(replacements.get(fold_word(token), token) for token in words(query[:LONGEST_QUERY], "en"))


def _parts(query: str) -> Iterator[tuple[str, bool]]:
    """The query between its quotation marks, and whether each part is quoted."""
    parts = _QUOTES.split(query)
    closed = len(parts) - 1 + len(parts) % 2
    return ((part, at % 2 == 1 and at < closed) for at, part in enumerate(parts))


def _pairs_or_word(term: str) -> list[str]:
    return list(pairs(term)) if ideographs(term) and len(term) > 2 else [term]


def _is_cut_by_dictionary(folded: list[str]) -> bool:
    """Whether ideographs follow each other that may be other words in a text, in quotation marks too."""
    beside = any(ideographs(one) and ideographs(other) for one, other in pairwise(folded))
    return beside or any(ideographs(term) and len(term) > 2 for term in folded)


def _terms(spoken: list[str], quoted: bool, tags: tuple[str, ...]) -> Iterator[SearchTerm]:
    folded = [fold_word(word) for word in spoken]
    if _is_cut_by_dictionary(folded):
        spoken = folded = [part for term in folded for part in _pairs_or_word(term)]
        quoted = False
    if quoted and spoken:
        yield SearchTerm(words=tuple(folded), quoted=True)
    elif not quoted:
        for word, term in zip(spoken, folded, strict=True):
            stems = {form for tag in tags for form in forms(word, tag)[1:]} | {stem_form(term, tag) for tag in tags}
            others = frozenset() if ideographs(term) else frozenset(stems - {"", term})
            yield SearchTerm(words=(term,), forms=others)
