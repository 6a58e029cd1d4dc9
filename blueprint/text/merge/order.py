"""Ordering: in which order the units and the inserted paragraphs of a merge stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from rapidfuzz import fuzz

from blueprint.text.merge.model import Conflict
from blueprint.text.merge.resolve import Decision, Part, Three, flat
from blueprint.text.merge.units import START, Key, Version

ALIKE = 60
"""Two insertions at the same place that are so alike (0 to 100) are two wordings of one thing."""
NEAREST = 100
"""Equal insertions are found wherever they stand in a row of them; alike ones as many places before and behind."""
Runs = dict[Key, list[Key]]


def ordered(three: Three, decided: dict[Key, Decision]) -> list[Key]:
    """The keys of everything decided, in the order of the merged text.

    Units that neither side moved keep the order of the base. What a side inserted or moved follows the unit it follows
    there; of a unit that both moved the place in ours counts. Insertions of both sides at one place: equal ones are
    kept once, ones that are nearly equal become a conflict (`decided` is brought up to date), and so do those that both
    put in the stead of what both deleted; others stand one after the other.
    """
    base, ours, theirs = three
    moved = ours.moved | theirs.moved
    runs_ours = _runs(ours, base, moved, ours.moved)
    runs_theirs = _runs(theirs, base, moved, theirs.moved - ours.moved)
    still = [START, *(key for key in base.sequence if key[1] not in moved)]
    for key, gone in _gone(still, ours, theirs).items():
        _replaced(gone, runs_ours.get(key, []), runs_theirs.get(key, []), base, decided)
    return list(chain.from_iterable(_place(key, runs_ours, runs_theirs, decided, theirs, ours) for key in still))


def _runs(side: Version, base: Version, moved: frozenset[int], here: frozenset[int]) -> Runs:
    """By the unmoved unit they follow: the side's own paragraphs and the moved units whose place this side decides.

    What follows a unit that the side deleted, or stands in its stead, counts as following that unit.
    """
    runs: Runs = {}
    ghosts = _ghosts(side, base, moved)
    after = ghosts.get(START, START)
    for key in side.sequence:
        if key[0] == "unit" and key[1] not in moved:
            after = ghosts.get(key, key)
        elif key[0] != "unit" or key[1] in here:
            runs.setdefault(after, []).append(key)
    return runs


def _ghosts(side: Version, base: Version, moved: frozenset[int]) -> dict[Key, Key]:
    """For unmoved units the last of the units directly after them that the side deleted."""
    found: dict[Key, Key] = {}
    before = START
    for key in base.sequence:
        if key[1] in moved:
            continue
        if key[1] in side.parts:
            before = key
        else:
            found[before] = key
    return found


def _gone(still: Sequence[Key], ours: Version, theirs: Version) -> dict[Key, list[Key]]:
    """By the last of them, the units in a row that both sides deleted."""
    found: dict[Key, list[Key]] = {}
    row: list[Key] = []
    for key in still:
        if key != START and key[1] not in ours.parts and key[1] not in theirs.parts:
            row.append(key)
            continue
        if row:
            found[row[-1]] = row
        row = []
    return found | ({row[-1]: row} if row else {})


def _replaced(
    gone: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], base: Version, decided: dict[Key, Decision]
) -> None:
    """Make one conflict of what both sides put in the stead of the same units, where the two have nothing in common."""
    if not ours or not theirs or any(key[0] == "unit" for key in (*ours, *theirs)):
        return
    others = _Others(theirs, decided)
    if any(others.twin(_text(decided[key]), at, 0) is not None for at, key in enumerate(ours)):
        return
    was = flat([paragraph for key in gone for paragraph in base.parts[key[1]]])
    conflict = Conflict(was, _source(ours, decided), _source(theirs, decided), _lead(decided[ours[0]]))
    decided.update(dict.fromkeys((*ours, *theirs), ()))
    decided[ours[0]] = conflict


def _source(keys: Sequence[Key], decided: Mapping[Key, Decision]) -> str:
    """The source of inserted paragraphs with the leads between them."""
    parts = [part for key in keys if not isinstance(found := decided[key], Conflict) for part in found]
    return "".join(part.lead + part.text for part in parts).removeprefix(parts[0].lead)


def _place(
    key: Key, ours: Runs, theirs: Runs, decided: dict[Key, Decision], version: Version, other: Version
) -> Iterator[Key]:
    """A unit and what follows it; what one side put in its stead comes before what the other put behind it."""
    if key != START:
        yield key
    turned = key != START and key[1] not in version.parts and key[1] in other.parts
    yield from _woven(ours.get(key, []), theirs.get(key, []), decided, theirs_first=turned)


def _woven(
    ours: Sequence[Key], theirs: Sequence[Key], decided: dict[Key, Decision], *, theirs_first: bool
) -> list[Key]:
    """Both runs; what theirs has in common with ours is left out or becomes a conflict with it."""
    others = _Others(theirs, decided)
    merged: list[Key] = []
    reached = 0
    for at, key in enumerate(ours):
        one = _text(decided[key])
        twin = others.twin(one, at, reached) if key[0] != "unit" else None
        if twin is not None:
            if one != others.texts[twin]:
                decided[key] = Conflict("", one, others.texts[twin], _lead(decided[key]))
            merged += theirs[reached:twin]
            reached = twin + 1
        merged.append(key)
    left = list(theirs[reached:])
    return left + merged if theirs_first else merged + left


class _Others:
    """What the other side inserted at one place: its texts, "" for units, which are no insertions."""

    def __init__(self, keys: Sequence[Key], decided: Mapping[Key, Decision]) -> None:
        self.texts = ["" if key[0] == "unit" else _text(decided[key]) for key in keys]
        self._places: dict[str, list[int]] = {}
        for at, text in enumerate(self.texts):
            self._places.setdefault(text, []).append(at)

    def twin(self, text: str, at: int, reached: int) -> int | None:
        """Where, from `reached` on, the same text stands, or else the most alike one near `at`; None without one."""
        same = self._places.get(text, []) if text else []
        if (first := bisect_left(same, reached)) < len(same):
            return same[first]
        near = range(max(reached, at - NEAREST), min(len(self.texts), max(reached, at) + NEAREST))
        rated = [(fuzz.ratio(text, self.texts[there]), -there) for there in near if self.texts[there]]
        best = max(rated, default=(0.0, 0))
        return -best[1] if best[0] >= ALIKE else None


def _text(decision: Decision) -> str:
    return "" if isinstance(decision, Conflict) else "".join(part.text for part in decision)


def _lead(decision: Decision) -> str:
    return decision.lead if isinstance(decision, Conflict) else _first(decision)


def _first(parts: tuple[Part, ...]) -> str:
    return parts[0].lead if parts else ""
