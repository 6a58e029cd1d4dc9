"""Whether links are as often right as their confidence says: on labelled revisions, and on real histories (`text_truth`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from benchmarks.text_accuracy import labelled_revisions, links
from benchmarks.text_generator import STANDARD, STRESS, Revision
from benchmarks.text_held_out import FEW_EDITS, MANY_EDITS, held_out
from benchmarks.text_reliability import Observation
from benchmarks.text_samples import histories
from benchmarks.text_scripts import SCRIPTS, composed_revisions
from benchmarks.text_truth import KnownHistory, Pair
from blueprint.text import ChangeKind, Comparison, compare

CHANGED = frozenset({ChangeKind.EDITED, ChangeKind.MOVED_EDITED, ChangeKind.SPLIT, ChangeKind.JOINED})
"""Kinds of change whose paragraphs are similar without being equal."""
DISTANCES = (1, 5, 20)


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """A link found by the engine, and whether it is right; `source` says in which kind of text."""

    source: str
    half: int
    kind: ChangeKind
    confidence: float
    right: bool

    @property
    def is_real(self) -> bool:
        """Whether it is a link of two real states."""
        return self.source.startswith("real")


def judged_links(halves: Sequence[int] = (0, 1)) -> Iterator[JudgedLink]:
    """The links of labelled revisions and of real states whose truth is known.

    Every second revision and every second history is in half 1, on which nothing was fitted.
    """
    yield from labelled_links(halves)
    yield from real_links(halves)


def labelled_links(halves: Sequence[int]) -> Iterator[JudgedLink]:
    """The links of labelled revisions of all generators."""
    made: Mapping[str, Iterable[Revision]] = {
        "standard": labelled_revisions(STANDARD, texts=60),
        "stress": labelled_revisions(STRESS, texts=30),
        "held out": chain(held_out(FEW_EDITS, rounds=6), held_out(MANY_EDITS, rounds=6)),
        "scripts": chain.from_iterable(
            composed_revisions(language, STRESS, texts=6) for group in SCRIPTS.values() for language in group
        ),
    }
    for source, revisions in made.items():
        for number, revision in enumerate(revisions):
            if number % 2 not in halves:
                continue
            comparison = compare(revision.old, revision.new, revision.language)
            truth = {pair: pair in revision.links for pair in links(comparison) - revision.open}
            yield from _judged(source, number % 2, comparison, truth)


def real_links(halves: Sequence[int], windows: int = 6) -> Iterator[JudgedLink]:
    """The links of real states, so many pairs of each distance."""
    for number, sources in enumerate(histories().values()):
        if number % 2 not in halves:
            continue
        history = KnownHistory(sources)
        for distance in DISTANCES:
            for at in range(0, len(sources) - distance, max(1, (len(sources) - distance) // windows)):
                comparison = compare(history.document(at), history.document(at + distance))
                truth = history.judged(at, at + distance, links(comparison))
                yield from _judged(f"real, {distance} apart", number % 2, comparison, truth)


def _judged(source: str, half: int, comparison: Comparison, truth: Mapping[Pair, bool]) -> Iterator[JudgedLink]:
    for change in comparison.changes:
        for pair in ((old, new) for old in change.old for new in change.new):
            if pair in truth:
                yield JudgedLink(source, half, change.kind, change.confidence, truth[pair])


def observations(
    found: Iterable[JudgedLink], *, only_changed: bool = False, real: bool | None = None
) -> list[Observation]:
    """Confidence and outcome of links: of all or of similar paragraphs alone, in all texts or in (un)`real` ones."""
    return [
        (each.confidence, each.right)
        for each in found
        if (not only_changed or each.kind in CHANGED) and real in (None, each.is_real)
    ]
