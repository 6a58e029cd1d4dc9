"""Grouping: finding paragraphs that were split into several, or joined out of several.

A split old paragraph is a group of new ones that stand together, or nearly, and whose words it covers in order. The search
starts from a pair and takes in its unpaired neighbours while most of a neighbour's words are those the pair has not
accounted for. A join is the same thing seen from the other side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from blueprint.text.diff.features import Sketch
from blueprint.text.diff.subsequences import in_common, left_over

COVERED = 0.66
"""The share of a neighbour's words that must be found in order in what is left of the paragraph."""
COVERED_IN_HALF, FILLED = 0.5, 0.8
"""Half of a neighbour's words are enough where they are so much of what is left: part of it went as it came in."""
COVERED_FAR = 0.80
"""The same for a part that does not stand beside the others."""
KIN = 0.33
"""The same for a part that its lineage has told of: others may have rewritten most of it since."""
FEWEST_FAR = 5
WHOLE = 0.97
"""A pair that covers this much of the one paragraph has left nothing to look for."""
FEWEST = 3
"""So many words at least must be found: fewer are chance."""
REACH = 8
"""More parts than this are not looked for on either side."""
HOLE = 1
"""So many paragraphs that are no part may stand between two parts: new between those of a split, or moved away since."""
NEIGHBOURS = [step for step in range(-HOLE - 1, HOLE + 2) if step]
"""Where the next part may stand, counted from one that is known."""

Groups = dict[int, list[int]]
"""For one paragraph of one side the paragraphs of the other, two or more, in order."""


def groups(one: Sequence[Sketch], many: Sequence[Sketch], partners: Sequence[int], taken: Sequence[int]) -> Groups:
    """Which paragraphs of `one` became several of `many`.

    `partners` gives for each of `one` its partner among `many` (-1 without), `taken` the same the other way.
    """
    free = [partner < 0 for partner in taken]
    beside = {at + step for at, partner in enumerate(taken) if partner < 0 for step in NEIGHBOURS}
    found: Groups = {}
    for at, partner in enumerate(partners):
        if partner >= 0 and partner in beside and (members := _gathered(one[at], many, partner, free)):
            found[at] = members
            for member in members:
                free[member] = False
    return found


def _gathered(whole: Sketch, many: Sequence[Sketch], start: int, free: Sequence[bool]) -> list[int]:
    steps = _steps(start, free)
    if not steps or whole.exact == many[start].exact:
        return []
    members = [start]
    content = many[start].content
    accounted = in_common(whole.content, content)
    for step in steps:
        if accounted >= WHOLE * len(whole.content):
            break
        if not min(members) + NEIGHBOURS[0] <= step <= max(members) + NEIGHBOURS[-1]:
            continue
        part = many[step].content
        extended = content + part if step > start else part + content
        gain = in_common(whole.content, extended) - accounted
        if _belongs(gain, len(part), len(whole.content) - accounted):
            content, accounted = extended, accounted + gain
            members.append(step)
    return sorted(members) if len(members) > 1 else []


def _belongs(gain: int, part: int, left: int) -> bool:
    """Whether a neighbour is a part, from its words, those of them found in order, and those the paragraph has left over."""
    if gain >= max(FEWEST, COVERED * part):
        return True
    return gain >= max(FEWEST_FAR, COVERED_IN_HALF * part, FILLED * left)


def _steps(start: int, free: Sequence[bool]) -> list[int]:
    """The unpaired paragraphs after, then those before, the nearest first, as far as no hole is too wide."""
    after = _unpaired(range(start + 1, min(len(free), start + 1 + REACH)), free)
    return [*after, *_unpaired(range(start - 1, max(-1, start - 1 - REACH), -1), free)]


def _unpaired(reach: Iterable[int], free: Sequence[bool]) -> Iterator[int]:
    hole = 0
    for at in reach:
        hole = 0 if free[at] else hole + 1
        if hole > HOLE:
            return
        if free[at]:
            yield at


def torn(
    one: Sequence[Sketch],
    many: Sequence[Sketch],
    partners: Sequence[int],
    taken: Sequence[int],
    far: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Parts of split paragraphs that went far away: (one, many) pairs, `far` naming those that share rare words."""
    for at, part in far:
        partner = partners[at]
        if partner < 0 or taken[part] >= 0 or one[at].exact == many[partner].exact:
            continue
        whole, near, away = one[at].content, many[partner].content, many[part].content
        accounted = in_common(whole, near)
        gain = max(in_common(whole, content) for content in (near + away, away + near)) - accounted
        gain = max(gain, in_common(left_over(whole, near), away))
        if gain >= max(FEWEST_FAR, COVERED_FAR * len(away)):
            yield at, part


def is_part(part: Sketch, whole: Sketch) -> bool:
    """Whether enough of a part's words are in the whole, in order, for what its lineage says to be so still."""
    return in_common(part.content, whole.content) >= KIN * len(part.content)
