"""Which paragraphs of the base, and of each side, are merged as one.

A comparison may link paragraphs that are not neighbours: the parts of a split with another paragraph between them, or the
sources of a join. What is merged as one has to be one passage in every version, or else one side's order is lost. So a
passage takes in what its side inserted within it, and a link that cannot be one passage keeps only its longest paragraph:
the others count as inserted or deleted, and keep their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from blueprint.text.diff.model import Comparison
from blueprint.text.document.model import Paragraph

UnitOf = list[int | None]
"""The unit of each paragraph of a version; None if the version inserted it."""


def find_units(sides: Sequence[Comparison]) -> tuple[list[int], list[UnitOf]]:
    """The unit of each paragraph of the base, numbered in its order, and of each paragraph of both sides."""
    count = len(sides[0].old.paragraphs)
    origins = [_origins(side) for side in sides]
    joined = [change.old for side in sides for change in side.changes if _consecutive(change.old)]
    while True:
        units = _numbered(count, joined)
        in_units: list[UnitOf] = [[None if at is None else units[at] for at in each] for each in origins]
        divided = {unit for each in in_units for unit in _divided(each)}
        if not divided:
            return units, [_with_insertions(each) for each in in_units]
        joined = [old for old in joined if units[old[0]] not in divided]


def _origins(side: Comparison) -> list[int | None]:
    """The paragraph of the base that each paragraph of a side comes from: of several the longest."""
    origins: list[int | None] = [None] * len(side.new.paragraphs)
    for change in side.changes:
        if change.old and change.new:
            parts = change.new if _one_passage(change.new, side) else [_longest(change.new, side.new.paragraphs)]
            for at in parts:
                origins[at] = _longest(change.old, side.old.paragraphs)
    return origins


def _one_passage(parts: Sequence[int], side: Comparison) -> bool:
    """Whether between these paragraphs of a side there is nothing but what it inserted."""
    return all(at in parts or not side.by_new[at].old for at in range(parts[0], parts[-1]))


def _longest(indexes: Iterable[int], paragraphs: Sequence[Paragraph]) -> int:
    return max(indexes, key=lambda at: (len(paragraphs[at].text), -at))


def _consecutive(indexes: Sequence[int]) -> bool:
    return len(indexes) > 1 and indexes[-1] - indexes[0] == len(indexes) - 1


def _numbered(count: int, joined: Iterable[Sequence[int]]) -> list[int]:
    """The unit of each of `count` paragraphs. Those that a side joined are in one; runs that overlap are united."""
    continues = {at for run in joined for at in run[1:]}
    return list(accumulate(at not in continues for at in range(count)))


def _divided(unit_of: UnitOf) -> set[int]:
    """The units that have a paragraph of another unit between theirs."""
    last: int | None = None
    seen: set[int] = set()
    divided: set[int] = set()
    for unit in unit_of:
        if unit is None or unit == last:
            continue
        if unit in seen:
            divided.add(unit)
        seen.add(unit)
        last = unit
    return divided


def _with_insertions(unit_of: UnitOf) -> UnitOf:
    """The same with what was inserted between two paragraphs of a unit in that unit too."""
    result = list(unit_of)
    last: dict[int, int] = {}
    for at, unit in enumerate(unit_of):
        if unit is not None:
            for between in range(last.get(unit, at), at):
                result[between] = unit
            last[unit] = at
    return result
