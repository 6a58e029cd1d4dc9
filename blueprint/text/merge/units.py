"""Units: what a merge decides about at once, which is a paragraph of the base, or several that one side joined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from blueprint.text.diff.model import Comparison
from blueprint.text.diff.subsequences import weighted_increasing_subsequence
from blueprint.text.document.model import Document, Paragraph

LINE_END = re.compile(r"\r\n?|\n")
Key = tuple[str, int, int]
"""What stands in a sequence: ("unit", unit, part) or (a side's name, paragraph, 0); START before everything."""
START: Key = ("start", 0, 0)


@dataclass(frozen=True)
class Version:
    """One of the three texts, seen as what became of the base's units and what is the side's own.

    `name` is "base", "ours" or "theirs"; `unit_of` gives for each paragraph its unit, None for what the side inserted;
    `weights` for each unit its lines in the base: when parts changed places, the one of more lines counts as having
    stayed, and of two equal ones the one that is first now, as in Git's diff.
    """

    name: str
    document: Document
    unit_of: tuple[int | None, ...]
    weights: tuple[int, ...]

    @cached_property
    def parts(self) -> dict[int, tuple[Paragraph, ...]]:
        """What each unit is made of here; a unit that was deleted is missing."""
        found: dict[int, list[Paragraph]] = {}
        for paragraph, unit in zip(self.document.paragraphs, self.unit_of, strict=True):
            if unit is not None:
                found.setdefault(unit, []).append(paragraph)
        return {unit: tuple(paragraphs) for unit, paragraphs in found.items()}

    @cached_property
    def keys(self) -> tuple[Key, ...]:
        """The name of each paragraph that it shares with the same one in the other texts."""
        seen: dict[int, int] = {}
        found: list[Key] = []
        for at, unit in enumerate(self.unit_of):
            if unit is None:
                found.append((self.name, at, 0))
            else:
                found.append(("unit", unit, seen.get(unit, 0)))
                seen[unit] = seen.get(unit, 0) + 1
        return tuple(found)

    @cached_property
    def leads(self) -> dict[tuple[Key, Key], str]:
        """The lead between each two neighbours."""
        return {
            pair: paragraph.lead
            for pair, paragraph in zip(
                zip((START, *self.keys), self.keys, strict=False), self.document.paragraphs, strict=True
            )
        }

    @cached_property
    def sequence(self) -> tuple[Key, ...]:
        """The units (by their first part) and own paragraphs, in order."""
        return tuple(key for key in self.keys if key[2] == 0)

    @cached_property
    def moved(self) -> frozenset[int]:
        """Units that left the base's order."""
        units = [key[1] for key in self.sequence if key[0] == "unit"]
        weights = [self.weights[unit] * len(units) + len(units) - at for at, unit in enumerate(units)]
        stayed = {units[at] for at in weighted_increasing_subsequence(list(zip(units, weights, strict=True)))}
        return frozenset(units) - stayed


def versions(ours: Comparison, theirs: Comparison) -> tuple[Version, Version, Version]:
    """Base, ours and theirs, from the comparisons of the base with each side."""
    unit_of = _units((ours, theirs))
    weights = [0] * (max(unit_of, default=-1) + 1)
    for unit, paragraph in zip(unit_of, ours.old.paragraphs, strict=True):
        weights[unit] += len(LINE_END.findall(paragraph.text)) + 1
    sides = [
        Version(
            name,
            side.new,
            tuple(unit_of[change.old[0]] if change.old else None for change in side.by_new),
            tuple(weights),
        )
        for name, side in (("ours", ours), ("theirs", theirs))
    ]
    return Version("base", ours.old, tuple(unit_of), tuple(weights)), sides[0], sides[1]


def _units(sides: Sequence[Comparison]) -> list[int]:
    """For each paragraph of the base the number of its unit, counted in the base's order."""
    first = list(range(len(sides[0].old.paragraphs)))
    for group in _joined(sides):
        roots = {_root(first, at) for at in group}
        for root in roots:
            first[root] = min(roots)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(_root(first, at), len(numbers)) for at in range(len(first))]


def _joined(sides: Sequence[Comparison]) -> Iterator[tuple[int, ...]]:
    return (change.old for side in sides for change in side.changes if len(change.old) > 1)


def _root(first: Sequence[int], at: int) -> int:
    while first[at] != at:
        at = first[at]
    return at
