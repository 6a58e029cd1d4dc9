"""Find paragraphs that were split into several, or joined from several.

A split is one old paragraph and several new ones, together or nearly so, whose words it contains in order. The search
starts from a match and adds unmatched neighbours of its new paragraph as long as most of a neighbour's words are among
those of the old paragraph that are not accounted for yet. A join is the same with the sides exchanged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from blueprint.text.diff.features import Features
from blueprint.text.diff.subsequences import lcs_length, not_in_lcs

COVERED = 0.66
"""The share of a neighbour's words that must be, in order, among the remaining words of the whole."""
COVERED_PARTLY, REMAINDER_ALIKE = 0.5, 0.54
"""Half of a neighbour's words are enough if it and the remainder are so similar: it was reworded at the same time."""
COVERED_DISTANT = 0.80
"""The share for a part that is not beside the others."""
COVERED_KNOWN = 0.33
"""The share for a part that is known by its lineage: most of it may have been rewritten since."""
COMPLETE = 0.97
"""A match that accounts for so much of the whole has no further parts."""
MIN_WORDS = 3
"""Fewer words in common are coincidental."""
MIN_WORDS_DISTANT = 5
MIN_LETTERS = 4
"""Fewer letters at the beginning or the end of the whole are coincidental."""
MAX_PARTS = 8
"""Parts are looked for among so many paragraphs on either side."""
MAX_HOLE = 1
"""So many other paragraphs may be between two parts: inserted between those of a split, or moved away."""
NEIGHBOUR_STEPS = [step for step in range(-MAX_HOLE - 1, MAX_HOLE + 2) if step]
"""Where the next part may be, relative to a known one."""

Groups = dict[int, list[int]]
"""For a paragraph of one side its parts, two or more, on the other side in order."""


def find_groups(
    wholes: Sequence[Features], others: Sequence[Features], partners: Sequence[int], partners_of_others: Sequence[int]
) -> Groups:
    """The paragraphs of `wholes` that became several of `others`.

    `partners` has for each of `wholes` the index of its match in `others` (-1 without), `partners_of_others` vice
    versa.
    """
    free = [partner < 0 for partner in partners_of_others]
    has_free_neighbour = {at + step for at, is_free in enumerate(free) if is_free for step in NEIGHBOUR_STEPS}
    groups: Groups = {}
    for at, partner in enumerate(partners):
        if partner >= 0 and partner in has_free_neighbour and (parts := _parts(wholes[at], others, partner, free)):
            groups[at] = parts
            for part in parts:
                free[part] = False
    return groups


def _parts(whole: Features, others: Sequence[Features], start: int, free: Sequence[bool]) -> list[int]:
    """The parts of a whole, among them its match `start`; none if it has no other part."""
    neighbours = _free_neighbours(start, free)
    if not neighbours or whole.is_same_but_for_space(others[start]):
        return []
    parts = [start]
    codes = others[start].codes
    accounted = lcs_length(whole.codes, codes)
    for at in neighbours:
        is_complete = accounted >= COMPLETE * len(whole.codes)
        if not min(parts) + NEIGHBOUR_STEPS[0] <= at <= max(parts) + NEIGHBOUR_STEPS[-1]:
            continue
        part = others[at].codes
        extended = codes + part if at > start else part + codes
        gain = 0 if is_complete else lcs_length(whole.codes, extended) - accounted
        covered = not is_complete and _is_covered(gain, len(part), len(whole.codes) - accounted)
        if covered or _is_end_of(whole, others[at], map(others.__getitem__, parts), after=at > start):
            codes, accounted = extended, accounted + gain
            parts.append(at)
    return sorted(parts) if len(parts) > 1 else []


def _is_end_of(whole: Features, part: Features, parts: Iterable[Features], *, after: bool) -> bool:
    """Whether a part, which may be short, is verbatim the beginning of the whole or, `after` the others, its end."""
    is_end = whole.one_space.endswith if after else whole.one_space.startswith
    if len(part.one_space) < MIN_LETTERS or not is_end(part.one_space):
        return False
    return sum(len(each.one_space) for each in (part, *parts)) <= len(whole.one_space)


def _is_covered(gain: int, part: int, remainder: int) -> bool:
    """Whether a neighbour is a part: `gain` of its `part` words are among the `remainder` words of the whole."""
    if gain >= max(MIN_WORDS, COVERED * part):
        return True
    return gain >= max(MIN_WORDS_DISTANT, COVERED_PARTLY * part, REMAINDER_ALIKE * (part + remainder) / 2)


def _free_neighbours(start: int, free: Sequence[bool]) -> list[int]:
    """Unmatched paragraphs after, then before the start, nearest first, up to the first hole that is too wide."""
    after = _free_until_hole(range(start + 1, min(len(free), start + 1 + MAX_PARTS)), free)
    return [*after, *_free_until_hole(range(start - 1, max(-1, start - 1 - MAX_PARTS), -1), free)]


def _free_until_hole(indexes: Iterable[int], free: Sequence[bool]) -> Iterator[int]:
    hole = 0
    for at in indexes:
        hole = 0 if free[at] else hole + 1
        if hole > MAX_HOLE:
            return
        if free[at]:
            yield at


def find_distant_parts(
    wholes: Sequence[Features],
    others: Sequence[Features],
    parts: Sequence[Sequence[int]],
    partners_of_others: Sequence[int],
    candidates: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Parts that are far from the others of their whole, as (whole, part), among candidates that share rare words.

    `parts` has for each of `wholes` the indexes of its parts so far, which the caller adds to.
    """
    for at, part in candidates:
        if not parts[at] or partners_of_others[part] >= 0 or wholes[at].is_same_but_for_space(others[parts[at][0]]):
            continue
        whole, near, distant = wholes[at].codes, "".join(others[each].codes for each in parts[at]), others[part].codes
        accounted, needed = lcs_length(whole, near), max(MIN_WORDS_DISTANT, COVERED_DISTANT * len(distant))
        if len(whole) - accounted < needed:
            continue
        gain = max(lcs_length(whole, codes) for codes in (near + distant, distant + near)) - accounted
        if max(gain, lcs_length(not_in_lcs(whole, near), distant)) >= needed:
            yield at, part


def is_part(part: Features, whole: Features) -> bool:
    """Whether enough words of a part known by its lineage are still in the whole, in order."""
    return lcs_length(part.codes, whole.codes) >= COVERED_KNOWN * len(part.codes)
