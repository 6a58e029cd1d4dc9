"""Candidate pairs for fuzzy matching: paragraphs of the same gap, and paragraphs that share rare words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from heapq import nlargest
from itertools import product

from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Gap
from blueprint.text.diff.similarity import RARE

ALL_PAIRS = 400
"""Up to so many pairs of a gap are all candidates; of a larger gap only those about equally far into it."""
BAND = 5
CANDIDATES = 4
"""So many candidates are found for a paragraph by its rare words."""
MIN_RARE_WORDS, SHINGLE_WORDS = 4, 3
"""A paragraph with fewer rare words is also indexed by its shingles of so many words: in a law every word is common."""
TERM_WEIGHT = 232_792_560
"""The weight of an index term, divided by the number of paragraphs that have it; all counts up to RARE divide it."""


def gap_candidates(gap: Gap) -> Iterator[tuple[int, int]]:
    """Pairs of an old and a new paragraph of a gap."""
    if len(gap.old) * len(gap.new) <= ALL_PAIRS:
        yield from product(gap.old, gap.new)
        return
    for at, old in enumerate(gap.old):
        middle = at * len(gap.new) // len(gap.old)
        for new in gap.new[max(0, middle - BAND) : middle + BAND + 1]:
            yield old, new


def candidates_by_rare_words(
    rare: Set[str], old: Sequence[tuple[int, Features]], new: Sequence[tuple[int, Features]]
) -> list[tuple[int, int]]:
    """For each new paragraph the few old ones that share most of its rare words, at any distance."""
    queries = [(at, _index_terms(paragraph, rare)) for at, paragraph in new]
    all_terms = frozenset[str]().union(*(terms for _, terms in queries))
    index: dict[str, list[int]] = defaultdict(list)
    for at, paragraph in old if queries else ():
        for term in _index_terms(paragraph, rare) & all_terms:
            index[term].append(at)
    weight = {term: TERM_WEIGHT // len(holders) for term, holders in index.items() if len(holders) <= RARE}
    pairs = []
    for at, terms in queries:
        shared: dict[int, int] = defaultdict(int)
        for term in terms & weight.keys():
            term_weight = weight[term]
            for holder in index[term]:
                shared[holder] += term_weight
        pairs += [(holder, at) for holder in _heaviest(shared)]
    return pairs


def _index_terms(paragraph: Features, rare: Set[str]) -> Set[str]:
    """The codes of a paragraph's rare words, and its shingles if these are few."""
    terms = paragraph.code_counts.keys() & rare
    if len(terms) >= MIN_RARE_WORDS:
        return terms
    codes = paragraph.codes
    return terms | {codes[at : at + SHINGLE_WORDS] for at in range(len(codes) - SHINGLE_WORDS + 1)}


def _heaviest(shared: Mapping[int, int]) -> list[int]:
    """The paragraphs with the largest weights; of equal ones the first."""
    if len(shared) <= CANDIDATES:
        return sorted(shared)
    return [-at for _, at in nlargest(CANDIDATES, [(weight, -at) for at, weight in shared.items()])]
