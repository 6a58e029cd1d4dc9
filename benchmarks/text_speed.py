"""How long the text engine takes, beside other tools for comparing texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from benchmarks.text_clock import milliseconds, spent
from benchmarks.text_field import contenders
from benchmarks.text_generator import STANDARD, Revision, dice, fresh, labelled, revise, tokens
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
PATIENCE = 40.0
"""Seconds; what is likely to take longer is left out."""
WORDS = 85


def revision(count: int) -> Revision:
    """A standard revision of a text of so many paragraphs of 85 words, with the words of the samples."""
    chance = dice(SEED)
    words = [word for text in pool() for word in text.split() if word.isalpha()]
    text = [" ".join(chance.choices(words, k=WORDS)).capitalize() + "." for _ in range(count + 20)]
    old = tokens(text[:count])
    return labelled(old, revise(old, STANDARD, chance, text[count:]))


def growth() -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """For each tool its time by the number of paragraphs, as long as the next size is likely to take less than PATIENCE."""
    made = {size: revision(size) for size in SIZES}
    for name, timed in contenders().items():
        found: list[tuple[int, float]] = []
        for size, text in made.items():
            if len(found) > 1 and _foreseen(found, size) > PATIENCE:
                break
            if (taken := timed(text.old, text.new)) is not None:
                found.append((size, taken))
        yield name, found


def _foreseen(found: Sequence[tuple[int, float]], size: int) -> float:
    """Seconds that a larger text will take, if it goes on as between the last two."""
    (small, quick), (large, slow) = found[-2:]
    power = max(1.0, log(max(slow, 0.1) / max(quick, 0.1)) / log(large / small))
    return slow / 1000 * (size / large) ** power


def saving(count: int = 500, threads: int = 200) -> float:
    """What saving costs the text engine: splitting the new text, comparing, lineage, and carrying every thread."""
    made, chance = revision(count), dice(SEED)
    before = split(made.old)
    lineage = initial_lineages(before, iter(map(str, range(10**6))).__next__)
    places = []
    for _ in range(threads):
        start = chance.randrange(len(made.old) - 60)
        places.append(quote(made.old, start, start + 60))

    def save() -> None:
        comparison = compare(before, made.new)
        assign_lineages(comparison, lineage, iter(map(str, range(10**6, 2 * 10**6))).__next__)
        for place in places:
            carry(place, comparison)

    return milliseconds(save)


def reference(count: int = 500) -> float:
    """How fast this machine is just now: what ICU takes to cut so many paragraphs into words."""
    made = revision(count)
    return milliseconds(lambda: words(made.old))


@dataclass(frozen=True, slots=True)
class Attributing:
    """Milliseconds for one more revision: attribution alone, with comparing, and alone in the last tenth of them."""

    alone: float
    with_comparing: float
    last: float


def attributing(paragraphs: int = 200, revisions: int = 1000) -> Attributing:
    """Attribution carried from revision to revision, as a workbench does at each save."""
    chance, made = dice(SEED), revision(paragraphs)
    spare = made.old.split("\n\n")
    document, pieces, comparer = split(made.old), tokens(spare), Comparer()
    found, alone, comparing = initial_attribution(document, 0), [], 0.0
    for number in range(1, revisions + 1):
        pieces = fresh(revise(pieces, STANDARD, chance, spare)[:paragraphs])
        pieces += tokens(chance.sample(spare, paragraphs - len(pieces)))
        new = split("\n\n".join(piece.text for piece in pieces))
        start = spent()
        comparison = comparer.compare(document, new)
        middle = spent()
        found = next_attribution(found, comparison, number)
        alone.append(spent() - middle)
        comparing += middle - start
        document = new
    mean, last = sum(alone) / revisions, sum(alone[-revisions // 10 :]) * 10 / revisions
    return Attributing(mean * 1000, (mean + comparing / revisions) * 1000, last * 1000)
