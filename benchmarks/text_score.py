"""Counts, and the rates worked out from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

SEED = 20261122


@dataclass(slots=True)
class Score:
    """Counts by name; of what was found, also how confident the engine was, and whether it was right."""

    counts: Counter[str] = field(default_factory=Counter)
    observations: list[tuple[float, bool]] = field(default_factory=list)

    def rate(self, part: str, whole: str) -> float | None:
        """One count as a share of another; None when there was nothing to count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    @property
    def f1(self) -> float:
        """Harmonic mean of precision ("right" of "found") and recall ("hit" of "hard")."""
        counts = self.counts
        return 2 * counts["hit"] / max(1, counts["hard"] + counts["found"] * counts["hit"] / max(1, counts["right"]))


def total(scores: Iterable[Score]) -> Score:
    """The counts of several scores together."""
    return Score(sum((score.counts for score in scores), Counter[str]()))
