"""Lineages: an id for each paragraph, assigned from revision to revision by comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType

from blueprint.text.diff.model import Change, Comparison
from blueprint.text.document.model import Document
from blueprint.text.word_diff.operations import IN_NEW


@dataclass(frozen=True, slots=True)
class Lineage:
    """The id that a paragraph got when it first appeared, and the ids of those that it was split or joined from."""

    id: str
    ancestors: tuple[str, ...] = ()


NO_FORMER: Mapping[str, Lineage] = MappingProxyType({})


def initial_lineages(document: Document, new_id: Callable[[], str]) -> tuple[Lineage, ...]:
    """The lineages of a first revision: a new id for each paragraph. `new_id` returns an id never used before."""
    return tuple(Lineage(new_id()) for _ in document.paragraphs)


def assign_lineages(
    comparison: Comparison,
    old: Sequence[Lineage],
    new_id: Callable[[], str],
    former: Mapping[str, Lineage] = NO_FORMER,
) -> tuple[Lineage, ...]:
    """The lineage of each new paragraph, from those of the old ones.

    After a split, the part with most of the words gets the id and all parts get the ancestors; after a join, the result
    gets the id of the longest part and the others are ancestors. A paragraph without an old one gets back the lineage
    of a `former` paragraph with the same text (lineages of older revisions by text), unless its id is in use.
    ValueError if `old` does not have one lineage for each old paragraph.
    """
    if len(old) != len(comparison.old.paragraphs):
        raise ValueError(f"{len(comparison.old.paragraphs)} lineages are needed, one a paragraph; got {len(old)}.")
    assigned: dict[int, Lineage] = {}
    for change in comparison.changes:
        if change.old and change.new:
            assigned[_id_recipient(change, comparison)] = _inherited(change, comparison, old)
    used = {lineage.id for lineage in assigned.values()}
    for at, paragraph in enumerate(comparison.new.paragraphs):
        if at in assigned:
            continue
        restored = former.get(paragraph.text)
        if restored is not None and restored.id not in used:
            assigned[at] = restored
            used.add(restored.id)
        else:
            assigned[at] = Lineage(new_id(), _ids_and_ancestors(comparison.by_new[at], old))
    return tuple(assigned[at] for at in range(len(assigned)))


def _inherited(change: Change, comparison: Comparison, old: Sequence[Lineage]) -> Lineage:
    if len(change.old) == 1:
        return old[change.old[0]]
    longest = max(change.old, key=lambda at: (len(comparison.old.paragraphs[at].text), -at))
    lineage = old[longest]
    others = [id_ for at in change.old if at != longest for id_ in (old[at].id, *old[at].ancestors)]
    return Lineage(lineage.id, _distinct([*lineage.ancestors, *others], excluded=lineage.id))


def _ids_and_ancestors(change: Change, old: Sequence[Lineage]) -> tuple[str, ...]:
    return _distinct([id_ for at in change.old for id_ in (old[at].id, *old[at].ancestors)])


def _distinct(ids: Sequence[str], excluded: str | None = None) -> tuple[str, ...]:
    return tuple(id_ for id_ in dict.fromkeys(ids) if id_ != excluded)


def _id_recipient(change: Change, comparison: Comparison) -> int:
    """The new paragraph with most of the unchanged words; of several the first."""
    if len(change.new) == 1:
        return change.new[0]
    unchanged = dict.fromkeys(change.new, 0)
    ends = list(accumulate(len(comparison.new.paragraphs[at].text) for at in change.new))
    offset = 0
    for operation, text in change.words:
        if operation not in IN_NEW:
            continue
        end = offset + len(text)
        if operation != "+":
            for at, paragraph_start, paragraph_end in zip(change.new, [0, *ends], ends, strict=False):
                unchanged[at] += max(0, min(paragraph_end, end) - max(paragraph_start, offset))
        offset = end
    return max(change.new, key=lambda at: (unchanged[at], -at))
