"""Align two sequences of words by their letters: first what is equal, then, in the runs between, what is alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from blueprint.text.anchors.likeness import likeness
from blueprint.text.anchors.undivided import is_undivided, likeness_in_place
from blueprint.text.anchors.visible_words import VisibleWord
from blueprint.text.word_diff.cleanup import clean_up
from blueprint.text.word_diff.segments import WordEquality, diff_segments
from blueprint.text.word_diff.vocabulary import Vocabulary

MAX_PAIRS = 4_000
"""So many pairs of words of a replaced run are compared by letters; a longer run was rewritten."""
JOINED_LIKENESS = 0.85
"""The likeness of words that were written together or apart."""
STEPS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""How many old words may be how many new ones: "co-operate" is two words, "1 000 000" is three."""


@dataclass(frozen=True, slots=True)
class AlikeWords:
    """Old words (from index `old` to `old_end`, nearly always one) and the new ones that they have become."""

    old: int
    old_end: int
    new: int
    new_end: int
    likeness: float


@lru_cache(maxsize=64)
def align_words(
    old: tuple[VisibleWord, ...], new: tuple[VisibleWord, ...], *, in_place: bool = True
) -> tuple[AlikeWords, ...]:
    """The words that are the same or alike, in order on both sides.

    `in_place` if the new words are where the old ones were, so that what is between equal words may be one.
    """
    return tuple(_pairs(old, new, in_place))


def _pairs(old: Sequence[VisibleWord], new: Sequence[VisibleWord], in_place: bool) -> Iterator[AlikeWords]:
    at_old = at_new = 0
    letters = [word.letters for word in old], [word.letters for word in new]
    for part in clean_up(diff_segments(*letters, WordEquality(Vocabulary()))):
        end_old, end_new = at_old + len(part.old), at_new + len(part.new)
        if part.equal:
            for step in range(len(part.old)):
                yield AlikeWords(at_old + step, at_old + step + 1, at_new + step, at_new + step + 1, 1.0)
        elif len(part.old) * len(part.new) <= MAX_PAIRS:
            for low, high, first, last, alike in _alike(part.old, part.new, in_place):
                yield AlikeWords(at_old + low, at_old + high, at_new + first, at_new + last, alike)
        at_old, at_new = end_old, end_new


Step = tuple[int, int, float]
"""How many old words are how many new ones, and their likeness; 0 if words of one side are left out."""


def _alike(old: Sequence[str], new: Sequence[str], in_place: bool) -> list[tuple[int, int, int, int, float]]:
    """Words of a replaced run that are alike, in order: the alignment in which the most letters are."""
    if in_place and is_undivided(old) and is_undivided(new):
        alike = likeness_in_place("".join(old), "".join(new))
        if alike:
            return [(0, len(old), 0, len(new), alike)]
    steps = _best_steps(old, new)
    at_old, at_new, found = len(old), len(new), []
    while at_old and at_new:
        count_old, count_new, alike = steps[at_old, at_new]
        if alike:
            found.append((at_old - count_old, at_old, at_new - count_new, at_new, alike))
        at_old, at_new = at_old - count_old, at_new - count_new
    return found[::-1]


def _best_steps(old: Sequence[str], new: Sequence[str]) -> dict[tuple[int, int], Step]:
    """The last step of the best alignment of the first words of both sides, for each two numbers of them."""
    scores = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    steps: dict[tuple[int, int], Step] = {}
    for at_old in range(1, len(old) + 1):
        for at_new in range(1, len(new) + 1):
            options: list[tuple[float, Step]] = [
                (scores[at_old - 1][at_new], (1, 0, 0.0)),
                (scores[at_old][at_new - 1], (0, 1, 0.0)),
            ]
            for count_old, count_new in STEPS:
                left, right = old[max(0, at_old - count_old) : at_old], new[max(0, at_new - count_new) : at_new]
                alike = _likeness(left, right) if (len(left), len(right)) == (count_old, count_new) else 0.0
                if alike:
                    worth = alike**2 * sum(map(len, (*left, *right)))
                    options.append(
                        (scores[at_old - count_old][at_new - count_new] + worth, (count_old, count_new, alike))
                    )
            scores[at_old][at_new], steps[at_old, at_new] = max(options, key=itemgetter(0))
    return steps


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """The likeness of words, each side read as one."""
    if len(old) == len(new) == 1:
        return likeness(old[0], new[0])
    lengths = sum(map(len, old)), sum(map(len, new))
    if 2 * min(lengths) < JOINED_LIKENESS * sum(lengths):
        return 0.0
    alike = likeness("".join(old), "".join(new))
    return alike if alike >= JOINED_LIKENESS else 0.0
