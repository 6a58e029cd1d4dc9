"""How long the text engine takes, beside other tools for comparing texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from benchmarks.text_generator import STANDARD, Revision, labelled, numbered_pieces, renumbered, revise, seeded_random
from benchmarks.text_other_tools import timed_tools
from benchmarks.text_processor_time import milliseconds, processor_seconds
from benchmarks.text_samples import pool
from blueprint.text import (
    Comparer,
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


def saving(count: int = 500, threads: int = 200) -> float:
    """What saving costs the text engine: splitting the new text, comparing, lineage, and carrying every thread."""
    made, rng = revision(count), seeded_random(SEED)
    before = split(made.old)
    lineage = initial_lineages(before, iter(map(str, range(10**6))).__next__)
    places = []
    for _ in range(threads):
        start = rng.randrange(len(made.old) - 60)
        places.append(quote(made.old, start, start + 60))

    def save() -> None:
        comparison = compare(before, made.new)
        assign_lineages(comparison, lineage, iter(map(str, range(10**6, 2 * 10**6))).__next__)
        for place in places:
            carry(place, comparison)

    return milliseconds(save)


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
