"""Which moved units take along what the other side inserted behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from blueprint.text.document.model import ParagraphKind
from blueprint.text.merge.units import START, MergeVersion, UnitKey


def leading_units(base: MergeVersion, side: MergeVersion) -> frozenset[UnitKey]:
    """The units that a side moved together with a neighbour, or with the heading of their section.

    What was inserted behind one of them belongs to its list or section. Behind a single paragraph that was moved out of its
    place, an insertion may as well belong to the place.
    """
    moved = {key for key in base.sequence if key[1] in side.moved}
    kept = set(_neighbours(base)) & set(_neighbours(side))
    together = {key for pair in kept if moved.issuperset(pair) for key in pair}
    headings = _headings(base)
    return frozenset(together | {key for key in moved if headings[key] in moved})


def _neighbours(version: MergeVersion) -> Iterator[tuple[UnitKey, UnitKey]]:
    return pairwise(key for key in version.sequence if key[0] == "unit")


def _headings(base: MergeVersion) -> dict[UnitKey, UnitKey]:
    """The heading of the section that each unit of the base is in: its own key for a heading, START if there is none."""
    headings: dict[UnitKey, UnitKey] = {}
    heading = START
    for key in base.sequence:
        if base.parts[key[1]][0].kind is ParagraphKind.HEADING:
            heading = key
        headings[key] = heading
    return headings
