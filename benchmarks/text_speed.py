"""How long the text engine takes, beside other tools for comparing texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count as count_from
from itertools import pairwise
from math import log

from benchmarks.text_generator import STANDARD, Revision, labelled, numbered_pieces, renumbered, revise, seeded_random
from benchmarks.text_other_tools import timed_tools
from benchmarks.text_processor_time import hidden_from_collector, milliseconds, processor_seconds
from benchmarks.text_samples import pool
from blueprint.text import (
    Comparer,
    Document,
    Lineage,
    TextQuote,
    assign_lineages,
    carry,
    compare,
    initial_attribution,
    initial_lineages,
    next_attribution,
    quote,
    split,
    words,
)

SEED = 20261122
SIZES = (50, 100, 200, 500, 1000, 2000, 5000, 10000)
MAX_SECONDS = 40.0
"""Seconds; what is likely to take longer is left out."""
WORDS = 85


def revision(count: int) -> Revision:
    """A standard revision of a text of so many paragraphs of 85 words, with the words of the samples."""
    rng = seeded_random(SEED)
    words = [word for text in pool() for word in text.split() if word.isalpha()]
    text = [" ".join(rng.choices(words, k=WORDS)).capitalize() + "." for _ in range(count + 20)]
    old = numbered_pieces(text[:count])
    return labelled(old, revise(old, STANDARD, rng, text[count:]))


def growth() -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """For each tool (paragraphs, milliseconds), until the next size is expected to take more than MAX_SECONDS."""
    made = {size: revision(size) for size in SIZES}
    for name, timed in timed_tools().items():
        found: list[tuple[int, float]] = []
        for size, text in made.items():
            if len(found) > 1 and _expected_seconds(found, size) > MAX_SECONDS:
                break
            if (taken := timed(text.old, text.new)) is not None:
                found.append((size, taken))
        yield name, found


def _expected_seconds(found: Sequence[tuple[int, float]], size: int) -> float:
    """Seconds that a larger text will take, if it goes on as between the last two."""
    (small, quick), (large, slow) = found[-2:]
    power = max(1.0, log(max(slow, 0.1) / max(quick, 0.1)) / log(large / small))
    return slow / 1000 * (size / large) ** power


@dataclass(frozen=True, slots=True)
class SavingCost:
    """Seconds of processor time for a save: splitting the new text, comparing it, lineage, and carrying every thread."""

    split: float
    compare: float
    lineage: float
    carry: float

    @property
    def total(self) -> float:
        """All of it."""
        return self.split + self.compare + self.lineage + self.carry


def saving(count: int, threads: int, saves: int = 4) -> SavingCost:
    """The quickest of several saves: each of another revision, since caches know what was saved before."""
    rng, made = seeded_random(SEED), revision(count)
    before = split(made.old)
    lineages = initial_lineages(before, map(str, count_from(0)).__next__)
    starts = [rng.randrange(len(made.old) - 60) for _ in range(threads)]
    places = [quote(made.old, start, start + 60) for start in starts]
    pieces, spare = numbered_pieces(made.old.split("\n\n")), made.old.split("\n\n")[:20]
    texts = ["\n\n".join(piece.text for piece in revise(pieces, STANDARD, rng, spare)) for _ in range(saves)]
    with hidden_from_collector():
        return min((_save(before, text, lineages, places) for text in texts), key=lambda cost: cost.total)


def _save(before: Document, text: str, lineages: Sequence[Lineage], places: Sequence[TextQuote]) -> SavingCost:
    times = [processor_seconds()]
    after = split(text)
    times.append(processor_seconds())
    comparison = compare(before, after)
    times.append(processor_seconds())
    assign_lineages(comparison, lineages, map(str, count_from(10**6)).__next__)
    times.append(processor_seconds())
    for place in places:
        carry(place, comparison)
    times.append(processor_seconds())
    return SavingCost(*(end - start for start, end in pairwise(times)))


def icu_milliseconds(count: int = 500) -> float:
    """The speed of this machine at this moment: milliseconds for ICU to cut so many paragraphs into words."""
    made = revision(count)
    return milliseconds(lambda: words(made.old))


@dataclass(frozen=True, slots=True)
class AttributionCost:
    """Milliseconds for one more revision: attribution alone, with comparing, and alone in the last tenth of them."""

    alone: float
    with_comparing: float
    last: float


def attribution_cost(paragraphs: int = 200, revisions: int = 1000) -> AttributionCost:
    """Attribution carried from revision to revision, as a workbench does at each save."""
    rng, made = seeded_random(SEED), revision(paragraphs)
    spare = made.old.split("\n\n")
    document, pieces, comparer = split(made.old), numbered_pieces(spare), Comparer()
    found, alone, comparing = initial_attribution(document, 0), [], 0.0
    for number in range(1, revisions + 1):
        pieces = renumbered(revise(pieces, STANDARD, rng, spare)[:paragraphs])
        pieces += numbered_pieces(rng.sample(spare, paragraphs - len(pieces)))
        new = split("\n\n".join(piece.text for piece in pieces))
        start = processor_seconds()
        comparison = comparer.compare(document, new)
        middle = processor_seconds()
        found = next_attribution(found, comparison, number)
        alone.append(processor_seconds() - middle)
        comparing += middle - start
        document = new
    mean, last = sum(alone) / revisions, sum(alone[-revisions // 10 :]) * 10 / revisions
    return AttributionCost(mean * 1000, (mean + comparing / revisions) * 1000, last * 1000)
