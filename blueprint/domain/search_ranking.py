"""The order of what a search finds: one pure function, so that it is the same on every database.

A term counts by where it is (title, heading, text), by how well it matches the word, by how often it is there in proportion
to the length (the saturation of Okapi BM25, Robertson and Zaragoza 2009), and all terms by how close they are to each other
(the shortest span that has them, as in Tao and Zhai 2007). Measures of the whole library, such as how rare a word is, are
no part of it: every passage that is ranked has all the terms.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

from blueprint.domain.search import TermMatcher, WordMatch

_SATURATION, _LENGTH_SHARE, _USUAL_LENGTH = 1.2, 0.75, 60
_CONTEXT = 0.6
"""What a term is worth that is in the title or a heading above a passage, but not in the passage."""
_CLOSENESS, _IN_ORDER = 3.0, 0.5


class PassageKind(IntEnum):
    """A passage of the index: a title with the names of its authors, a heading, or a paragraph."""

    TITLE = 0
    HEADING = 1
    TEXT = 2


_WEIGHTS = {PassageKind.TITLE: 6.0, PassageKind.HEADING: 3.0, PassageKind.TEXT: 1.0}


class Candidate(NamedTuple):
    """A passage to rank: its own words, and those of title and headings above it, as `search.join_forms` writes them."""

    id: int
    kind: PassageKind
    words: str
    context: str


def rank(candidates: Iterable[Candidate], matcher: TermMatcher) -> list[int]:
    """The ids of the passages that have all the terms, one of them in their own words, the best first.

    Equally good ones keep their order.
    """
    scored = [(score, one.id) for one in candidates if (score := _score(one, matcher))]
    return [id_ for _, id_ in sorted(scored, key=lambda pair: -pair[0])]


def rank_by_count(candidates: Iterable[Candidate], matcher: TermMatcher) -> list[int]:
    """The ids of the passages, those with the most different terms in their own words first."""
    counted = [(len({match.term for match in matcher.find(one.words)}), one.id) for one in candidates]
    return [id_ for _, id_ in sorted(counted, key=lambda pair: -pair[0])]


def _score(candidate: Candidate, matcher: TermMatcher) -> float:
    """0 when a term is missing, or all are in the context alone."""
    own = matcher.find(candidate.words)
    missing = set(range(len(matcher.terms))) - {match.term for match in own}
    above = matcher.find(candidate.context) if missing else []
    if not own or missing - {match.term for match in above}:
        return 0.0
    length = candidate.words.count(" ") + 1
    in_context = sum(max(match.quality for match in above if match.term == term) for term in missing)
    in_own = sum(_saturated(own, term, length) for term in {match.term for match in own})
    return _WEIGHTS[candidate.kind] * in_own + _CONTEXT * in_context + _closeness(own)


def _saturated(matches: Sequence[WordMatch], term: int, length: int) -> float:
    qualities = [match.quality for match in matches if match.term == term]
    frequency = sum(qualities)
    longer = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _USUAL_LENGTH)
    return max(qualities) * frequency * (_SATURATION + 1) / (frequency + longer)


def _closeness(matches: Sequence[WordMatch]) -> float:
    """Up to `_CLOSENESS` for terms side by side, and a little more where they are in the order of the query."""
    wanted = len({match.term for match in matches})
    if wanted < 2:
        return 0.0
    span = shortest_span(matches)
    words = span[-1].at - span[0].at + 1
    first = {match.term: match.at for match in reversed(span)}
    in_order = sorted(first, key=lambda term: first[term]) == sorted(first)
    return _CLOSENESS * min(1.0, wanted / words) * (1 + _IN_ORDER * in_order)


def shortest_span(matches: Sequence[WordMatch]) -> Sequence[WordMatch]:
    """The matches of the shortest stretch that has every term that there is; of equal ones the first."""
    wanted = len({match.term for match in matches})
    counts: dict[int, int] = {}
    best, start = matches, 0
    for end, match in enumerate(matches):
        counts[match.term] = counts.get(match.term, 0) + 1
        while counts[matches[start].term] > 1:
            counts[matches[start].term] -= 1
            start += 1
        if len(counts) == wanted and match.at - matches[start].at < best[-1].at - best[0].at:
            best = matches[start : end + 1]
    return best
