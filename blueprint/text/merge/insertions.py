"""Insertions of both sides at the same position."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from blueprint.text.merge.model import MergeConflict
from blueprint.text.merge.resolve import MergedUnit
from blueprint.text.merge.units import UnitKey

SIMILAR = 60
"""Of 100: two insertions at the same position that are so similar are alternatives for one another."""
MAX_STEPS = 100
"""Equal insertions are found at any distance within their run, similar ones up to so many steps away."""


def interleave(
    ours: Sequence[UnitKey], theirs: Sequence[UnitKey], merged: dict[UnitKey, MergedUnit], *, theirs_first: bool
) -> list[UnitKey]:
    """Both sides' keys at one position. An insertion of theirs that is equal to one of ours is left out.

    If it is only similar, the two become a conflict in `merged`.
    """
    insertions = Insertions(theirs, merged)
    keys: list[UnitKey] = []
    next_theirs = 0
    for at, key in enumerate(ours):
        counterpart = insertions.counterpart(merged[key], at, next_theirs) if key[0] != "unit" else None
        if counterpart is not None:
            text, their_text = _text(merged[key]), insertions.texts[counterpart]
            if text != their_text:
                merged[key] = MergeConflict("", text, their_text, lead_of(merged[key]))
            keys += theirs[next_theirs:counterpart]
            next_theirs = counterpart + 1
        keys.append(key)
    remaining = list(theirs[next_theirs:])
    return remaining + keys if theirs_first else keys + remaining


class Insertions:
    """One side's insertions at a position: their texts, "" for moved units, which are no insertions."""

    def __init__(self, keys: Sequence[UnitKey], merged: Mapping[UnitKey, MergedUnit]) -> None:
        self.texts = ["" if key[0] == "unit" else _text(merged[key]) for key in keys]
        self._indexes: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            self._indexes.setdefault(text, []).append(at)

    def counterpart(self, unit: MergedUnit, at: int, first: int) -> int | None:
        """The index, from `first` on, of an equal insertion, else of the most similar one near `at`; else None."""
        text = _text(unit)
        equal = self._indexes.get(text, []) if text else []
        if (position := bisect_left(equal, first)) < len(equal):
            return equal[position]
        near = range(max(first, at - MAX_STEPS), min(len(self.texts), max(first, at) + MAX_STEPS))
        scores = [(fuzz.ratio(text, self.texts[index]), -index) for index in near if self.texts[index]]
        best = max(scores, default=(0.0, 0))
        return -best[1] if best[0] >= SIMILAR else None


def _text(unit: MergedUnit) -> str:
    return "" if isinstance(unit, MergeConflict) else "".join(paragraph.text for paragraph in unit)


def lead_of(unit: MergedUnit) -> str:
    """The lead of a merged unit; "" if it is deleted."""
    if isinstance(unit, MergeConflict):
        return unit.lead
    return unit[0].lead if unit else ""
