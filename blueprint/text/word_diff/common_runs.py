"""Differences between two texts of one character a word.

Texts of usual length are compared by diff-match-patch's algorithm (Myers, with the half-match shortcut). Its time grows
with the square of the differences, so a huge text (code whose fence is never closed, a list on one line) is first cut
at what occurs once on both sides, after B. Cohen's patience diff, with runs of words instead of lines: that finds a
changed sentence on any line, and needs no time limit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from fast_diff_match_patch import diff
from rapidfuzz.distance import LCSseq

from blueprint.text.word_diff.subsequences import weighted_increasing_subsequence

HUGE = 4_000_000
"""Texts are huge if the product of their numbers of words is more: two of 2,000 are compared in 30 ms at worst."""
SHINGLE_WORDS = 4
"""A run of so many words that occurs once on both sides is the same one: what is written twice by chance is shorter."""
FEW_DIFFERENCES = 200
"""Huge texts that repeat themselves, so that no run occurs once, are compared if no more words differ."""
MAX_LEVELS = 3
"""So often what is between the runs is cut in its turn, if it is huge."""
USE_HALF_MATCH = 60.0
"""Any time limit turns the half-match shortcut on; texts that are not huge need a thousandth of this one, in seconds."""

CodeRun = tuple[int, int, int]
"""Where a run that both sides have starts in the old and in the new text, and how long it is."""


def diff_codes(old: str, new: str, levels: int = MAX_LEVELS) -> Iterator[tuple[str, int]]:
    """Operations ("=", "-", "+") and the number of characters that each applies to, in order."""
    if len(old) * len(new) <= HUGE:
        yield from diff(old, new, timelimit=USE_HALF_MATCH, checklines=False, cleanup="No")
        return
    runs = _unique_runs(old, new) if levels else []
    if runs:
        operations = _between_runs(old, new, runs, levels - 1)
    elif int(LCSseq.distance(old, new, score_cutoff=FEW_DIFFERENCES)) <= FEW_DIFFERENCES:
        operations = diff(old, new, timelimit=0, checklines=False, cleanup="No")
    else:
        operations = iter((("-", len(old)), ("+", len(new))))
    for operation, counts in groupby(operations, key=itemgetter(0)):
        yield operation, sum(count for _, count in counts)


def _between_runs(old: str, new: str, runs: Sequence[CodeRun], levels: int) -> Iterator[tuple[str, int]]:
    """The operations of the runs, and those of what is between them."""
    at_old = at_new = 0
    for start_old, start_new, length in runs:
        yield from diff_codes(old[at_old:start_old], new[at_new:start_new], levels)
        yield "=", length
        at_old, at_new = start_old + length, start_new + length
    yield from diff_codes(old[at_old:], new[at_new:], levels)


def _unique_runs(old: str, new: str) -> list[CodeRun]:
    """The heaviest set, in order on both sides, of runs of which every shingle occurs once on both sides.

    The last words of a run, which are no shingle's first, are left to the comparison of what is between the runs.
    """
    left = _unique_shingles(old)
    pairs = [(left[shingle], at) for shingle, at in _unique_shingles(new).items() if shingle in left]
    runs = []
    for _, run in groupby(enumerate(pairs), key=lambda each: (each[1][0] - each[0], each[1][1] - each[0])):
        (_, (start_old, start_new)), *rest = run
        runs.append((start_old, start_new, 1 + len(rest)))
    return [runs[at] for at in weighted_increasing_subsequence([(start, length) for start, _, length in runs])]


def _unique_shingles(text: str) -> dict[str, int]:
    """Where each shingle that occurs once starts, in order."""
    shingles = [text[at : at + SHINGLE_WORDS] for at in range(len(text) - SHINGLE_WORDS + 1)]
    counts = Counter(shingles)
    return {shingle: at for at, shingle in enumerate(shingles) if counts[shingle] == 1}
