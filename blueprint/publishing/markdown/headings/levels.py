"""The levels of a text's headings in an edition: without gaps, and all headings of one level on one level."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

DEEPEST = 6


def heading_ranks(levels: Sequence[int | None]) -> dict[int, int]:
    """For each level in use its rank from 0: the levels in their order, without those that no heading has.

    `levels` are those of the text's blocks in order, None for what is no heading. A level whose headings have nothing below
    them but a heading of a higher level comes above that one: in converted laws "#### Section I" is followed by
    "### Chapter I".
    """
    following: dict[int, list[int | None]] = defaultdict(list)
    for level, after in pairwise([*levels, None]):
        if level is not None:
            following[level].append(after)
    order = sorted(following)
    for level in sorted(following):
        above = [after for after in following[level] if after is not None and after < level]
        if len(above) > 1 and len(above) == len(following[level]):
            order.remove(level)
            order.insert(min(map(order.index, above)), level)
    return {level: rank for rank, level in enumerate(order)}


def level_after(before: int, rank: int, top: int) -> int:
    """The level of a heading of a rank behind one of the level `before`, where the highest rank has the level `top`.

    At most one level deeper, as tagged PDF (ISO 14289-1, 7.4.2) asks of headings.
    """
    return min(top + rank, before + 1, DEEPEST)
