"""Distant states compared in one leap: their links against the certain links of the steps between them (`text_truth`).

A link counts as changed if the paragraphs differ in more than white space. A partner is wrong if it is not among the true
ones and one of both paragraphs is linked to none of its true ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set

from benchmarks.text_accuracy import links
from benchmarks.text_samples import History, histories, language_of
from benchmarks.text_score import Score
from benchmarks.text_truth import HALF, KnownHistory, Pair, ParagraphWords, shares
from blueprint.text import compare


def leaping_histories(distance: int) -> dict[str, History]:
    """By name, the histories with two states that are so far apart."""
    return {name: states for name, states in histories().items() if len(states) > distance}


def score_leaps(distance: int = 20, windows: int = 8) -> dict[str, Score]:
    """By name of the history, its changed links found and missed, and wrong partners, in so many pairs of states."""
    return {name: _score(name, states, distance, windows) for name, states in leaping_histories(distance).items()}


def _score(name: str, states: Sequence[str], distance: int, windows: int) -> Score:
    score, history = Score(), KnownHistory(states)
    for at in range(0, len(states) - distance, max(1, -(-(len(states) - distance) // windows))):
        old, new = history.states[at], history.states[at + distance]
        linked = links(compare(old.document, new.document, language_of(name)))
        truth = history.truth(at, at + distance).links
        changed = _changed(old, new, truth)
        judged = history.judged(at, at + distance, linked)
        wrong = _replacing({pair for pair, right in judged.items() if not right}, truth, linked)
        score.counts.update(changed=len(changed), found=len(changed & linked), wrong=len(wrong))
    return score


def _changed(old: ParagraphWords, new: ParagraphWords, truth: Set[Pair]) -> set[Pair]:
    """The true links of changed paragraphs that do not recur by chance; of several at once those with words in common."""
    news, olds = Counter(at for at, _ in truth), Counter(to for _, to in truth)
    return {
        (at, to)
        for at, to in truth
        if old.keys[at] != new.keys[to] and old.is_distinctive(at) and new.is_distinctive(to)
        if news[at] == olds[to] == 1 or max(shares(old, new, (at, to))) > HALF
    }


def _replacing(wrong: Set[Pair], truth: Set[Pair], linked: Set[Pair]) -> set[Pair]:
    """The wrong links of paragraphs that have true links of which none was found."""
    lost = [{pair[side] for pair in truth} - {pair[side] for pair in truth & linked} for side in (0, 1)]
    return {(old, new) for old, new in wrong if old in lost[0] or new in lost[1]}
