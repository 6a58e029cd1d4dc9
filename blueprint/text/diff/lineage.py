"""Lineage: the identity of a paragraph through every revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from blueprint.text.diff.model import Change, Comparison
from blueprint.text.document.model import Document


@dataclass(frozen=True, slots=True)
class Lineage:
    """The id a paragraph was given when it first appeared, and the ids of those it was split from or joined out of."""

    id: str
    ancestors: tuple[str, ...] = ()


NOBODY: Mapping[str, Lineage] = MappingProxyType({})


def begin(document: Document, fresh: Callable[[], str]) -> tuple[Lineage, ...]:
    """The lineages of a first revision: a new id for each paragraph. `fresh` gives an id never used before."""
    return tuple(Lineage(fresh()) for _ in document.paragraphs)


def assign(
    comparison: Comparison,
    old: Sequence[Lineage],
    fresh: Callable[[], str],
    former: Mapping[str, Lineage] = NOBODY,
) -> tuple[Lineage, ...]:
    """The lineage of each new paragraph, from those of the old ones.

    What was split passes its id on to the part that kept most of its words, and its ancestry to all; what was joined takes
    the id of its longest part and counts the others among its ancestors. A paragraph that comes from nowhere gets back the
    id of a `former` one with the same text (by text: paragraphs of older revisions), unless that id is in use.
    """
    if len(old) != len(comparison.old.paragraphs):
        raise ValueError(f"{len(comparison.old.paragraphs)} lineages are needed, one a paragraph; got {len(old)}.")
    given: dict[int, Lineage] = {}
    for change in comparison.changes:
        if change.old and change.new:
            given[_heir(change, comparison)] = _inherited(change, comparison, old)
    used = {lineage.id for lineage in given.values()}
    for at, paragraph in enumerate(comparison.new.paragraphs):
        if at in given:
            continue
        back = former.get(paragraph.text)
        if back is not None and back.id not in used:
            given[at] = back
            used.add(back.id)
        else:
            given[at] = Lineage(fresh(), _parents(comparison.of_new[at], old))
    return tuple(given[at] for at in range(len(given)))


def _inherited(change: Change, comparison: Comparison, old: Sequence[Lineage]) -> Lineage:
    longest = max(change.old, key=lambda at: (len(comparison.old.paragraphs[at].text), -at))
    line = old[longest]
    others = [name for at in change.old if at != longest for name in (old[at].id, *old[at].ancestors)]
    return Lineage(line.id, _distinct([*line.ancestors, *others], line.id))


def _parents(change: Change, old: Sequence[Lineage]) -> tuple[str, ...]:
    return _distinct([name for at in change.old for name in (old[at].id, *old[at].ancestors)])


def _distinct(names: Sequence[str], but: str | None = None) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name != but)


def _heir(change: Change, comparison: Comparison) -> int:
    """The new paragraph that kept most of the old words."""
    if len(change.new) == 1:
        return change.new[0]
    kept = dict.fromkeys(change.new, 0)
    ends = list(accumulate(len(comparison.new.paragraphs[at].text) for at in change.new))
    reached = 0
    for operation, text in change.words:
        if operation == "-":
            continue
        for at, start, end in zip(change.new, [0, *ends], ends, strict=False):
            kept[at] += max(0, min(end, reached + len(text)) - max(start, reached)) if operation == "=" else 0
        reached += len(text)
    return max(change.new, key=lambda at: (kept[at], -at))
