"""Differences between two texts of one character a word.

Texts of usual length are compared by diff-match-patch's algorithm (Myers, with the half-match shortcut). Its time grows
with the square of the differences, so huge texts (code whose fence is never closed, a list on one line) are first cut
where both have the same runs of words: samples of the runs, chosen by what they are and not by where they are, in their
longest common subsequence. That needs no line ends, no words that occur once, and no time limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from fast_diff_match_patch import diff
from rapidfuzz.distance import LCSseq

from blueprint.text.word_diff.vocabulary import KeyCodes

HUGE = 1_000_000
"""Texts are huge if the product of their numbers of words is more: two of 1,000 are compared in 10 ms at worst."""
RUN_WORDS = 8
"""Runs of so many words are sampled: shorter ones are often coincidental."""
SAMPLES = 8_000
"""About so many runs of the longer text are sampled."""
MAX_PAIRS = 400_000_000
"""Pairs of samples, a bit each: more happen in texts that repeat one run, and take too long."""
MAX_LEVELS = 3
"""So often what is between the runs is cut in its turn, if it is huge."""
FEW_DIFFERENCES = 200
"""Huge texts without common samples are compared if no more words differ."""
USE_HALF_MATCH = 60.0
"""Any time limit turns the half-match shortcut on; texts that are not huge need a thousandth of this one, in seconds."""

CodeRun = tuple[int, int, int]
"""Where a run that both sides have starts in the old and in the new text, and how many words it has."""


def diff_codes(old: str, new: str, levels: int = MAX_LEVELS) -> Iterator[tuple[str, int]]:
    """Operations ("=", "-", "+") and the number of characters that each applies to, in order."""
    if len(old) * len(new) <= HUGE:
        yield from diff(old, new, timelimit=USE_HALF_MATCH, checklines=False, cleanup="No")
        return
    runs = _common_runs(old, new) if levels else []
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


def _common_runs(old: str, new: str) -> list[CodeRun]:
    """Runs in order on both sides, from a common sample to the last one that nothing but equal words separates from it.

    Of the last sample only the first word is in the run; the others are left to the comparison of what is between.
    """
    runs = [(0, 0, 0)]
    for at_old, at_new in _common_samples(old, new):
        start_old, start_new, length = runs[-1]
        same_distance = at_old - start_old == at_new - start_new
        if same_distance and old[start_old + length : at_old] == new[start_new + length : at_new]:
            runs[-1] = start_old, start_new, at_old + 1 - start_old
        else:
            runs.append((at_old, at_new, 1))
    return [run for run in runs if run[2]]


def _common_samples(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Where the samples of the longest common subsequence start in the old and in the new text."""
    step = -(-max(len(old), len(new)) // SAMPLES)
    left, right = _samples(old, step), _samples(new, step)
    if len(left) * len(right) > MAX_PAIRS:
        return
    code_of = KeyCodes().__getitem__
    codes = [[code_of(text[at : at + RUN_WORDS]) for at in starts] for text, starts in ((old, left), (new, right))]
    for block in LCSseq.opcodes(*codes).as_matching_blocks():
        yield from zip(left[block.a : block.a + block.size], right[block.b : block.b + block.size], strict=True)


def _samples(text: str, step: int) -> list[int]:
    """Where the sampled runs of a text start: about one in `step`, the same ones wherever they are."""
    codes = list(map(ord, text))
    runs = zip(codes, codes[2:], codes[5:], codes[7:], strict=False)
    return [at for at, (one, two, three, four) in enumerate(runs) if not (one + 3 * two + 5 * three + 7 * four) % step]
