"""How readable the marks of a comparison are: the share of them that is white space alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.text_samples import histories, language_of
from benchmarks.text_score import Score
from blueprint.text import ChangeKind, Comparison, compare

WHOLE = frozenset({ChangeKind.SAME, ChangeKind.INSERTED, ChangeKind.DELETED})
"""Kinds without a word diff."""


def score_marks(distance: int = 1, limit: int = 40) -> dict[str, Score]:
    """By language, the marks within paragraphs of real histories: all, and those of white space alone."""
    scores: dict[str, Score] = defaultdict(Score)
    for name, states in histories().items():
        score, step = scores[language_of(name)], max(1, (len(states) - distance) // limit)
        for at in range(0, len(states) - distance, step):
            score.counts.update(_counted(compare(states[at], states[at + distance])))
    return {language: scores[language] for language in sorted(scores)}


def _counted(comparison: Comparison) -> Counter[str]:
    counts: Counter[str] = Counter()
    for change in comparison.changes:
        if change.kind in WHOLE:
            continue
        for removed, added in _marks(change.words):
            counts["marks"] += bool(removed) + bool(added)
            counts["white space"] += (bool(removed) and not removed.strip()) + (bool(added) and not added.strip())
    return counts


def _marks(words: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What was removed and added at each place that is marked."""
    for marked, group in groupby(words, key=lambda each: each[0] in "-+"):
        if marked:
            pieces = list(group)
            yield tuple("".join(text for operation, text in pieces if operation == sign) for sign in "-+")  # type: ignore[misc]
