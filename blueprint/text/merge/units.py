"""Merge units: what is merged as one, which is a paragraph of the base, or several that one side joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from blueprint.text.diff.model import Comparison
from blueprint.text.diff.subsequences import weighted_increasing_subsequence
from blueprint.text.document.lines import LINE_ENDING
from blueprint.text.document.model import Document, Paragraph
from blueprint.text.merge.passages import find_units

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
    weights: Mapping[int, int]

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
    units, (unit_of_ours, unit_of_theirs) = find_units((ours, theirs))
    lines = dict.fromkeys(units, 0)
    for unit, paragraph in zip(units, ours.old.paragraphs, strict=True):
        lines[unit] += len(LINE_ENDING.findall(paragraph.text)) + 1
    return (
        MergeVersion("base", ours.old, tuple(units), lines),
        MergeVersion("ours", ours.new, tuple(unit_of_ours), lines),
        MergeVersion("theirs", theirs.new, tuple(unit_of_theirs), lines),
    )
