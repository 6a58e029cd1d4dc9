"""Merge units: what is merged as one, which is a paragraph of the base, or several that one side joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from blueprint.text.diff.model import Comparison
from blueprint.text.diff.subsequences import weighted_increasing_subsequence
from blueprint.text.document.lines import LINE_ENDING
from blueprint.text.document.model import Document, Paragraph

UnitKey = tuple[str, int, int]
"""Identifies a paragraph: ("unit", unit, part), or (name of the version that inserted it, paragraph, 0); or START."""
START: UnitKey = ("start", 0, 0)
"""The position before the first paragraph."""


@dataclass(frozen=True)
class MergeVersion:
    """One of the three texts, as what its paragraphs are to the units of the base.

    `name` is "base", "ours" or "theirs". `unit_of` has the unit of each paragraph, None if this version inserted it.
    `weights` has for each unit its lines in the base: when parts change places, the one with more lines counts as
    unmoved, and of two equal ones the one that is first now, as in Git's diff.
    """

    name: str
    document: Document
    unit_of: tuple[int | None, ...]
    weights: tuple[int, ...]

    @cached_property
    def parts(self) -> dict[int, tuple[Paragraph, ...]]:
        """The paragraphs of each unit in this version; a unit that it deleted is missing."""
        parts: dict[int, list[Paragraph]] = {}
        for paragraph, unit in zip(self.document.paragraphs, self.unit_of, strict=True):
            if unit is not None:
                parts.setdefault(unit, []).append(paragraph)
        return {unit: tuple(paragraphs) for unit, paragraphs in parts.items()}

    @cached_property
    def keys(self) -> tuple[UnitKey, ...]:
        """The key of each paragraph; the same paragraph has the same key in all versions."""
        count: dict[int, int] = {}
        keys: list[UnitKey] = []
        for at, unit in enumerate(self.unit_of):
            if unit is None:
                keys.append((self.name, at, 0))
            else:
                keys.append(("unit", unit, count.get(unit, 0)))
                count[unit] = count.get(unit, 0) + 1
        return tuple(keys)

    @cached_property
    def leads(self) -> dict[tuple[UnitKey, UnitKey], str]:
        """The lead between each two neighbours."""
        neighbours = zip((START, *self.keys), self.keys, strict=False)
        return {pair: each.lead for pair, each in zip(neighbours, self.document.paragraphs, strict=True)}

    @cached_property
    def sequence(self) -> tuple[UnitKey, ...]:
        """The units (by their first part) and inserted paragraphs, in order."""
        return tuple(key for key in self.keys if key[2] == 0)

    @cached_property
    def moved(self) -> frozenset[int]:
        """The units that left the base's order."""
        units = [key[1] for key in self.sequence if key[0] == "unit"]
        weights = [self.weights[unit] * len(units) + len(units) - at for at, unit in enumerate(units)]
        in_order = {units[at] for at in weighted_increasing_subsequence(list(zip(units, weights, strict=True)))}
        return frozenset(units) - in_order


MergeVersions = tuple[MergeVersion, MergeVersion, MergeVersion]
"""Base, ours and theirs."""


def merge_versions(ours: Comparison, theirs: Comparison) -> MergeVersions:
    """Base, ours and theirs, from the comparisons of the base with each side."""
    unit_of = _base_units((ours, theirs))
    lines = [0] * (max(unit_of, default=-1) + 1)
    for unit, paragraph in zip(unit_of, ours.old.paragraphs, strict=True):
        lines[unit] += len(LINE_ENDING.findall(paragraph.text)) + 1
    weights = tuple(lines)
    base = MergeVersion("base", ours.old, tuple(unit_of), weights)
    return base, _side("ours", ours, unit_of, weights), _side("theirs", theirs, unit_of, weights)


def _side(name: str, comparison: Comparison, base_units: Sequence[int], weights: tuple[int, ...]) -> MergeVersion:
    unit_of = tuple(base_units[change.old[0]] if change.old else None for change in comparison.by_new)
    return MergeVersion(name, comparison.new, unit_of, weights)


def _base_units(sides: Sequence[Comparison]) -> list[int]:
    """The unit of each paragraph of the base, numbered in its order. Joined paragraphs are unions (union-find)."""
    parent = list(range(len(sides[0].old.paragraphs)))
    for joined in _joined(sides):
        roots = {_root(parent, at) for at in joined}
        for root in roots:
            parent[root] = min(roots)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_root(parent, at), len(numbers)) for at in range(len(parent))]


def _joined(sides: Sequence[Comparison]) -> Iterator[tuple[int, ...]]:
    return (change.old for side in sides for change in side.changes if len(change.old) > 1)


def _root(parent: Sequence[int], at: int) -> int:
    while parent[at] != at:
        at = parent[at]
    return at
